package io.prefixwatch.bgp.bmp;

/** Takes what is wrong with the message in hand. */
@FunctionalInterface
interface FaultSink {
  void fault(String reason);
}
