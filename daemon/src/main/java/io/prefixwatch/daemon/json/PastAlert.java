package io.prefixwatch.daemon.json;

import io.prefixwatch.bgp.attribute.AsPath;
import io.prefixwatch.bgp.attribute.AsPathBuilder;
import io.prefixwatch.bgp.attribute.Communities;
import io.prefixwatch.bgp.attribute.ExtendedCommunities;
import io.prefixwatch.bgp.attribute.LargeCommunities;
import io.prefixwatch.bgp.attribute.NextHop;
import io.prefixwatch.bgp.attribute.PathAttributes;
import io.prefixwatch.bgp.attribute.SegmentType;
import io.prefixwatch.bgp.capability.Role;
import io.prefixwatch.bgp.message.Nlri;
import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.bgp.session.DownReason;
import io.prefixwatch.monitor.detect.Evidence;
import io.prefixwatch.monitor.detect.HeldRoute;
import io.prefixwatch.monitor.detect.Severity;
import io.prefixwatch.monitor.incident.IncidentKey;
import io.prefixwatch.monitor.incident.IncidentState;
import io.prefixwatch.monitor.incident.PastIncident;
import io.prefixwatch.monitor.incident.Problem;
import io.prefixwatch.monitor.incident.ProblemDetails;
import io.prefixwatch.monitor.incident.SessionLoss;
import io.prefixwatch.monitor.incident.Trace;
import io.prefixwatch.monitor.registry.Preference;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import io.prefixwatch.monitor.registry.Registry;
import io.prefixwatch.monitor.registry.Session;
import io.prefixwatch.monitor.registry.SessionKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads an alert that this program wrote, so that it can go on with the incident. What only people
 * read of it is taken as it stands.
 */
public final class PastAlert {

  private final JsonNode alert;
  private final Registry registry;

  private PastAlert(JsonNode alert, Registry registry) {
    this.alert = alert;
    this.registry = registry;
  }

  /**
   * The incident that the record is the last one of.
   *
   * @param line the record
   * @param registry what is registered now
   * @throws RuntimeException if the line is no record of ours
   */
  public static PastIncident read(byte[] line, Trace trace, Registry registry) {
    return new PastAlert(JsonMapper.shared().readTree(line), registry).incident(trace);
  }

  /** What a record says of it itself, where a version before kept no more. */
  public static Trace trace(byte[] line, IncidentKey key, List<String> sessions) {
    JsonNode alert = JsonMapper.shared().readTree(line);
    return new Trace(
        key,
        sessions,
        Severity.ofLabel(alert.get("severity").asString()),
        false,
        "As told before the restart: " + alert.get("summary").asString() + ".");
  }

  private PastIncident incident(Trace trace) {
    String id = alert.get("id").asString();
    return new PastIncident(
        trace,
        alert.get("incident_id").asString(),
        alert.get("group_id").asString(),
        alert.get("occurrence").asInt(),
        Long.parseLong(id.substring(id.lastIndexOf('-') + 1)),
        IncidentState.valueOf(alert.get("state").asString().toUpperCase(Locale.ROOT)),
        Instant.parse(alert.get("opened_at").asString()),
        Instant.parse(alert.get("updated_at").asString()),
        time("closed_at"),
        text("silenced"),
        problem(trace));
  }

  private Problem problem(Trace trace) {
    RegisteredPrefix registered =
        alert.get("prefix").isNull()
            ? null
            : registry.exact(Prefix.parse(alert.get("prefix").asString()));
    JsonNode type = alert.get("rfc7908_type");
    JsonNode failover = alert.get("failover_ms");
    return new Problem(
        trace.severity(),
        registered,
        text("partner"),
        text("subject"),
        prefixes(),
        alert.get("affected_total").asInt(),
        alert.get("rule").asString(),
        route(alert.get("observed"), trace),
        route(alert.get("previous"), trace),
        alert.get("suspect_asn").isNull() ? null : alert.get("suspect_asn").asLong(),
        evidence(),
        alert.get("summary").asString(),
        trace.why(),
        time("first_withdrawn_at"),
        alert.get("maintenance").asBoolean() && !trace.planned(),
        text("cause"),
        losses(),
        new ProblemDetails(
                text("method"),
                type.isNull() ? null : type.asInt(),
                failover.isNull() ? null : failover.asLong(),
                null,
                List.of())
            .at(placed(trace)));
  }

  /** Where the sessions are that it is about, unless they merely see it. */
  private List<Session> placed(Trace trace) {
    String family = trace.key().kind().family();
    boolean about =
        family.equals("session") || family.equals("availability") || family.equals("redundancy");
    List<String> ids = about ? trace.sessions() : List.of();
    return ids.stream().map(registry::named).flatMap(Stream::ofNullable).toList();
  }

  private @Nullable String text(String name) {
    return text(alert.get(name));
  }

