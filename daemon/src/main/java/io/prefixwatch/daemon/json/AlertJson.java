package io.prefixwatch.daemon.json;

import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.monitor.detect.Evidence;
import io.prefixwatch.monitor.detect.HeldRoute;
import io.prefixwatch.monitor.detect.Kind;
import io.prefixwatch.monitor.incident.Alert;
import io.prefixwatch.monitor.incident.CloseReason;
import io.prefixwatch.monitor.incident.Problem;
import io.prefixwatch.monitor.incident.ProblemDetails;
import io.prefixwatch.monitor.incident.SessionLoss;
import io.prefixwatch.monitor.incident.Sighting;
import io.prefixwatch.monitor.registry.AsnSet;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The public alert record, {@code prefixwatch.alert.v1}: one line, every field always there, in
 * this order. The schema is {@code schema/alert-v1.json}; a test holds the two together.
 */
public final class AlertJson {

  private AlertJson() {}

  /** Writes the record as one line. */
  public static void write(JsonWriter out, Alert alert) {
    Problem problem = alert.problem();
    out.beginObject().name("schema").label("prefixwatch.alert.v1");
    out.name("id").label(alert.id());
    out.name("sequence").number(alert.sequence());
    time(out.name("time"), alert.time());
    out.name("action").label(alert.action().label());
    incident(out, alert);
    out.name("summary").string(problem.summary());
    registration(out, problem);
    out.name("subject").stringOrNull(problem.subject());
    affected(out, problem);
    out.name("rule").string(problem.rule());
    expected(out.name("expected"), problem.registered());
    route(out.name("observed"), problem.observed(), alert.evidence());
    route(out.name("previous"), problem.previous(), alert.evidence());
    RouteJson.number(out.name("suspect_asn"), problem.suspectAsn());
    observers(out, alert);
    evidence(out.name("evidence"), alert.evidence());
    extras(out, alert);
    life(out, alert);
    out.name("explain").string(alert.explain());
    out.name("runbook").label("docs/operations/" + alert.kind().label() + ".md");
    out.name("test").bool(alert.kind() == Kind.TEST_ALERT);
    lostSessions(out.name("lost_sessions"), problem);
    MalformedJson.write(out.name("malformed"), problem.malformed());
    out.endObject().endLine();
  }

  private static void incident(JsonWriter out, Alert alert) {
    out.name("incident_id").label(alert.incidentId());
    out.name("group_id").label(alert.groupId());
    out.name("occurrence").number(alert.occurrence());
    out.name("dedup_key").label(alert.dedupKey());
    out.name("instance").label(alert.instance());
    out.name("state").label(alert.state().label());
    out.name("kind").label(alert.kind().label());
    out.name("severity").label(alert.problem().severity().label());
    out.name("confidence").number(alert.confidence());
  }

  private static void registration(JsonWriter out, Problem problem) {
    RegisteredPrefix registered = problem.registered();
    out.name("registration")
        .stringOrNull(registered == null ? null : registered.registration().id());
    out.name("customer")
        .stringOrNull(registered == null ? null : registered.registration().customer());
    out.name("partner").stringOrNull(problem.partner());
    out.name("prefix");
    if (registered == null) {
      out.nullValue();
    } else {
      RouteJson.prefix(out, registered.prefix());
    }
  }

  private static void affected(JsonWriter out, Problem problem) {
    out.name("affected").beginArray();
    for (Prefix prefix : problem.affected()) {
      RouteJson.prefix(out, prefix);
    }
    out.endArray().name("affected_total").number(problem.affectedTotal());
  }

  static void expected(JsonWriter out, @Nullable RegisteredPrefix registered) {
    if (registered == null) {
      out.nullValue();
      return;
    }
    out.beginObject();
    asns(out.name("origins"), registered.origins());
    out.name("max_length").number(registered.maxLength());
    out.name("upstreams");
    if (registered.upstreams() == null) {
      out.nullValue();
    } else {
      asns(out, registered.upstreams());
    }
    out.endObject();
  }

  private static void asns(JsonWriter out, AsnSet asns) {
    out.beginArray();
    asns.toList().forEach(out::number);
    out.endArray();
  }

