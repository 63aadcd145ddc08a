package io.prefixwatch.bgp.update;

import io.prefixwatch.bgp.error.Disposition;
import io.prefixwatch.bgp.fixture.Seeds;
import io.prefixwatch.bgp.fixture.malformed.MalformedCase;
import io.prefixwatch.bgp.fixture.malformed.MalformedCases;
import io.prefixwatch.bgp.fixture.malformed.Setting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a fuzzer's octets mean: three octets choose the session, the others are the UPDATE behind
 * its header, or the attributes of a recorded RIB entry. All zero is a plain eBGP session.
 */
final class UpdateInput {

  private static final int HEAD = 3;
  private static final PeerSort[] SORTS = PeerSort.values();

  private final ScanContext context;
  private final boolean ribEntry;
  private final boolean ipv6;
  private final byte[] octets;

  private UpdateInput(ScanContext context, boolean ribEntry, boolean ipv6, byte[] octets) {
    this.context = context;
    this.ribEntry = ribEntry;
    this.ipv6 = ipv6;
    this.octets = octets;
  }

  /** A message on a session. */
  static UpdateInput ofMessage(ScanContext context, byte[] message) {
    return new UpdateInput(context, false, false, message);
  }

  ScanContext context() {
    return context;
  }

  boolean ribEntry() {
    return ribEntry;
  }

  /** The whole message, or the attributes. */
  byte[] octets() {
    return octets;
  }

  /** Scans the octets where they stand in an array. */
  Disposition scan(UpdateScan scan, byte[] array, int from) {
    return ribEntry
        ? scan.scanRibEntry(array, from, octets.length, context, ipv6)
        : scan.scan(array, from, octets.length, context);
  }

  /** Null if the octets are too few, or too many for a message. */
  static @Nullable UpdateInput of(byte[] input) {
    if (input.length < HEAD + 4 || input.length > HEAD + 0xFFFF - 19) {
      return null;
    }
    int session = input[0];
    int more = input[1];
    boolean ribEntry = (more & 0x20) != 0;
    byte[] body = Arrays.copyOfRange(input, HEAD, input.length);
    return new UpdateInput(
        context(session, more, input[2] & 0xFF),
        ribEntry,
        (more & 0x40) != 0,
        ribEntry ? body : message(body));
  }

  private static ScanContext context(int session, int more, int type) {
    int sort = session >>> 6 & 3;
    Set<Integer> discards = (more & 8) != 0 ? Set.of(type) : Set.of();
    Set<Integer> withdraws = (more & 0x10) != 0 ? Set.of(type) : Set.of();
    return new ScanContext(
        (session & 1) == 0,
        (session & 2) == 0,
        (session & 4) == 0,
        (session & 8) != 0,
        (session & 0x10) != 0,
        (session & 0x20) != 0,
        SORTS[sort % 3],
        (more & 1) != 0,
        sort == 3,
        new ParserPolicy(discards, withdraws, (more & 2) != 0, (more & 4) != 0));
  }

  private static byte[] message(byte[] body) {
    int length = 19 + body.length;
    byte[] header = new byte[19];
    Arrays.fill(header, 0, 16, (byte) 0xFF);
    header[16] = (byte) (length >>> 8);
    header[17] = (byte) length;
    header[18] = 2;
    return Seeds.concat(header, body);
  }

  /** Seeds on several kinds of session, and RIB entries. */
  static List<byte[]> seeds() {
    List<byte[]> bodies =
        Seeds.updates().stream().map(seed -> Arrays.copyOfRange(seed, 19, seed.length)).toList();
    List<byte[]> seeds = new ArrayList<>();
    for (String session :
        List.of("000000", "400000", "010000", "380000", "c00000", "800000", "000e08", "001408")) {
      seeds.addAll(Seeds.behind(session, bodies));
    }
    for (byte[] body : bodies) {
      if (body.length > 8) {
        byte[] attributes = Arrays.copyOfRange(body, 4, body.length);
        seeds.addAll(Seeds.behind("c02000", List.of(attributes)));
        seeds.addAll(Seeds.behind("c06000", List.of(attributes)));
      }
    }
    for (MalformedCase malformed : MalformedCases.all()) {
      if (malformed.isUpdate()) {
        byte[] message = malformed.message().toByteArray();
        byte[] body = Arrays.copyOfRange(message, 19, message.length);
        seeds.addAll(Seeds.behind(head(malformed.setting()), List.of(body)));
      }
    }
    // The longest message there is, so that the fuzzer grows its inputs that far.
    byte[] longest = Arrays.copyOf(seeds.get(0), HEAD + 0xFFFF - 19);
    Arrays.fill(longest, seeds.get(0).length, longest.length, (byte) 24);
    seeds.add(longest);
    return seeds;
  }

  private static String head(Setting setting) {
    return switch (setting) {
      case IBGP -> "400000";
      case CONFEDERATION -> "800000";
      case OLD_SPEAKER -> "010000";
      case ADD_PATH -> "180000";
      case IPV6_NEXT_HOPS -> "200000";
      case AS_SET_REJECTED -> "000200";
      case UNKNOWN_WITHDRAWN -> "000400";
      case LISTED_TYPES -> "000863";
      default -> "000100";
    };
  }

  /** True if what was decoded can be written again and mean the same on this session. */
  boolean isRepeatable() {
    return !ribEntry && context.policy().singlesOutNothing();
  }
}
