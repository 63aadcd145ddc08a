package io.prefixwatch.bgp.update;

import static io.prefixwatch.bgp.update.OctetAccess.i32;
import static io.prefixwatch.bgp.update.OctetAccess.u16;
import static io.prefixwatch.bgp.update.OctetAccess.u8;

import io.prefixwatch.bgp.attribute.AsPath;
import io.prefixwatch.bgp.attribute.AsPathBuilder;
import io.prefixwatch.bgp.attribute.SegmentType;
import org.jspecify.annotations.Nullable;

/** The octets of AS_PATH and AS4_PATH: checked in one pass, built into a value only on demand. */
final class AsPathWalk {

  /** What the check found, as bits. */
  static final int HAS_CONFEDERATION = 1;

  static final int HAS_SET = 2;
  static final int STARTS_WITH_CONFED_SEQUENCE = 4;

  private static final int BROKEN = 1 << 8;

  private AsPathWalk() {}

  /**
   * Walks all segments (RFC 7606 section 7.2, RFC 7607).
   *
   * @param width octets of an AS number, 2 or 4
   * @return bits of what is in the path; {@link #isBroken} if it is malformed
   */
  static int check(byte[] buffer, int from, int length, int width) {
    int at = from;
    int end = from + length;
    int found = 0;
    while (at < end) {
      if (at + 2 > end) {
        return BROKEN | 0;
      }
      int type = u8(buffer, at);
      int count = u8(buffer, at + 1);
      int next = at + 2 + count * width;
      if (type < 1 || type > 4) {
        return BROKEN | 1;
      }
      if (count == 0) {
        return BROKEN | 2;
      }
      if (next > end) {
        return BROKEN | 3;
      }
      if (hasZero(buffer, at + 2, next, width)) {
        return BROKEN | 4;
      }
      if (type != 2) {
        found |= traits(type, at == from);
      }
      at = next;
    }
    return found;
  }

  private static int traits(int type, boolean first) {
    return switch (type) {
      case 1 -> HAS_SET;
      case 3 -> HAS_CONFEDERATION | (first ? STARTS_WITH_CONFED_SEQUENCE : 0);
      default -> HAS_CONFEDERATION | HAS_SET;
    };
  }

  private static boolean hasZero(byte[] buffer, int from, int to, int width) {
    if (width == 4) {
      for (int i = from; i < to; i += 4) {
        if (i32(buffer, i) == 0) {
          return true;
        }
      }
      return false;
    }
    for (int i = from; i < to; i += 2) {
      if (u16(buffer, i) == 0) {
        return true;
      }
    }
    return false;
  }

  static boolean isBroken(int found) {
    return (found & BROKEN) != 0;
  }

  /** What is wrong with a broken path, for people. */
  static String reason(int found) {
    return switch (found & ~BROKEN) {
      case 0 -> "one octet is left over behind the last segment";
      case 1 -> "a segment has a type other than 1 to 4";
      case 2 -> "a segment has no AS numbers";
      case 3 -> "a segment runs past the end of the attribute";
      default -> "AS 0 is in the path";
    };
  }

  /** Builds the path of octets that {@link #check} found sound; null buffers do not occur. */
  static AsPath build(byte[] buffer, int from, int length, int width) {
    AsPath plain = buildPlain(buffer, from, length, width);
    if (plain != null) {
      return plain;
    }
    AsPathBuilder path = new AsPathBuilder();
    int at = from;
    while (at < from + length) {
      path.segment(SegmentType.of(u8(buffer, at)));
      int next = at + 2 + u8(buffer, at + 1) * width;
      for (at += 2; at < next; at += width) {
        path.hop(width == 4 ? i32(buffer, at) & 0xFFFF_FFFFL : u16(buffer, at));
      }
    }
    return path.build();
  }

  /** The path if it is empty or a single AS_SEQUENCE, as nearly all are; else null. */
  private static @Nullable AsPath buildPlain(byte[] buffer, int from, int length, int width) {
    if (length == 0) {
      return AsPath.EMPTY;
    }
    int count = u8(buffer, from + 1);
    if (u8(buffer, from) != 2 || 2 + count * width != length) {
      return null;
    }
    int[] hops = new int[count];
    for (int i = 0; i < count; i++) {
      hops[i] = width == 4 ? i32(buffer, from + 2 + 4 * i) : u16(buffer, from + 2 + 2 * i);
    }
    return AsPath.ofSequence(hops);
  }
}
