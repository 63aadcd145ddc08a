package io.prefixwatch.daemon.config.schema;

import io.prefixwatch.bgp.capability.Role;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a key's value looks like.
 *
 * @param label for the reference page and messages
 * @param shape what YAML node it is
 * @param parser of the scalar, or of each scalar of a list; null if any text will do
 */
public record ValueType(String label, Shape shape, @Nullable ValueParser<?> parser) {

  /** Which YAML node a value is. */
  public enum Shape {
    SCALAR,
    LIST,
    /** A mapping with known keys. */
    MAPPING,
    /** A list of mappings with known keys. */
    MAPPINGS,
    /** A mapping with keys of its own. */
    OPEN_MAPPING,
    /** Not settled yet. */
    ANY
  }

  /** What a sink can be. */
  public static final List<String> SINK_TYPES =
      List.of(
          "stdout",
          "file",
          "webhook",
          "alertmanager",
          "slack",
          "mattermost",
          "teams",
          "pagerduty",
          "syslog",
          "email",
          "kafka");

  /** Facilities of syslog in the order of their numbers (RFC 5424 section 6.2.1). */
  public static final List<String> FACILITIES =
      List.of(
          "kern",
          "user",
          "mail",
          "daemon",
          "auth",
          "syslog",
          "lpr",
          "news",
          "uucp",
          "cron",
          "authpriv",
          "ftp",
          "ntp",
          "audit",
          "alert",
          "clock",
          "local0",
          "local1",
          "local2",
          "local3",
          "local4",
          "local5",
          "local6",
          "local7");

  static final ValueType MAPPING = new ValueType("mapping", Shape.MAPPING, null);
  static final ValueType MAPPINGS = new ValueType("list of mappings", Shape.MAPPINGS, null);
  static final ValueType OPEN_MAPPING = new ValueType("mapping", Shape.OPEN_MAPPING, null);
  static final ValueType ANY = new ValueType("any", Shape.ANY, null);

  static final ValueType TEXT = scalar("text", Values::text);
  static final ValueType SECRET = scalar("secret", BgpValues::secret);
  static final ValueType TEXTS = list("list of texts", Values::text);
  static final ValueType SEVERITIES =
      list("list of `critical`, `major`, `minor`, `info`", Values::severity);
  static final ValueType IDS = list("list of ids", Values::id);
  static final ValueType ID = scalar("id", Values::id);
  static final ValueType SESSION_ID = scalar("id", Values::sessionId);
  static final ValueType COUNTRY = scalar("country code", Values::country);
  static final ValueType BOOL = scalar("true or false", Values::bool);
  static final ValueType COUNT = scalar("number", Values::count);
  static final ValueType PORT = scalar("port", Values.number(1, 65_535));
  static final ValueType DURATION = scalar("duration", Values::duration);
  static final ValueType HOST_PORT = scalar("host:port", Values::hostPort);
  static final ValueType HOST_PORTS = list("list of host:port", Values::hostPort);
  static final ValueType MAIL_ADDRESS = scalar("mail address", Values::mailAddress);
  static final ValueType MAIL_ADDRESSES = list("list of mail addresses", Values::mailAddress);
  static final ValueType FACILITY =
      new ValueType("facility", Shape.SCALAR, Values.word(FACILITIES.toArray(String[]::new)));
  static final ValueType SIZE = scalar("size", Values::size);
  static final ValueType TIME = scalar("time", Values::time);
  static final ValueType FILE = scalar("file", Values::path);
  static final ValueType FILES = list("list of files", Values::path);
  static final ValueType COORDINATES = list("[latitude, longitude]", Values.decimal(-180, 180));
  static final ValueType ASN = scalar("AS number", BgpValues::routerAsn);
  static final ValueType ASNS = list("list of AS numbers", BgpValues::asn);
  static final ValueType PREFIX = scalar("prefix", BgpValues::prefix);
  static final ValueType PREFIXES = list("list of prefixes", BgpValues::prefix);
  static final ValueType ADDRESS = scalar("address", BgpValues::peerAddress);
  static final ValueType LISTEN = scalar("address:port", BgpValues::listen);
  static final ValueType LISTENS = list("list of address:port", BgpValues::listen);
  static final ValueType ROUTER_ID = scalar("router id", BgpValues::routerId);
  static final ValueType COMMUNITIES = list("list of communities", BgpValues::community);
  static final ValueType ANY_COMMUNITIES =
      list("list of communities, also large", BgpValues::anyCommunity);
  static final ValueType FAMILIES = list("list of families", BgpValues::family);
  static final ValueType PATH_PATTERNS = list("list of path patterns", BgpValues::pathPattern);
  static final ValueType ATTRIBUTES = list("list of attribute types", Values.number(1, 255));
  static final ValueType ROLE =
      words(Arrays.stream(Role.values()).map(Role::label).toArray(String[]::new));

  static ValueType scalar(String label, ValueParser<?> parser) {
    return new ValueType(label, Shape.SCALAR, parser);
  }

  static ValueType list(String label, ValueParser<?> parser) {
    return new ValueType(label, Shape.LIST, parser);
  }

  static ValueType words(String... words) {
    String label = Arrays.stream(words).map(w -> "`" + w + "`").collect(Collectors.joining(", "));
    return scalar(label, Values.word(words));
  }

  static ValueType number(int min, int max) {
    return scalar("number", Values.number(min, max));
  }
}
