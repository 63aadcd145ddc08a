package io.prefixwatch.bgp.message;

/** KEEPALIVE: a header and nothing else (RFC 4271 section 4.4). */
public record Keepalive() implements BgpMessage {

  public static final Keepalive INSTANCE = new Keepalive();

  @Override
  public MessageType type() {
    return MessageType.KEEPALIVE;
  }

  /** The 19 octets. */
  public byte[] encode() {
    return Frame.header(new byte[Frame.HEADER], MessageType.KEEPALIVE);
  }
}
