package io.prefixwatch.daemon.config.schema;

import io.prefixwatch.daemon.config.HostPort;
import io.prefixwatch.daemon.config.problem.Suggestion;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Values of no particular field: text, numbers, times. Those of BGP are in {@link BgpValues}. */
public final class Values {

  private static final int LONGEST_NAME = 128;

  /** Ten years; whoever writes more has slipped. */
  private static final long LONGEST_MILLIS = Duration.ofDays(3_660).toMillis();

  private static final Map<String, Long> UNITS = new LinkedHashMap<>();

  static {
    UNITS.put("ms", 1L);
    UNITS.put("s", 1_000L);
    UNITS.put("m", 60_000L);
    UNITS.put("h", 3_600_000L);
    UNITS.put("d", 86_400_000L);
  }

  private Values() {}

  private static final ValueParser<String> SEVERITY = word("critical", "major", "minor", "info");

  /** How bad an alert is. */
  public static String severity(String text) throws BadValue {
    return SEVERITY.parse(text);
  }

  /** Any text for people, but some. */
  public static String text(String text) throws BadValue {
    if (text.isBlank()) {
      throw BadValue.of("is empty", "write something, or remove the line");
    }
    return text;
  }

  /** A name by which other keys, alerts and metrics call something. */
  public static String id(String text) throws BadValue {
    if (text.isBlank()
        || text.length() > LONGEST_NAME
        || !text.equals(text.strip())
        || text.chars().anyMatch(Character::isISOControl)) {
      throw BadValue.of(
          "is not an id", "1 to 128 visible characters, no blank at either end, such as lon1");
    }
    return text;
  }

  /** The id of a session; a slash would look like one peer of a dynamic session. */
  public static String sessionId(String text) throws BadValue {
    if (text.indexOf('/') >= 0) {
      throw BadValue.of("is not a session id", "use no slash");
    }
    return id(text);
  }

  /** Two capital letters. */
  public static String country(String text) throws BadValue {
    if (text.length() == 2 && text.chars().allMatch(c -> c >= 'A' && c <= 'Z')) {
      return text;
    }
    throw BadValue.of(
        "is not a country code", "two capital letters of ISO 3166, such as GB, NL or NO");
  }

  /** {@code true} or {@code false}. */
  public static boolean bool(String text) throws BadValue {
    return switch (text) {
      case "true", "True", "TRUE" -> true;
      case "false", "False", "FALSE" -> false;
      default -> throw BadValue.of("is neither true nor false", "write true or false");
    };
  }

  /** A whole number within bounds. */
  public static ValueParser<Integer> number(int min, int max) {
    return text -> {
      boolean decimal = isDecimal(text, 10);
      long value = decimal ? Long.parseLong(text) : -1;
      if (!decimal || value < min || value > max) {
        throw BadValue.of(
            decimal ? "is out of range" : "is not a whole number",
            "a whole number from " + min + " to " + max);
      }
      return (int) value;
    };
  }

  /** A whole number of anything. */
  public static int count(String text) throws BadValue {
    return number(0, Integer.MAX_VALUE).parse(text);
  }

  /** Plain digits, no sign, and no leading zero that another reader might take for octal. */
  static boolean isDecimal(String text, int mostDigits) {
    int length = text.length();
    if (length == 0 || length > mostDigits || (length > 1 && text.charAt(0) == '0')) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /** {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 1d}, or a bare {@code 0}. */
  public static Duration duration(String text) throws BadValue {
    if (text.equals("0")) {
      return Duration.ZERO;
    }
    int digits = 0;
    while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
      digits++;
    }
    Long unit = UNITS.get(text.substring(digits));
    if (!isDecimal(text.substring(0, digits), 12) || unit == null) {
      throw BadValue.of("is not a duration", "a number and a unit: 500ms, 30s, 5m, 2h or 1d");
    }
    long value = Long.parseLong(text.substring(0, digits));
    if (value > LONGEST_MILLIS / unit) {
      throw BadValue.of("is too long", "at most ten years");
    }
    return Duration.ofMillis(value * unit);
  }

  /** An address of mail, without a name beside it. */
  public static String mailAddress(String text) throws BadValue {
    int at = text.indexOf('@');
    boolean plain =
        text.chars().allMatch(c -> c > ' ' && c < 0x7F && "<>()[],;:\\\"".indexOf(c) < 0);
    if (!plain || at < 1 || at != text.lastIndexOf('@') || at == text.length() - 1) {
      throw BadValue.of("is not a mail address", "such as noc@example.com, without a name");
    }
    return text;
  }

