package io.prefixwatch.daemon.interop;

import io.prefixwatch.daemon.interop.RouterKind.Manners;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The table of what a router does, step by step, and what the daemon must say to each step. */
final class LiveScript {

  /** Owner of contoso's prefixes, which are watched for being there. */
  static final long CONTOSO = 64501;

  /** Owner of fabrikam's prefixes, which are watched for hijacks only. */
  static final long FABRIKAM = 64502;

  static final long HIJACKER = 64510;

  /** All origins that a router announces. */
  static final List<Long> ORIGINS = List.of(CONTOSO, FABRIKAM, HIJACKER);

  private static final List<String> CARRIED = List.of("203.0.113.0/24", "2001:db8:1::/48");
  private static final List<String> TARGETS = List.of("198.51.100.0/24", "2001:db8:2::/48");
  private static final List<String> PARTS = List.of("198.51.100.128/25", "2001:db8:2:8000::/49");

  /** A step of a router. */
  @FunctionalInterface
  interface Act {
    void on(PeerRouter router) throws IOException, InterruptedException;
  }

  /**
   * One row of the table.
   *
   * @param name what happens
   * @param act done to the router
   * @param events that must come, among others
   * @param alerts that must come, and no other until the end of the table
   */
  record Step(String name, Act act, List<String> events, List<String> alerts) {}

  private LiveScript() {}

  /** The daemon's configuration; an absent hold-down makes the table independent of time. */
  static String configuration(Wiring wiring) {
    boolean active = wiring.transport().isActive();
    return """
        speaker: {asn: 64500, router-id: 192.0.2.1, listen: [%s]}
        sites: [{id: lon1}]
        partners: [{id: acme, asns: [64496]}]
        sessions:
          - {id: acme, partner: acme, site: lon1, peer: {address: "%s", asn: 64496%s}}
        registrations:
          - id: contoso
            partner: acme
            primary-site: lon1
            prefixes:
              - {prefix: 203.0.113.0/24, origins: [64501]}
              - {prefix: "2001:db8:1::/48", origins: [64501]}
          - id: fabrikam
            prefixes:
              - {prefix: 198.51.100.0/24, origins: [64502]}
              - {prefix: "2001:db8:2::/48", origins: [64502]}
        detection: {hold-down: {close: 1s, availability: 0s, redundancy: 1h}}
        sinks: [{name: out, type: stdout, events: true}]
        """
        .formatted(
            active ? "" : "\"" + wiring.daemonListen() + "\"",
            wiring.peer(),
            active ? ", active: true, port: " + wiring.peerPort() : "");
  }

  static List<Step> steps(Manners manners) {
    List<Step> steps = new ArrayList<>();
    steps.add(
        new Step(
            "comes up",
            PeerRouter::start,
            List.of("SessionUp acme", "EndOfRib acme ipv4-unicast", "EndOfRib acme ipv6-unicast"),
            List.of()));
    steps.add(
        new Step(
            "announces its customers",
            router -> {
              router.announce(routes(CARRIED, CONTOSO));
              router.announce(routes(TARGETS, FABRIKAM));
            },
            all(
                both("PrefixAnnouncementEvent %s acme", CARRIED),
                both("PrefixAnnouncementEvent %s acme", TARGETS)),
            List.of()));
    hijacks(steps);
    loss(steps);
    resets(steps, manners);
    return steps;
  }

  private static void hijacks(List<Step> steps) {
    steps.add(
        alerting(
            "hijack.origin",
            router -> router.announce(routes(TARGETS, HIJACKER)),
            both("open hijack.origin %s AS64510 on acme", TARGETS)));
    steps.add(
        alerting(
            "replaces the hijack",
            router -> router.announce(routes(TARGETS, FABRIKAM)),
            both("close hijack.origin %s AS64510 replaced", TARGETS)));
    steps.add(
        alerting(
            "hijack.more-specific",
            router -> router.announce(routes(PARTS, HIJACKER)),
            both("open hijack.more-specific %s AS64510 on acme", TARGETS)));
    steps.add(
        alerting(
            "withdraws the more specifics",
            router -> router.withdraw(PARTS),
            both("close hijack.more-specific %s AS64510 withdrawn", TARGETS)));
    steps.add(
        alerting(
            "hijack.origin again",
            router -> router.announce(routes(TARGETS, HIJACKER)),
            both("open hijack.origin %s AS64510 on acme", TARGETS)));
    steps.add(
        alerting(
            "withdraws the hijack",
            router -> router.withdraw(TARGETS),
            both("close hijack.origin %s AS64510 withdrawn", TARGETS)));
  }

  private static void loss(List<Step> steps) {
    steps.add(
        alerting(
            "availability.lost",
            router -> router.withdraw(CARRIED),
            both("open availability.lost %s", CARRIED)));
    steps.add(
        alerting(
            "announces them again",
            router -> router.announce(routes(CARRIED, CONTOSO)),
            both("close availability.lost %s restored", CARRIED)));
  }

  private static void resets(List<Step> steps, Manners manners) {
    String reset = said("cease/administrative-reset", manners.resetText());
    String shutdown = said("cease/administrative-shutdown", manners.shutdownText());
    steps.add(
        alerting(
            "is killed",
            PeerRouter::kill,
            manners.restartsGracefully()
                ? all(stale(), down("major", "connection-lost"))
                : down("major", "connection-lost")));
    steps.add(alerting("is back", PeerRouter::start, restored()));
    steps.add(
        alerting("resets the session", PeerRouter::reset, all(down("major", reset), restored())));
    steps.add(
        alerting(
            "shuts the session down",
            PeerRouter::shutDown,
            manners.comesBack()
                ? all(down("info", shutdown), restored())
                : down("info", shutdown)));
  }

  private static Step alerting(String name, Act act, List<String> alerts) {
    return new Step(name, act, List.of(), alerts);
  }

  private static List<String> stale() {
    return List.of(
        "open minor session.stale acme connection-lost; held " + String.join(" ", CARRIED),
        "close session.stale acme superseded");
  }

  private static List<String> down(String severity, String why) {
    String down = "open " + severity + " session.down acme " + why + "; held ";
    return all(
        List.of(down + String.join(" ", CARRIED)),
        both("open availability.lost %s because of session.down", CARRIED));
  }

  private static String said(String name, @Nullable String text) {
    return "notification-received " + name + (text == null ? "" : ": " + text);
  }

  /** Everything that a loss of the session opened is over. */
  private static List<String> restored() {
    return all(
        List.of("close session.down acme restored"),
        both("close availability.lost %s restored", CARRIED));
  }

  private static Map<String, Long> routes(List<String> prefixes, long origin) {
    return Map.of(prefixes.get(0), origin, prefixes.get(1), origin);
  }

  private static List<String> both(String line, List<String> prefixes) {
    return prefixes.stream().map(line::formatted).toList();
  }

  private static List<String> all(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  /** Steps whose delay is worth telling: from the order to the router to the alert. */
  static boolean isTimed(Step step) {
    return Set.of("hijack.origin", "hijack.more-specific").contains(step.name());
  }
}