  private static @Nullable String text(JsonNode node) {
    return node.isNull() ? null : node.asString();
  }

  private @Nullable Instant time(String name) {
    String text = text(name);
    return text == null ? null : Instant.parse(text);
  }

  private List<Prefix> prefixes() {
    List<Prefix> prefixes = new ArrayList<>();
    alert.get("affected").forEach(prefix -> prefixes.add(Prefix.parse(prefix.asString())));
    return prefixes;
  }

  /** Without what is added to each record anew: how many see it. */
  private List<Evidence> evidence() {
    List<Evidence> evidence = new ArrayList<>();
    for (JsonNode node : alert.get("evidence")) {
      boolean seen =
          node.get("check").asString().equals("visibility")
              && node.get("verdict").asString().equals("seen");
      if (!seen) {
        evidence.add(
            new Evidence(
                node.get("check").asString(),
                node.get("verdict").asString(),
                text(node.get("expected")),
                text(node.get("observed")),
                text(node.get("detail")),
                node.get("weight").asInt()));
      }
    }
    return evidence;
  }

  private List<SessionLoss> losses() {
    List<SessionLoss> losses = new ArrayList<>();
    for (JsonNode node : alert.get("lost_sessions")) {
      String label = node.get("cause").asString();
      DownReason.Cause cause =
          Arrays.stream(DownReason.Cause.values())
              .filter(one -> one.label().equals(label))
              .findFirst()
              .orElse(DownReason.Cause.CONNECTION_LOST);
      losses.add(new SessionLoss(node.get("session").asString(), DownReason.of(cause)));
    }
    return losses;
  }

  // Routes.

  private @Nullable HeldRoute route(JsonNode route, Trace trace) {
    if (route.isNull()) {
      return null;
    }
    Prefix prefix = Prefix.parse(route.get("prefix").asString());
    JsonNode pathId = route.get("path_id");
    return new HeldRoute(
        session(trace),
        prefix,
        pathId.isNull() ? Nlri.NO_PATH_ID : pathId.asLong(),
        attributes(route),
        Instant.parse(alert.get("opened_at").asString()));
  }

  /** The record does not say on which session the route was; any that saw it will do. */
  private Session session(Trace trace) {
    for (String id : trace.sessions()) {
      Session session = registry.session(id);
      if (session != null) {
        return session;
      }
    }
    String id = trace.sessions().isEmpty() ? "unknown" : trace.sessions().get(0);
    return new Session(
        id,
        SessionKind.COLLECTOR,
        null,
        null,
        null,
        Preference.PRIMARY,
        Address.parse("0.0.0.0"),
        0,
        Role.PROVIDER);
  }

  private static PathAttributes attributes(JsonNode route) {
    JsonNode nextHop = route.get("next_hop");
    JsonNode linkLocal = route.get("next_hop_link_local");
    JsonNode otc = route.get("otc");
    return new PathAttributes(
        null,
        path(route.get("as_path")),
        nextHop.isNull()
            ? null
            : new NextHop(
                Address.parse(nextHop.asString()),
                linkLocal == null ? null : Address.parse(linkLocal.asString())),
        null,
        null,
        false,
        null,
        communities(route.get("communities")),
        ExtendedCommunities.NONE,
        largeCommunities(route.get("large_communities")),
        null,
        List.of(),
        otc.isNull() ? null : otc.asLong(),
        List.of());
  }

  private static AsPath path(JsonNode hops) {
    AsPathBuilder path = new AsPathBuilder();
    for (JsonNode hop : hops) {
      if (hop.isArray()) {
        segment(path, SegmentType.AS_SET, hop);
      } else if (hop.has("confed_set")) {
        segment(path, SegmentType.CONFED_SET, hop.get("confed_set"));
      } else if (hop.has("confed_sequence")) {
        segment(path, SegmentType.CONFED_SEQUENCE, hop.get("confed_sequence"));
      } else {
        path.segment(SegmentType.AS_SEQUENCE).hop(hop.asLong());
      }
    }
    return path.build();
  }

  private static void segment(AsPathBuilder path, SegmentType type, JsonNode members) {
    path.segment(type);
    members.forEach(member -> path.hop(member.asLong()));
  }

  private static Communities communities(JsonNode texts) {
    int[] values = new int[texts.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Communities.parse(texts.get(i).asString());
    }
    return Communities.of(values);
  }

  private static LargeCommunities largeCommunities(JsonNode texts) {
    int[] parts = new int[3 * texts.size()];
    for (int i = 0; i < texts.size(); i++) {
      String[] three = texts.get(i).asString().split(":", -1);
      for (int part = 0; part < 3; part++) {
        parts[3 * i + part] = Integer.parseUnsignedInt(three[part]);
      }
    }
    return LargeCommunities.of(parts);
  }
}