  /** A server: a name or an address, IPv6 in brackets, and a port. */
  public static HostPort hostPort(String text) throws BadValue {
    int colon = text.lastIndexOf(':');
    String port = text.substring(colon + 1);
    String host = colon < 0 ? "" : text.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]") && host.length() > 2;
    boolean plain = !host.isEmpty() && host.indexOf(':') < 0 && host.indexOf('[') < 0;
    if ((!bracketed && !plain)
        || host.chars().anyMatch(c -> c <= ' ' || c > 0x7E)
        || !isDecimal(port, 5)
        || Integer.parseInt(port) < 1
        || Integer.parseInt(port) > 65_535) {
      throw BadValue.of("is not a host and port", "such as siem.example:6514 or [2001:db8::1]:514");
    }
    return new HostPort(
        bracketed ? host.substring(1, host.length() - 1) : host, Integer.parseInt(port));
  }

  /** {@code 512KiB}, {@code 64MiB}, {@code 1GiB}: in octets, at least 4 KiB. */
  public static long size(String text) throws BadValue {
    int digits = 0;
    while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
      digits++;
    }
    int shift =
        switch (text.substring(digits)) {
          case "KiB" -> 10;
          case "MiB" -> 20;
          case "GiB" -> 30;
          default -> -1;
        };
    if (shift < 0 || !isDecimal(text.substring(0, digits), 6)) {
      throw BadValue.of("is not a size", "a number and a unit: 512KiB, 64MiB or 1GiB");
    }
    long size = Long.parseLong(text.substring(0, digits)) << shift;
    if (size < 4096) {
      throw BadValue.of("is too small", "at least 4KiB");
    }
    return size;
  }

  /** A duration of at least this. */
  public static ValueParser<Duration> durationFrom(Duration least) {
    return text -> {
      Duration duration = duration(text);
      if (duration.compareTo(least) < 0) {
        throw BadValue.of("is too short", "at least " + least.toMillis() + "ms");
      }
      return duration;
    };
  }

  /** RFC 3339 with an offset. */
  public static Instant time(String text) throws BadValue {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw BadValue.of("is not a time", "RFC 3339 with an offset, such as 2027-01-01T00:00:00Z");
    }
  }

  /** A number with an optional fraction, within bounds. */
  public static ValueParser<Double> decimal(double min, double max) {
    return text -> {
      String hint = "a number from " + (long) min + " to " + (long) max;
      boolean wellFormed =
          text.length() <= 24
              && !text.isEmpty()
              && text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.' || c == '-');
      double value;
      try {
        value = wellFormed ? Double.parseDouble(text) : Double.NaN;
      } catch (NumberFormatException e) {
        throw BadValue.of("is not a number", hint);
      }
      if (!(value >= min && value <= max)) {
        throw BadValue.of(wellFormed ? "is out of range" : "is not a number", hint);
      }
      return value;
    };
  }

  /** A path as the platform understands it. */
  public static Path path(String text) throws BadValue {
    try {
      return Path.of(text(text));
    } catch (InvalidPathException e) {
      throw BadValue.of("is not a path", "");
    }
  }

  /** True if the parser takes the text. */
  public static boolean parses(String text, ValueParser<?> parser) {
    try {
      parser.parse(text);
      return true;
    } catch (BadValue e) {
      return false;
    }
  }

  /** One of a few words. */
  public static <E extends Enum<E>> ValueParser<E> choice(
      Class<E> type, Function<E, String> label) {
    Map<String, E> byLabel = new LinkedHashMap<>();
    for (E constant : type.getEnumConstants()) {
      byLabel.put(label.apply(constant), constant);
    }
    ValueParser<String> word = word(byLabel.keySet().toArray(String[]::new));
    return text -> {
      E constant = byLabel.get(word.parse(text));
      if (constant == null) {
        throw new IllegalStateException("a word without a constant");
      }
      return constant;
    };
  }

  /** One of a few words, as text. */
  public static ValueParser<String> word(String... words) {
    List<String> known = List.of(words);
    return text -> {
      if (known.contains(text)) {
        return text;
      }
      String all = "known: " + String.join(", ", known);
      String near = Suggestion.nearest(known, text);
      if (near.isEmpty()) {
        throw BadValue.of("is not known here", all);
      }
      throw BadValue.telling("is not known here", "did you mean \"" + near + "\"? " + all);
    };
  }
}
