package io.prefixwatch.bgp.net;

import org.jspecify.annotations.Nullable;

/**
 * Reads the two common forms of an address, dotted quad and plain hexadecimal groups.
 *
 * <p>Our own because a registration file holds a million of them. What it does not know (an
 * embedded dotted quad, a mistake) it leaves to the IPAddress library, and a test holds both equal
 * on what it knows.
 */
final class AddressLiteral {

  /** Eight groups of four digits and seven colons. */
  private static final int LONGEST = 39;

  private AddressLiteral() {}

  /** The address, or null if this text needs a closer look. */
  static @Nullable Address parse(String text) {
    if (text.length() > LONGEST) {
      return null;
    }
    return text.indexOf(':') < 0 ? dottedQuad(text) : groups(text);
  }

  private static @Nullable Address dottedQuad(String text) {
    int bits = 0;
    int at = 0;
    for (int octet = 0; octet < 4; octet++) {
      int begin = at;
      int value = 0;
      while (at < text.length() && at - begin < 3 && isDigit(text.charAt(at))) {
        value = value * 10 + text.charAt(at) - '0';
        at++;
      }
      boolean leadingZero = at - begin > 1 && text.charAt(begin) == '0';
      if (at == begin || value > 255 || leadingZero) {
        return null;
      }
      bits = bits << 8 | value;
      if (octet < 3 && (at == text.length() || text.charAt(at++) != '.')) {
        return null;
      }
    }
    return at == text.length() ? Address.ipv4(bits) : null;
  }

  /** Groups before and after at most one {@code ::}, which stands for at least one group. */
  private static @Nullable Address groups(String text) {
    int[] groups = new int[8];
    int count = 0;
    int gapAt = -1;
    int at = 0;
    if (text.startsWith("::")) {
      gapAt = 0;
      at = 2;
    }
    while (at < text.length()) {
      int end = endOfGroup(text, at);
      if (end == at || count == 8) {
        return null;
      }
      groups[count++] = Integer.parseInt(text, at, end, 16);
      boolean gap = text.startsWith("::", end);
      if (end == text.length()) {
        break;
      }
      if (text.charAt(end) != ':' || (gap && gapAt >= 0) || (!gap && end + 1 == text.length())) {
        return null;
      }
      if (gap) {
        gapAt = count;
      }
      at = end + (gap ? 2 : 1);
    }
    if (gapAt < 0 ? count != 8 : count > 7) {
      return null;
    }
    return joined(groups, count, gapAt);
  }

  private static int endOfGroup(String text, int from) {
    int at = from;
    while (at < text.length() && at - from < 4 && isHexDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static Address joined(int[] groups, int count, int gapAt) {
    long hi = 0;
    long lo = 0;
    int zeros = 8 - count;
    for (int i = 0; i < 8; i++) {
      int group = 0;
      if (gapAt < 0 || i < gapAt) {
        group = groups[i];
      } else if (i >= gapAt + zeros) {
        group = groups[i - zeros];
      }
      hi = hi << 16 | lo >>> 48;
      lo = lo << 16 | group;
    }
    return Address.ipv6(hi, lo);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isHexDigit(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }
}
