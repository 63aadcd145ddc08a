package io.prefixwatch.bgp.bmp;

import io.prefixwatch.bgp.bmp.Information.Tlv;
import io.prefixwatch.bgp.net.Octets;
import io.prefixwatch.bgp.update.OctetCursor;
import java.util.ArrayList;
import java.util.List;

/** TLVs of type, length and value, to the end of a message (RFC 7854 section 4.4). */
final class InformationParser {

  /** Octets of type and length. */
  static final int HEAD = 4;

  private InformationParser() {}

  /** All that is left; at a TLV that is cut short it ends, and says so. */
  static Information read(OctetCursor cursor, FaultSink faults) {
    if (cursor.remaining() == 0) {
      return Information.NONE;
    }
    List<Tlv> tlvs = new ArrayList<>();
    int omitted = 0;
    while (cursor.remaining() > 0) {
      if (!cursor.has(HEAD)) {
        faults.fault(cursor.remaining() + " octets are left over behind the last TLV");
        break;
      }
      int type = cursor.u16();
      int length = cursor.u16();
      if (!cursor.has(length)) {
        faults.fault("TLV of type " + type + " runs past the message");
        break;
      }
      if (tlvs.size() < Information.MAX_TLVS) {
        int kept = Math.min(length, Information.MAX_VALUE);
        int at = cursor.at();
        tlvs.add(new Tlv(type, Octets.copyOfRange(cursor.buffer(), at, at + kept)));
      } else {
        omitted++;
      }
      cursor.skip(length);
    }
    return new Information(tlvs, omitted);
  }
}
