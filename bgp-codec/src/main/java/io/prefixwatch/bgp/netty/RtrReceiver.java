package io.prefixwatch.bgp.netty;

/** Takes PDUs of an RPKI cache off one connection, on its event loop. */
public interface RtrReceiver {

  /** A whole PDU; the octets are valid only during the call. */
  void pdu(byte[] buffer, int from, int length);

  /** The length of the PDU at {@code from} is impossible; nothing more will come. */
  void broken(byte[] buffer, int from, int to);

  /** The connection is gone. */
  void closed();
}