  static void route(JsonWriter out, @Nullable HeldRoute route, List<Evidence> checks) {
    if (route == null) {
      out.nullValue();
      return;
    }
    out.beginObject();
    RouteJson.prefix(out.name("prefix"), route.prefix());
    RouteJson.pathId(out.name("path_id"), route.pathId());
    RouteJson.number(out.name("origin_asn"), route.origin().asn());
    RouteJson.asPath(out.name("as_path"), route.attributes().asPath());
    RouteJson.nextHopMembers(out, route.attributes().nextHop());
    RouteJson.communities(out.name("communities"), route.attributes().communities());
    RouteJson.largeCommunities(
        out.name("large_communities"), route.attributes().largeCommunities());
    RouteJson.number(out.name("otc"), route.attributes().otc());
    out.name("truncated").bool(route.attributes().isTruncated());
    out.name("rov").label(verdict(checks, "rov"));
    out.name("aspa").label(verdict(checks, "aspa"));
    out.endObject();
  }

  /** What a check said, {@code unavailable} if it was not made. */
  private static String verdict(List<Evidence> checks, String check) {
    for (Evidence evidence : checks) {
      if (evidence.check().equals(check)) {
        // Evidence tells why it is invalid: invalid-asn, invalid-length.
        return evidence.verdict().startsWith("invalid") ? "invalid" : evidence.verdict();
      }
    }
    return "unavailable";
  }

  private static void observers(JsonWriter out, Alert alert) {
    out.name("seen_on").beginArray();
    for (Sighting sighting : alert.seenOn()) {
      out.beginObject();
      out.name("session").string(sighting.session());
      out.name("site").stringOrNull(sighting.site());
      out.name("router").stringOrNull(sighting.router());
      out.name("peer_asn").number(sighting.peerAsn());
      time(out.name("since"), sighting.since());
      out.endObject();
    }
    out.endArray();
    out.name("sessions_seen").number(alert.sessionsSeen());
    out.name("sessions_total").number(alert.sessionsTotal());
  }

  static void evidence(JsonWriter out, List<Evidence> checks) {
    out.beginArray();
    for (Evidence evidence : checks) {
      out.beginObject();
      out.name("check").label(evidence.check());
      out.name("verdict").label(evidence.verdict());
      out.name("expected").stringOrNull(evidence.expected());
      out.name("observed").stringOrNull(evidence.observed());
      out.name("detail").stringOrNull(evidence.detail());
      out.name("weight").number(evidence.weight());
      out.endObject();
    }
    out.endArray();
  }

  private static void extras(JsonWriter out, Alert alert) {
    Problem problem = alert.problem();
    ProblemDetails details = problem.details();
    out.name("method").stringOrNull(details.method());
    RouteJson.number(out.name("rfc7908_type"), asLong(details.rfc7908Type()));
    RouteJson.number(out.name("failover_ms"), details.failoverMs());
    time(out.name("first_withdrawn_at"), problem.firstWithdrawnAt());
    out.name("maintenance").bool(problem.maintenance());
    out.name("silenced").stringOrNull(alert.silenced());
    out.name("acknowledged_by").stringOrNull(alert.acknowledgedBy());
    out.name("cause").stringOrNull(problem.cause());
  }

  private static @Nullable Long asLong(@Nullable Integer number) {
    return number == null ? null : Long.valueOf(number);
  }

  private static void life(JsonWriter out, Alert alert) {
    time(out.name("opened_at"), alert.openedAt());
    time(out.name("updated_at"), alert.updatedAt());
    time(out.name("closed_at"), alert.closedAt());
    CloseReason reason = alert.closeReason();
    out.name("close_reason").stringOrNull(reason == null ? null : reason.label());
    RouteJson.number(out.name("duration_seconds"), alert.durationSeconds());
  }

  private static void lostSessions(JsonWriter out, Problem problem) {
    out.beginArray();
    for (SessionLoss loss : problem.losses()) {
      out.beginObject();
      out.name("session").string(loss.session());
      out.name("cause").label(loss.reason().cause().label());
      notification(out.name("notification"), loss.reason().notification());
      out.endObject();
    }
    out.endArray();
  }

  static void notification(JsonWriter out, @Nullable Notification notification) {
    if (notification == null) {
      out.nullValue();
      return;
    }
    Notification cause = notification.effective();
    out.beginObject();
    out.name("code").number(cause.error().code());
    out.name("subcode").number(cause.error().subcode());
    out.name("name").label(cause.error().label());
    RouteJson.hex(out.name("data"), cause.data());
    out.name("text").stringOrNull(cause.shutdownText());
    out.endObject();
  }

  static void time(JsonWriter out, @Nullable Instant time) {
    if (time == null) {
      out.nullValue();
    } else {
      TimeJson.write(out, time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000);
    }
  }
}
