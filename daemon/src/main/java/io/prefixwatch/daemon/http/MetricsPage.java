package io.prefixwatch.daemon.http;

import io.javalin.http.Context;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.session.SessionState;
import io.prefixwatch.daemon.config.BuildFacts;
import io.prefixwatch.daemon.delivery.AlertCounts.Label;
import io.prefixwatch.daemon.delivery.SinkStatus;
import io.prefixwatch.daemon.delivery.StoreState;
import io.prefixwatch.daemon.feed.bmp.BmpCounter;
import io.prefixwatch.daemon.http.stream.LiveStream;
import io.prefixwatch.daemon.http.stream.StreamEnd;
import io.prefixwatch.daemon.rpki.RpkiStatus;
import io.prefixwatch.daemon.speaker.Rejection;
import io.prefixwatch.daemon.speaker.SessionStatus;
import io.prefixwatch.daemon.store.LinkKeeper;
import io.prefixwatch.daemon.store.Store;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import io.prefixwatch.monitor.registry.Session;
import io.prefixwatch.monitor.registry.SessionKind;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** {@code /metrics}: what the parts count, read when it is asked for. */
final class MetricsPage {

  private final Parts parts;
  private final Observations observations;
  private final LiveStream stream;
  private final BuildFacts build = new BuildFacts();
  private final PrometheusTextFormatWriter format = PrometheusTextFormatWriter.create();

  MetricsPage(Parts parts, Observations observations, LiveStream stream) {
    this.parts = parts;
    this.observations = observations;
    this.stream = stream;
  }

