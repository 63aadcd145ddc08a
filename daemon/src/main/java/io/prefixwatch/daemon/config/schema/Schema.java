package io.prefixwatch.daemon.config.schema;

import static io.prefixwatch.daemon.config.schema.Key.defaulting;
import static io.prefixwatch.daemon.config.schema.Key.optional;
import static io.prefixwatch.daemon.config.schema.Key.required;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every known key, with its type and its default; the one place that says either. */
public final class Schema {

  private static final String PREFIXES = "registrations[].prefixes[]";

  private static final Map<String, Map<String, Key>> SECTIONS = new LinkedHashMap<>();

  static {
    for (Key key : declared()) {
      SECTIONS.computeIfAbsent(key.parent(), parent -> new LinkedHashMap<>()).put(key.name(), key);
    }
  }

  private Schema() {}

  /** All keys in the order of the reference page. */
  public static List<Key> keys() {
    return SECTIONS.values().stream().flatMap(section -> section.values().stream()).toList();
  }

  /** The keys known in a mapping. */
  public static Set<String> names(String section) {
    return SECTIONS.getOrDefault(section, Map.of()).keySet();
  }

  /** The key of this name in a mapping, or null. */
  public static @Nullable Key key(String section, String name) {
    return SECTIONS.getOrDefault(section, Map.of()).get(name);
  }

  /** The keys of a mapping. */
  public static List<Key> keysOf(String section) {
    return List.copyOf(SECTIONS.getOrDefault(section, Map.of()).values());
  }

