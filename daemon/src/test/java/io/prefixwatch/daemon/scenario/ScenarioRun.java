package io.prefixwatch.daemon.scenario;

import io.prefixwatch.daemon.json.AlertJson;
import io.prefixwatch.daemon.json.EventJson;
import io.prefixwatch.daemon.json.JsonWriter;
import io.prefixwatch.monitor.engine.Engine;
import io.prefixwatch.monitor.event.Effect;
import io.prefixwatch.monitor.event.EngineEvent;
import io.prefixwatch.monitor.index.PrefixIndex;
import io.prefixwatch.monitor.registry.Registry;
import io.prefixwatch.monitor.registry.Session;
import io.prefixwatch.monitor.rib.RouteTable;
import io.prefixwatch.monitor.rib.Watchlist;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Plays one story: octets in, the public records out, in the story's own time. */
final class ScenarioRun {

  private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ScenarioNetwork network;
  private final Scenario scenario;
  private final Engine engine;
  private final RouteTable table;
  private final Map<String, ScriptedPeer> peers = new LinkedHashMap<>();
  private final List<JsonNode> alerts = new ArrayList<>();
  private Registry registry;
  private Instant now = START;

  ScenarioRun(ScenarioNetwork network, Scenario scenario) throws IOException {
    this.network = network;
    this.scenario = scenario;
    this.registry = network.registry(1, scenario.config());
    this.engine = new Engine(registry);
    this.table = new RouteTable(Watchlist.of(registry), 1);
  }

  /** The alert records, and the event records that the story tells of, in order. */
  List<JsonNode> play() {
    Actions actions = new Actions(this);
    for (Scenario.Step step : scenario.steps()) {
      advance(START.plusSeconds(step.second()));
      try {
        actions.act(step.action(), step.block());
      } catch (RuntimeException | IOException e) {
        throw new IllegalArgumentException(
            scenario.file() + ":" + step.line() + ": " + e.getMessage(), e);
      }
    }
    advance(now);
    return alerts;
  }

  static long second(JsonNode alert) {
    return Instant.parse(alert.get("time").asString()).getEpochSecond() - START.getEpochSecond();
  }

  Instant now() {
    return now;
  }

  private long micros() {
    return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
  }

  Session session(String id) {
    Session session = registry.session(id);
    if (session == null) {
      throw new IllegalArgumentException("no session " + id);
    }
    return session;
  }

  ScriptedPeer peer(String id) {
    return peers.computeIfAbsent(
        id, unused -> new ScriptedPeer(table.open(session(id), this::tell), this::micros));
  }

  /** Id of the incident of the last record of this kind. */
  String lastIncident(String kind) {
    String found = "";
    for (JsonNode alert : alerts) {
      boolean same = alert.get("kind").asString().equals(kind);
      found = same ? alert.get("incident_id").asString() : found;
    }
    return found;
  }

  /** Tells the engine something. */
  void tell(EngineEvent event) {
    for (Effect effect : engine.apply(event)) {
      if (effect instanceof Effect.AlertRaised raised) {
        JsonWriter writer = new JsonWriter();
        AlertJson.write(writer, raised.alert());
        alerts.add(parsed(writer));
      } else if (effect instanceof Effect.EventRaised raised
          && scenario.tellsOf(raised.event().type())) {
        JsonWriter writer = new JsonWriter();
        EventJson.write(writer, raised.event());
        alerts.add(parsed(writer));
      }
    }
  }

  private static JsonNode parsed(JsonWriter writer) {
    return JSON.readTree(new String(writer.take(), StandardCharsets.UTF_8));
  }

  private void advance(Instant until) {
    while (true) {
      Instant sync = table.nextDue();
      Instant timer = engine.nextTimer();
      boolean syncFirst = sync != null && (timer == null || !timer.isBefore(sync));
      if (sync != null && syncFirst && !sync.isAfter(until)) {
        now = sync;
        table.advance(sync);
      } else if (timer != null && !timer.isAfter(until)) {
        now = timer;
        tell(new EngineEvent.Tick(timer));
      } else {
        break;
      }
    }
    now = until;
    tell(new EngineEvent.Tick(until));
  }

  /** Changes the configuration as the daemon does. */
  void reload(String yaml) throws IOException {
    List<String> sections = new ArrayList<>(scenario.config());
    sections.add(yaml);
    Registry next = network.registry(registry.generation() + 1, sections);
    PrefixIndex added =
        PrefixIndex.of(
            next.prefixes().stream()
                .map(registered -> registered.prefix())
                .filter(prefix -> registry.exact(prefix) == null)
                .toList());
    tell(new EngineEvent.RegistryChanged(now, next));
    registry = next;
    table.reindex(Watchlist.of(next), added, now);
    for (Session session : next.sessions()) {
      ScriptedPeer peer = peers.get(session.id());
      if (peer != null) {
        peer.intake().reconfigure(session, now);
      }
    }
  }
}
