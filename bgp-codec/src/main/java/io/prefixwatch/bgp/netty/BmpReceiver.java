package io.prefixwatch.bgp.netty;

/** Takes BMP messages off one connection, on its event loop. */
public interface BmpReceiver {

  /** A whole message; the octets are valid only during the call. */
  void message(byte[] buffer, int from, int length);

  /** The header at {@code from} cannot be read; the connection will be closed. */
  void broken(byte[] buffer, int from);

  /** The connection is gone. */
  void closed();
}