  /** Where else in the configuration a key of this name stands. */
  public static List<String> sectionsWith(String name) {
    return SECTIONS.entrySet().stream()
        .filter(section -> section.getValue().containsKey(name))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Whether the key does what it says; what stands in a key without effect has none either. */
  public static Status status(Key key) {
    String path = key.path();
    while (true) {
      String plain = path.endsWith("[]") ? path.substring(0, path.length() - 2) : path;
      if (NotBuilt.KEYS.contains(plain)) {
        return Status.NOT_BUILT;
      }
      int dot = path.lastIndexOf('.');
      if (dot < 0) {
        return Status.BUILT;
      }
      path = path.substring(0, dot);
    }
  }

  private static List<Key> declared() {
    List<Key> keys = new ArrayList<>();
    keys.addAll(top());
    keys.addAll(speaker());
    keys.addAll(sites());
    keys.addAll(sessions());
    keys.addAll(registrations());
    keys.addAll(contract("contract"));
    keys.addAll(contract(PREFIXES + ".contract"));
    keys.addAll(detection());
    keys.addAll(sinks());
    keys.addAll(bmp());
    keys.addAll(later());
    return keys;
  }

  private static List<Key> top() {
    return List.of(
        required("speaker", ValueType.MAPPING),
        optional("sites", ValueType.MAPPINGS, "none"),
        optional("partners", ValueType.MAPPINGS, "none"),
        optional("sessions", ValueType.MAPPINGS, "none"),
        optional("registrations", ValueType.MAPPINGS, "none"),
        optional("include", ValueType.TEXTS, "none"),
        optional("contract", ValueType.MAPPING, "nothing is checked"),
        optional("detection", ValueType.MAPPING, "its defaults"),
        optional("maintenance", ValueType.MAPPINGS, "none"),
        optional("parser", ValueType.MAPPING, "its defaults"),
        optional("rpki", ValueType.MAPPING, "no validation"),
        optional("topology", ValueType.MAPPING, "none"),
        optional("store", ValueType.MAPPING, "memory only"),
        optional("sinks", ValueType.MAPPINGS, "alert lines on stdout"),
        optional("http", ValueType.MAPPING, "no listener"),
        optional("bmp", ValueType.MAPPING, "none"));
  }

  private static List<Key> speaker() {
    return List.of(
        required("speaker.asn", ValueType.ASN),
        required("speaker.router-id", ValueType.ROUTER_ID),
        defaulting("speaker.prefixes", ValueType.PREFIXES),
        defaulting("speaker.listen", ValueType.LISTENS, "0.0.0.0:179", "[::]:179"),
        defaulting("speaker.hold-time", ValueType.DURATION, "90s"),
        defaulting("speaker.min-hold-time", ValueType.DURATION, "3s"),
        optional("speaker.confederation", ValueType.MAPPING, "none"),
        required("speaker.confederation.identifier", ValueType.ASN),
        required("speaker.confederation.members", ValueType.ASNS));
  }

  private static List<Key> sites() {
    return List.of(
        required("sites[].id", ValueType.ID),
        optional("sites[].name", ValueType.TEXT, "the id"),
        optional("sites[].country", ValueType.COUNTRY, "none"),
        optional("sites[].region", ValueType.TEXT, "none"),
        optional("sites[].coordinates", ValueType.COORDINATES, "none"),
        required("partners[].id", ValueType.ID),
        optional("partners[].name", ValueType.TEXT, "the id"),
        defaulting("partners[].service", ValueType.words("isp", "ixp", "sdci"), "isp"),
        optional("partners[].asns", ValueType.ASNS, "the peer ASNs of its pni sessions"),
        optional("partners[].cone", ValueType.ASNS, "not stated"));
  }

  private static List<Key> sessions() {
    return List.of(
        required("sessions[].id", ValueType.SESSION_ID),
        optional("sessions[].partner", ValueType.ID, "none; required for `pni`"),
        defaulting("sessions[].kind", ValueType.words("pni", "collector"), "pni"),
        optional("sessions[].site", ValueType.ID, "none"),
        optional("sessions[].router", ValueType.ID, "none"),
        defaulting("sessions[].preference", ValueType.words("primary", "backup"), "primary"),
        optional("sessions[].peer", ValueType.MAPPING, "required without `dynamic`"),
        required("sessions[].peer.address", ValueType.ADDRESS),
        optional("sessions[].peer.asn", ValueType.ASN, "whatever its OPEN says"),
        defaulting("sessions[].peer.active", ValueType.BOOL, "false"),
        defaulting("sessions[].peer.port", ValueType.PORT, "179"),
        defaulting("sessions[].families", ValueType.FAMILIES, "ipv4-unicast", "ipv6-unicast"),
        optional("sessions[].add-path", ValueType.words("receive"), "off"),
        optional("sessions[].role", ValueType.ROLE, "`peer` for pni, `provider` for collector"),
        defaulting("sessions[].role-strict", ValueType.BOOL, "false"),
        optional("sessions[].password", ValueType.SECRET, "none"),
        optional("sessions[].tcp-ao", ValueType.MAPPING, "none"),
        required("sessions[].tcp-ao.keys", ValueType.MAPPINGS),
        required("sessions[].tcp-ao.keys[].send-id", ValueType.number(0, 255)),
        required("sessions[].tcp-ao.keys[].recv-id", ValueType.number(0, 255)),
        defaulting(
            "sessions[].tcp-ao.keys[].algorithm",
            ValueType.words("hmac-sha1", "aes-128-cmac"),
            "hmac-sha1"),
        required("sessions[].tcp-ao.keys[].secret", ValueType.SECRET),
        defaulting("sessions[].tcp-ao.exclude-options", ValueType.BOOL, "false"),
        optional("sessions[].ttl-security", ValueType.number(1, 255), "off"),
        optional("sessions[].prefix-limit", ValueType.MAPPING, "none"),
        optional("sessions[].prefix-limit.ipv4", ValueType.number(1, Integer.MAX_VALUE), "none"),
        optional("sessions[].prefix-limit.ipv6", ValueType.number(1, Integer.MAX_VALUE), "none"),
        defaulting(
            "sessions[].prefix-limit.action",
            ValueType.words("warn", "block", "restart", "disable"),
            "warn"),
        optional("sessions[].dynamic", ValueType.MAPPING, "none"),
        required("sessions[].dynamic.range", ValueType.PREFIX),
        optional("sessions[].dynamic.asns", ValueType.ASNS, "anybody"),
        defaulting("sessions[].dynamic.limit", ValueType.COUNT, "100"));
  }

  private static List<Key> registrations() {
    return List.of(
        required("registrations[].id", ValueType.ID),
        optional("registrations[].customer", ValueType.TEXT, "the id"),
        optional("registrations[].partner", ValueType.ID, "none"),
        optional("registrations[].location", ValueType.MAPPING, "none"),
        optional("registrations[].location.country", ValueType.COUNTRY, "none"),
        optional("registrations[].location.region", ValueType.TEXT, "none"),
        optional("registrations[].primary-site", ValueType.ID, "none"),
        optional("registrations[].backup-site", ValueType.ID, "none"),
        optional("registrations[].prefixes", ValueType.MAPPINGS, "none"),
        required(PREFIXES + ".prefix", ValueType.PREFIX),
        optional(PREFIXES + ".origins", ValueType.ASNS, "required unless `announced: false`"),
        optional(PREFIXES + ".max-length", ValueType.number(0, 128), "the prefix's own length"),
        optional(PREFIXES + ".upstreams", ValueType.ASNS, "anybody"),
        optional(PREFIXES + ".paths", ValueType.PATH_PATTERNS, "any path"),
        defaulting(PREFIXES + ".announced", ValueType.BOOL, "true"),
        optional(PREFIXES + ".contract", ValueType.MAPPING, "the top-level `contract`"),
        optional(PREFIXES + ".except", ValueType.MAPPINGS, "none"),
        optional(PREFIXES + ".except[].origins", ValueType.ASNS, "those of the prefix"),
        optional(PREFIXES + ".except[].max-length", ValueType.number(0, 128), "own length"),
        optional(PREFIXES + ".except[].communities", ValueType.ANY_COMMUNITIES, "any"),
        optional(PREFIXES + ".except[].until", ValueType.TIME, "no end"),
        optional(PREFIXES + ".except[].reason", ValueType.TEXT, "none"));
  }

  private static List<Key> contract(String section) {
    return List.of(
        optional(section + ".profile", ValueType.words("peering-service"), "none"),
        optional(section + ".communities", ValueType.ANY_COMMUNITIES, "not checked"),
        optional(section + ".max-path-length", ValueType.number(1, 255), "not checked"),
        optional(section + ".allow-private-asn", ValueType.BOOL, "not checked"),
        optional(section + ".allow-prepend", ValueType.BOOL, "not checked"),
        optional(section + ".allow-bogon-asn", ValueType.BOOL, "not checked"),
        optional(section + ".allow-as-set", ValueType.BOOL, "not checked"),
        defaulting(section + ".next-hop", ValueType.words("any", "neighbor"), "any"),
        optional(section + ".consistent", ValueType.BOOL, "not checked"),
        defaulting(section + ".rov", ValueType.words("off", "invalid", "not-found"), "off"));
  }

  private static List<Key> detection() {
    return List.of(
        optional("detection.hold-down", ValueType.MAPPING, "its defaults"),
        defaulting("detection.hold-down.availability", ValueType.DURATION, "60s"),
        defaulting("detection.hold-down.redundancy", ValueType.DURATION, "180s"),
        defaulting("detection.hold-down.close", ValueType.DURATION, "30s"),
        defaulting("detection.unobserved-max", ValueType.DURATION, "24h"),
        defaulting("detection.min-sessions", ValueType.number(1, 100_000), "1"),
        defaulting("detection.watch-asns", ValueType.ASNS),
        defaulting("detection.blackhole-communities", ValueType.COMMUNITIES),
        optional("detection.less-specific-floor", ValueType.MAPPING, "its defaults"),
        defaulting("detection.less-specific-floor.ipv4", ValueType.number(0, 32), "8"),
        defaulting("detection.less-specific-floor.ipv6", ValueType.number(0, 128), "16"),
        defaulting("detection.learning", ValueType.DURATION, "7d"),
        optional("detection.overrides", ValueType.MAPPINGS, "none"),
        required("detection.overrides[].kind", ValueType.TEXT),
        optional(
            "detection.overrides[].severity",
            ValueType.words("critical", "major", "minor", "info"),
            "that of the kind"),
        defaulting("detection.overrides[].enabled", ValueType.BOOL, "true"));
  }

  private static List<Key> sinks() {
    return List.of(
        optional("sinks[].name", ValueType.ID, "the type"),
        required("sinks[].type", ValueType.words(ValueType.SINK_TYPES.toArray(String[]::new))),
        optional("sinks[].path", ValueType.FILE, "required for `file`"),
        defaulting("sinks[].events", ValueType.BOOL, "false"),
        defaulting("sinks[].heartbeat", ValueType.DURATION, "0s"),
        optional("sinks[].rotate", ValueType.MAPPING, "never"),
        optional("sinks[].rotate.size", ValueType.SIZE, "no limit"),
        optional("sinks[].rotate.every", ValueType.DURATION, "no limit"),
        defaulting("sinks[].rotate.keep", ValueType.number(0, 100_000), "14"),
        defaulting("sinks[].rotate.compress", ValueType.BOOL, "true"),
        defaulting("sinks[].resend", ValueType.DURATION, "60s"),
        optional("sinks[].routing-key", ValueType.TEXT, "required for `pagerduty`"),
        optional("sinks[].address", ValueType.HOST_PORT, "required for `syslog`, `email`"),
        optional("sinks[].transport", ValueType.words("udp", "tcp", "tls", "starttls"), "`tls`"),
        optional("sinks[].user", ValueType.TEXT, "none"),
        optional("sinks[].password", ValueType.TEXT, "none"),
        optional("sinks[].from", ValueType.MAIL_ADDRESS, "required for `email`"),
        optional("sinks[].to", ValueType.MAIL_ADDRESSES, "required for `email`"),
        defaulting("sinks[].window", ValueType.DURATION, "60s"),
        optional("sinks[].brokers", ValueType.HOST_PORTS, "required for `kafka`"),
        optional("sinks[].topic", ValueType.TEXT, "required for `kafka`"),
        defaulting(
            "sinks[].mechanism",
            ValueType.words("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"),
            "SCRAM-SHA-512"),
        defaulting("sinks[].facility", ValueType.FACILITY, "local0"),
        defaulting("sinks[].body", ValueType.words("summary", "record"), "summary"),
        defaulting("sinks[].enterprise", ValueType.number(1, Integer.MAX_VALUE), "32473"),
        optional("sinks[].ca", ValueType.FILE, "whom the Java runtime trusts"),
        optional("sinks[].certificate", ValueType.FILE, "none"),
        optional("sinks[].key", ValueType.FILE, "none"),
        optional("sinks[].url", ValueType.TEXT, "none"),
        optional("sinks[].secret", ValueType.TEXT, "none"),
        optional("sinks[].match", ValueType.MAPPING, "everything"),
        optional("sinks[].match.kind", ValueType.TEXTS, "every kind"),
        optional("sinks[].match.severity", ValueType.SEVERITIES, "every severity"),
        optional("sinks[].match.customer", ValueType.TEXTS, "every customer"),
        optional("sinks[].match.partner", ValueType.IDS, "every partner"),
        defaulting(
            "sinks[].format",
            ValueType.words("native", "cloudevents", "bgpalerter", "alertmanager"),
            "native"),
        defaulting("sinks[].allow", ValueType.PREFIXES),
        defaulting("sinks[].insecure", ValueType.BOOL, "false"));
  }

  private static List<Key> bmp() {
    return List.of(
        defaulting("bmp.listen", ValueType.LISTEN, "0.0.0.0:11019"),
        optional("bmp.routers", ValueType.MAPPINGS, "none"),
        required("bmp.routers[].id", ValueType.SESSION_ID),
        required("bmp.routers[].address", ValueType.ADDRESS),
        optional("bmp.routers[].site", ValueType.ID, "none"),
        defaulting(
            "bmp.routers[].view",
            ValueType.words("pre-policy", "post-policy", "loc-rib"),
            "pre-policy"),
        defaulting("bmp.routers[].kind", ValueType.words("pni", "collector"), "collector"),
        optional("bmp.routers[].partner", ValueType.ID, "none; required for `pni`"),
        optional("bmp.routers[].peers", ValueType.MAPPINGS, "none"),
        required("bmp.routers[].peers[].address", ValueType.ADDRESS),
        defaulting("bmp.routers[].peers[].kind", ValueType.words("pni", "collector"), "pni"),
        optional("bmp.routers[].peers[].partner", ValueType.ID, "none; required for `pni`"),
        defaulting(
            "bmp.routers[].peers[].preference", ValueType.words("primary", "backup"), "primary"));
  }

  private static List<Key> later() {
    return List.of(
        required("maintenance[].scope", ValueType.TEXT),
        required("maintenance[].from", ValueType.TIME),
        required("maintenance[].until", ValueType.TIME),
        optional("maintenance[].reason", ValueType.TEXT, "none"),
        defaulting("parser.discard-attributes", ValueType.ATTRIBUTES),
        defaulting("parser.withdraw-attributes", ValueType.ATTRIBUTES),
        defaulting("parser.reject-as-set", ValueType.BOOL, "false"),
        defaulting("parser.unknown-well-known", ValueType.words("reset", "withdraw"), "reset"),
        optional("rpki.caches", ValueType.MAPPINGS, "none"),
        required("rpki.caches[].address", ValueType.TEXT),
        defaulting("rpki.caches[].port", ValueType.PORT, "323"),
        defaulting("rpki.caches[].preference", ValueType.number(1, 255), "1"),
        defaulting("rpki.files", ValueType.FILES),
        defaulting("rpki.slurm", ValueType.FILES),
        defaulting("rpki.stale-after", ValueType.DURATION, "24h"),
        optional("topology.relationships", ValueType.FILE, "none"),
        defaulting("topology.transit-free", ValueType.ASNS),
        required("store.path", ValueType.FILE),
        defaulting("store.retention", ValueType.DURATION, "90d"),
        defaulting("http.listen", ValueType.LISTEN, "127.0.0.1:8080"),
        optional("http.tokens", ValueType.MAPPINGS, "none; writes are refused"),
        required("http.tokens[].token", ValueType.TEXT),
        defaulting("http.tokens[].scope", ValueType.words("read", "write"), "read"),
        optional("http.tls", ValueType.MAPPING, "plain text"),
        required("http.tls.certificate", ValueType.FILE),
        required("http.tls.key", ValueType.FILE));
  }
}
