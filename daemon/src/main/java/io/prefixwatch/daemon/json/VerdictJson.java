package io.prefixwatch.daemon.json;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.monitor.detect.Kind;
import io.prefixwatch.monitor.detect.RouteVerdict;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import io.prefixwatch.monitor.registry.Session;

/**
 * Why a route was judged as it was, {@code prefixwatch.verdict.v1}: one line, every field always
 * there, in this order. The schema is {@code schema/verdict-v1.json}; a test holds the two
 * together.
 */
public final class VerdictJson {

  private VerdictJson() {}

  /** Writes the verdict as one line. */
  public static void write(JsonWriter out, RouteVerdict verdict) {
    Session session = verdict.route().session();
    RegisteredPrefix registered = verdict.registered();
    out.beginObject().name("schema").label("prefixwatch.verdict.v1");
    AlertJson.time(out.name("time"), verdict.time());
    out.name("trigger").label(verdict.trigger().label());
    out.name("verdict").label(verdict.verdict());
    out.name("kinds").beginArray();
    for (Kind kind : verdict.kinds()) {
      out.label(kind.label());
    }
    out.endArray();
    out.name("summary").string(verdict.summary());
    out.name("rule").string(verdict.rule());
    out.name("session").string(session.id());
    out.name("site").stringOrNull(session.siteId());
    out.name("router").stringOrNull(session.router());
    out.name("peer_asn").number(session.peerAsn());
    out.name("registration")
        .stringOrNull(registered == null ? null : registered.registration().id());
    out.name("prefix");
    if (registered == null) {
      out.nullValue();
    } else {
      RouteJson.prefix(out, registered.prefix());
    }
    out.name("covers").beginArray();
    for (Prefix covered : verdict.covers()) {
      RouteJson.prefix(out, covered);
    }
    out.endArray().name("covers_total").number(verdict.coversTotal());
    out.name("holds").bool(verdict.holds());
    AlertJson.expected(out.name("expected"), registered);
    AlertJson.route(out.name("observed"), verdict.route(), verdict.evidence());
    AlertJson.evidence(out.name("evidence"), verdict.evidence());
    out.endObject().endLine();
  }
}