  void show(Context to) {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    try {
      format.write(page, collect().snapshots(), EscapingScheme.ALLOW_UTF8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    to.contentType(format.getContentType()).result(page.toByteArray());
  }

  private Samples collect() {
    Samples samples = new Samples();
    build(samples);
    for (SessionStatus status : observations.sessions()) {
      session(samples, status);
    }
    speaker(samples);
    sites(samples);
    rpki(samples);
    alerts(samples);
    silences(samples);
    delivery(samples);
    stream(samples);
    links(samples);
    samples.gauge("queue_depth", "Items that wait", parts.engine().waiting(), "queue", "engine");
    samples.gauge("queue_depth", "Items that wait", parts.delivery().waiting(), "queue", "store");
    samples.counter(
        "engine_failures", "Events that met a bug in the engine", parts.engine().failures());
    samples.wholeCounter(
        "prefixwatch_engine_busy_seconds",
        "How long the engine had something to do",
        parts.engine().busyNanos() / 1e9);
    JvmSamples.add(samples);
    return samples;
  }

  /** Of each site with interconnects: whether it loses sight with one router. */
  private void sites(Samples samples) {
    Map<String, Set<String>> routers = new TreeMap<>();
    for (SessionStatus status : observations.sessions()) {
      Session session = status.session();
      String site = session.siteId();
      if (site != null && session.kind() == SessionKind.PNI) {
        Set<String> up = routers.computeIfAbsent(site, key -> new HashSet<>());
        if (status.isUp()) {
          up.add(session.router() == null ? session.id() : session.router());
        }
      }
    }
    routers.forEach(
        (site, up) ->
            samples.gauge(
                "site_redundancy_ok",
                "1 while interconnects of two routers of the site are up",
                up.size() > 1 ? 1 : 0,
                "site",
                site));
  }

  private void rpki(Samples samples) {
    RpkiStatus status = parts.rpki().status();
    String help = "VRPs in force";
    samples.gauge("vrps", help, status.vrpsOfIpv4(), "family", Family.IPV4_UNICAST.label());
    samples.gauge("vrps", help, status.vrpsOfIpv6(), "family", Family.IPV6_UNICAST.label());
    samples.gauge("aspas", "ASPAs in force", status.aspas());
    for (RpkiStatus.CacheStatus cache : status.caches()) {
      samples.gauge(
          "rtr_up",
          "1 while the RTR cache is in step",
          cache.inStep() ? 1 : 0,
          "cache",
          cache.name());
      Instant updated = cache.updatedAt();
      samples.gauge(
          "rtr_last_update_timestamp_seconds",
          "When the RTR cache told something last; 0 if it never did",
          updated == null ? 0 : seconds(updated),
          "cache",
          cache.name());
    }
  }

  private void build(Samples samples) {
    Running running = parts.running().get();
    samples.gauge(
        "build_info",
        "What runs; always 1",
        1,
        "version",
        build.version(),
        "commit",
        build.known("commit"));
    samples.gauge(
        "config_last_reload_successful",
        "1 unless the last configuration was refused",
        running.lastReloadSucceeded() ? 1 : 0);
    samples.gauge(
        "config_last_reload_success_timestamp_seconds",
        "When the configuration in force was taken",
        seconds(running.since()));
    List<RegisteredPrefix> prefixes = running.config().prefixes();
    int ipv6 = (int) prefixes.stream().filter(registered -> registered.prefix().ipv6()).count();
    String help = "Registered prefixes";
    samples.gauge("registered_prefixes", help, ipv6, "family", Family.IPV6_UNICAST.label());
    samples.gauge(
        "registered_prefixes", help, prefixes.size() - ipv6, "family", Family.IPV4_UNICAST.label());
  }

  private void links(Samples samples) {
    Store store = parts.store();
    if (store != null) {
      LinkKeeper links = store.links();
      samples.counter("links_kept", "Learned links written to the store", links.kept());
      samples.counter("links_not_kept", "Learned links that found no room to wait", links.lost());
      samples.counter("links_failures", "Times that no links could be written", links.failures());
    }
  }

  private static void session(Samples samples, SessionStatus status) {
    String id = status.session().id();
    String site = status.session().site() == null ? "" : status.session().site().id();
    String asn = Long.toString(status.session().peerAsn());
    samples.gauge(
        "session_up",
        "1 while the session is Established",
        status.isUp() ? 1 : 0,
        "session",
        id,
        "site",
        site,
        "peer_as",
        asn);
    for (SessionState state : SessionState.values()) {
      samples.gauge(
          "session_state",
          "1 for the state that the session is in",
          state == status.state() ? 1 : 0,
          "session",
          id,
          "state",
          state.label());
    }
    Instant since = status.establishedAt();
    if (since != null) {
      samples.gauge(
          "session_established_timestamp_seconds",
          "Since when the session is Established",
          seconds(since),
          "session",
          id);
    }
    samples.counter(
        "session_flaps", "How often the session went down", status.flaps(), "session", id);
    samples.counter(
        "messages_received",
        "Messages received; only UPDATEs are counted",
        status.updates(),
        "session",
        id,
        "type",
        "update");
    status
        .malformed()
        .forEach(
            (cost, count) ->
                samples.counter(
                    "malformed_updates",
                    "UPDATEs with errors by what they cost (RFC 7606)",
                    count,
                    "session",
                    id,
                    "disposition",
                    cost));
    for (SessionStatus.Table table : status.tables()) {
      String family = table.family().label();
      samples.gauge(
          "adj_rib_in_routes", "Routes held", table.routes(), "session", id, "family", family);
      samples.gauge(
          "session_synced",
          "1 when the peer has sent all that it has",
          table.synced() ? 1 : 0,
          "session",
          id,
          "family",
          family);
      samples.counter(
          "routes_left_out",
          "Routes that were not stored because of a limit",
          table.leftOut(),
          "session",
          id,
          "family",
          family);
    }
  }

  private void speaker(Samples samples) {
    for (Rejection reason : Rejection.values()) {
      samples.counter(
          "connections_rejected",
          "BGP connections that did not become a session's",
          parts.speaker().rejections(reason),
          "reason",
          reason.label());
    }
    samples.gauge(
        "connections_waiting",
        "BGP connections whose OPEN has not come",
        parts.speaker().waitingConnections());
    var station = parts.station();
    if (station != null) {
      for (BmpCounter counter : BmpCounter.values()) {
        samples.counter(
            "bmp_events",
            "What the BMP station counts",
            station.counters().of(counter),
            "type",
            counter.name().toLowerCase(Locale.ROOT));
      }
    }
  }

  private void alerts(Samples samples) {
    samples.histogram(
        "detection_latency_seconds",
        "From when octets were read, or a timer was due, to the alert",
        parts.delivery().detection());
    for (Map.Entry<Label, Long> entry : parts.delivery().counts().records().entrySet()) {
      samples.counter(
          "alerts",
          "Records of alerts made",
          entry.getValue(),
          "kind",
          entry.getKey().kind(),
          "severity",
          entry.getKey().severity());
    }
    for (Map.Entry<Label, Long> entry : parts.delivery().counts().open().entrySet()) {
      samples.gauge(
          "incidents_open",
          "Incidents that are open or unobserved, of those raised since the start",
          entry.getValue(),
          "kind",
          entry.getKey().kind(),
          "severity",
          entry.getKey().severity());
    }
  }

  private void silences(Samples samples) {
    samples.gauge("silences", "Silences that count at present", parts.silences().list().size());
    samples.counter(
        "alerts_silenced",
        "Records of alerts that a silence hid from sinks that were not told before",
        parts.delivery().counts().silenced());
  }

  private void stream(Samples samples) {
    samples.gauge("stream_clients", "Clients of the stream", stream.clients());
    for (StreamEnd end : StreamEnd.values()) {
      samples.counter(
          "streams_ended", "Streams that ended", stream.ended(end), "reason", end.label());
    }
  }

  private void delivery(Samples samples) {
    for (SinkStatus sink : parts.delivery().sinks()) {
      outcome(samples, sink, "delivered", sink.delivered());
      outcome(samples, sink, "refused", sink.refused());
      outcome(samples, sink, "failed", sink.failures());
      outcome(samples, sink, "lost", sink.lost());
      samples.gauge(
          "sink_backlog", "Records in memory that wait", sink.waiting(), "sink", sink.name());
      samples.gauge(
          "sink_failing",
          "1 while the last attempt failed",
          sink.failing() ? 1 : 0,
          "sink",
          sink.name());
    }
    StoreState store = parts.delivery().storeState();
    if (store != null) {
      samples.gauge("store_up", "1 while the store takes records", store.works() ? 1 : 0);
      samples.gauge("store_unsaved", "Records delivered and not on the disk yet", store.unsaved());
      Store folder = parts.store();
      if (folder != null) {
        samples.gauge("store_free_bytes", "Room that the store has", (double) folder.freeBytes());
      }
      samples.counter("store_lost", "Records that never will be on the disk", store.lost());
    }
  }

  private static void outcome(Samples samples, SinkStatus sink, String outcome, long count) {
    samples.counter(
        "sink_deliveries",
        "Records by what became of them; failed counts attempts",
        count,
        "sink",
        sink.name(),
        "outcome",
        outcome);
  }

  private static double seconds(Instant time) {
    return time.getEpochSecond() + time.getNano() / 1e9;
  }
}
