package io.prefixwatch.daemon.fuzz;

import io.prefixwatch.bgp.attribute.PathAttributes;
import io.prefixwatch.bgp.error.Disposition;
import io.prefixwatch.bgp.message.Nlri;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.bgp.update.ScanContext;
import io.prefixwatch.bgp.update.UpdateScan;
import io.prefixwatch.daemon.json.AlertJson;
import io.prefixwatch.daemon.json.EventJson;
import io.prefixwatch.daemon.json.JsonWriter;
import io.prefixwatch.monitor.engine.Engine;
import io.prefixwatch.monitor.event.Effect;
import io.prefixwatch.monitor.event.EngineEvent;
import io.prefixwatch.monitor.rib.RouteTable;
import io.prefixwatch.monitor.rib.SessionIntake;
import io.prefixwatch.monitor.rib.Watchlist;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** What the daemon makes of the UPDATEs of one session, second by second: routes and records. */
final class Transcript {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Set<Family> BOTH = Set.of(Family.IPV4_UNICAST, Family.IPV6_UNICAST);

  /** Another secret each time: what two transcripts agree on does not depend on it. */
  private static final AtomicLong SECRETS = new AtomicLong(1);

  private final Engine engine = new Engine(FuzzWorld.registry());
  private final RouteTable table =
      new RouteTable(
          Watchlist.of(FuzzWorld.registry().index()), SECRETS.getAndAdd(0x9E37_79B9_7F4A_7C15L));
  private final UpdateScan scan = new UpdateScan();
  private final JsonWriter writer = new JsonWriter();
  private final List<String> lines = new ArrayList<>();
  private final Map<Prefix, PathAttributes> routes = new HashMap<>();
  private final ScanContext context;
  private final SessionIntake intake;
  private boolean listing;

  private Transcript(ScanContext context) {
    this.context = context;
    intake = table.open(FuzzWorld.config().sessions().get(0).session(), this::hear);
  }

  /** Plays the messages of each second; none of them may be malformed. */
  static Transcript of(ScanContext context, List<List<byte[]>> seconds) {
    Transcript transcript = new Transcript(context);
    transcript.play(seconds);
    return transcript;
  }

  private void play(List<List<byte[]>> seconds) {
    Set<Family> addPath = new HashSet<>();
    if (context.addPathIpv4()) {
      addPath.addAll(BOTH);
    }
    intake.up(NOON, BOTH, addPath, false);
    BOTH.stream().sorted().forEach(family -> intake.endOfRib(family, NOON));
    Instant now = NOON;
    for (List<byte[]> second : seconds) {
      now = now.plusSeconds(1);
      for (byte[] message : second) {
        Disposition outcome = scan.scan(message, 0, message.length, context);
        if (outcome != Disposition.NONE) {
          throw new AssertionError("not a sound message: " + scan.issues());
        }
        intake.update(scan, now.toEpochMilli() * 1_000);
      }
    }
    hear(new EngineEvent.Tick(now.plusSeconds(3_600)));
    listing = true;
    table.reindex(Watchlist.of(FuzzWorld.registry().index()), FuzzWorld.everything(), now);
  }

  private void hear(EngineEvent event) {
    if (listing) {
      if (event instanceof EngineEvent.RouteAnnounced route) {
        routes.put(route.prefix(), route.attributes());
      }
      return;
    }
    for (Effect effect : engine.apply(event)) {
      if (effect instanceof Effect.AlertRaised raised) {
        AlertJson.write(writer, raised.alert());
      } else if (effect instanceof Effect.EventRaised raised) {
        EventJson.write(writer, raised.event());
      }
      lines.add(new String(writer.take(), StandardCharsets.UTF_8));
    }
  }

  /** Records in their order. */
  List<String> lines() {
    return lines;
  }

  /** What is held at the end. */
  Map<Prefix, PathAttributes> routes() {
    return routes;
  }

  /** Items without path identifiers, with this one. */
  static List<Nlri> identified(List<Nlri> items, long pathId) {
    return items.stream().map(nlri -> new Nlri(nlri.prefix(), pathId)).toList();
  }
}
