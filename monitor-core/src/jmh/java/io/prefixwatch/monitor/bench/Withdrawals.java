package io.prefixwatch.monitor.bench;

import io.prefixwatch.bgp.fixture.load.GeneratedTable;
import io.prefixwatch.bgp.fixture.load.UpdateStream;
import io.prefixwatch.bgp.net.Prefix;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;

/** UPDATEs that withdraw a table's routes, 200 in each, in the order of their prefixes. */
final class Withdrawals {

  private static final int PER_MESSAGE = 200;

  private Withdrawals() {}

  /** Withdraws one route of {@code step}. */
  static UpdateStream of(GeneratedTable table, int step) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream nlri = new ByteArrayOutputStream();
    int messages = 0;
    int routes = 0;
    int inMessage = 0;
    for (int route = 0; route < table.size(); route += step) {
      nlri(nlri, table.prefix(route));
      routes++;
      inMessage++;
      boolean last = route + step >= table.size();
      boolean familyEnds = !last && table.isIpv6(route) != table.isIpv6(route + step);
      if (last || familyEnds || inMessage == PER_MESSAGE) {
        message(out, nlri.toByteArray(), table.isIpv6(route));
        nlri.reset();
        messages++;
        inMessage = 0;
      }
    }
    byte[] octets = Arrays.copyOf(out.toByteArray(), out.size() + 16);
    return new UpdateStream(octets, out.size(), messages, routes, List.of());
  }

  private static void nlri(ByteArrayOutputStream out, Prefix prefix) {
    out.write(prefix.length());
    for (int i = 0; i < (prefix.length() + 7) / 8; i++) {
      out.write((int) (prefix.hi() >>> (56 - 8 * i)));
    }
  }

  private static void message(ByteArrayOutputStream out, byte[] nlri, boolean ipv6) {
    int length = 23 + nlri.length + (ipv6 ? 7 : 0);
    for (int i = 0; i < 16; i++) {
      out.write(0xFF);
    }
    u16(out, length);
    out.write(2);
    if (ipv6) {
      u16(out, 0);
      u16(out, 7 + nlri.length);
      out.write(0x90);
      out.write(15);
      u16(out, 3 + nlri.length);
      u16(out, 2);
      out.write(1);
      out.writeBytes(nlri);
    } else {
      u16(out, nlri.length);
      out.writeBytes(nlri);
      u16(out, 0);
    }
  }

  private static void u16(ByteArrayOutputStream out, int value) {
    out.write(value >>> 8);
    out.write(value);
  }
}
