package io.prefixwatch.monitor.rib;

import io.prefixwatch.bgp.attribute.AttributeType;
import io.prefixwatch.bgp.attribute.NextHop;
import io.prefixwatch.bgp.attribute.PathAttributes;
import io.prefixwatch.bgp.update.AttributeDecoder;
import io.prefixwatch.bgp.update.AttributeTable;
import io.prefixwatch.bgp.update.NextHopOctets;
import java.util.Arrays;

/**
 * The attributes of a route in one canonical run of octets: the same set, in whatever order and
 * with whatever header flags it came, gives the same octets. Reused scratch; owned by one {@link
 * RouteTable}.
 *
 * <p>Layout: one octet of width and next hop length, the next hop, then per attribute its type, its
 * flags (of unknown types only: of known ones they say nothing), two octets of length, its value.
 * What {@link AttributeLimits} shortened has its mark in the flags.
 */
final class AttributeOctets {

  private static final int AS4 = 0x80;

  private byte[] scratch = new byte[4096];

  /** For decoding: a table is over 2 KiB, more than what is built from it. */
  private final AttributeTable reading = new AttributeTable();

  private int length;

  // Of what was written last, octets.
  private int longestKnown;
  private int longestUnknown;
  private int allUnknown;

  byte[] scratch() {
    return scratch;
  }

  int length() {
    return length;
  }

  /** Writes the attributes of a scanned message for the routes with this next hop. */
  void write(AttributeTable table, boolean as4, NextHopOctets nextHop) {
    writeAll(table, as4, nextHop, 0);
    boolean suspect =
        longestKnown > AttributeLimits.HARMLESS
            || longestUnknown > AttributeLimits.UNKNOWN
            || allUnknown > AttributeLimits.ALL_UNKNOWN;
    if (suspect) {
      AttributeTable limited = AttributeLimits.within(table, as4);
      if (limited != table) {
        writeAll(limited, true, nextHop, AttributeDecoder.CUT);
      }
    }
  }

  /**
   * Writes every attribute.
   *
   * @param marks flag bits that mean something in this table
   */
  private void writeAll(AttributeTable table, boolean as4, NextHopOctets nextHop, int marks) {
    longestKnown = 0;
    longestUnknown = 0;
    allUnknown = 0;
    length = 0;
    ensure(1 + nextHop.length());
    scratch[length++] = (byte) ((as4 ? AS4 : 0) | nextHop.length());
    System.arraycopy(nextHop.buffer(), nextHop.at(), scratch, length, nextHop.length());
    length += nextHop.length();
    for (int type = table.nextType(0); type >= 0; type = table.nextType(type + 1)) {
      if (!isReachability(type)) {
        append(table, type, marks);
      }
    }
  }

  private static boolean isReachability(int type) {
    return type == AttributeType.NEXT_HOP
        || type == AttributeType.MP_REACH_NLRI
        || type == AttributeType.MP_UNREACH_NLRI;
  }

  private void append(AttributeTable table, int type, int marks) {
    int valueLength = table.length(type);
    boolean known = AttributeDecoder.hasField(type);
    if (known) {
      longestKnown = Math.max(longestKnown, valueLength);
    } else {
      longestUnknown = Math.max(longestUnknown, valueLength);
      allUnknown += valueLength;
    }
    ensure(4 + valueLength);
    scratch[length++] = (byte) type;
    scratch[length++] = (byte) (table.flags(type) & (known ? marks : 0xE0 | marks));
    scratch[length++] = (byte) (valueLength >>> 8);
    scratch[length++] = (byte) valueLength;
    System.arraycopy(table.buffer(), table.valueAt(type), scratch, length, valueLength);
    length += valueLength;
  }

  private void ensure(int more) {
    if (length + more > scratch.length) {
      scratch = Arrays.copyOf(scratch, Math.max(2 * scratch.length, length + more));
    }
  }

  /** Builds the value of octets that were written here before. */
  PathAttributes decode(byte[] stored, int from, int count) {
    boolean as4 = (stored[from] & AS4) != 0;
    int nextHopLength = stored[from] & 0x7F;
    NextHop nextHop = AttributeDecoder.nextHop(stored, from + 1, nextHopLength);
    reading.reset(stored);
    int at = from + 1 + nextHopLength;
    while (at < from + count) {
      int valueLength = (stored[at + 2] & 0xFF) << 8 | stored[at + 3] & 0xFF;
      reading.put(stored[at] & 0xFF, stored[at + 1] & 0xFF, at + 4, valueLength);
      at += 4 + valueLength;
    }
    return AttributeDecoder.decodeStored(reading, as4, nextHop, AttributeLimits.FIRST_HOPS);
  }
}
