package io.prefixwatch.bgp.netty;

import io.prefixwatch.bgp.message.Frame;
import io.prefixwatch.bgp.message.MessageType;

/** BGP messages (RFC 4271 section 4.1). */
final class BgpFraming implements Framing {

  private final FrameReceiver receiver;

  /**
   * We always advertise extended messages, which alone permits receiving them (RFC 8654), but
   * nothing that may come before OPEN or be OPEN is that long: who said nothing yet costs little.
   */
  private boolean extended;

  BgpFraming(FrameReceiver receiver) {
    this.receiver = receiver;
  }

  @Override
  public int next(byte[] buffer, int from, int to) {
    return Frame.next(buffer, from, to, extended);
  }

  @Override
  public void message(byte[] buffer, int from, int length) {
    extended = true;
    MessageType type = MessageType.of(buffer[from + Frame.HEADER - 1] & 0xFF);
    if (type != null) {
      receiver.message(type, buffer, from, length);
    }
  }

  @Override
  public int foresee(byte[] buffer, int from, int to) {
    return receiver.foresee(buffer, from, to);
  }

  @Override
  public void turnOver() {
    receiver.turnOver();
  }

  @Override
  public void broken(byte[] buffer, int from, int to) {
    receiver.broken(Frame.error(buffer, from, to, extended));
  }

  @Override
  public void closed() {
    receiver.closed();
  }
}
