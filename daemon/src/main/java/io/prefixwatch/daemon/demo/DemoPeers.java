package io.prefixwatch.daemon.demo;

import io.prefixwatch.bgp.error.ErrorCode;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.speak.ScriptedSpeaker;
import io.prefixwatch.bgp.speak.UpdateBuilder;
import io.prefixwatch.daemon.config.SessionSettings;
import io.prefixwatch.daemon.demo.Scenario.Step;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The partners' routers of the demo, each from a loopback address of its own. */
final class DemoPeers implements Closeable {

  private final InetSocketAddress daemon;
  private final Map<String, SessionSettings> settings = new LinkedHashMap<>();
  private final Map<String, ScriptedSpeaker> speakers = new LinkedHashMap<>();

  DemoPeers(InetSocketAddress daemon, List<SessionSettings> sessions) {
    this.daemon = daemon;
    sessions.forEach(session -> settings.put(session.session().id(), session));
  }

  void connectAll() throws IOException {
    for (String session : settings.keySet()) {
      connect(session);
    }
  }

  void endOfRib() throws IOException {
    for (ScriptedSpeaker speaker : speakers.values()) {
      endOfRib(speaker);
    }
  }

  private static void endOfRib(ScriptedSpeaker speaker) throws IOException {
    speaker.sendEndOfRib(Family.IPV4_UNICAST);
    speaker.sendEndOfRib(Family.IPV6_UNICAST);
  }

  private void connect(String session) throws IOException {
    SessionSettings peer = settings.get(session);
    if (peer == null) {
      throw new IOException("no such session: " + session);
    }
    ScriptedSpeaker speaker =
        ScriptedSpeaker.connect(peer.session().peerAddress().toInetAddress(), daemon);
    speakers.put(session, speaker);
    String routerId = peer.session().peerAddress().toString();
    speaker.establish(ScriptedSpeaker.plainOpen(peer.session().peerAsn(), routerId));
  }

  private ScriptedSpeaker speaker(Step step) throws IOException {
    ScriptedSpeaker speaker = step.session() == null ? null : speakers.get(step.session());
    if (speaker == null) {
      throw new IOException("session " + step.session() + " is not connected");
    }
    return speaker;
  }

  /** Does what a step says; does not wait. */
  void play(Step step) throws IOException {
    if (step.connect() && step.session() != null) {
      connect(step.session());
    }
    if (step.announce() != null) {
      announce(step, step.announce());
    }
    if (step.withdraw() != null) {
      String[] prefixes = step.withdraw().toArray(String[]::new);
      speaker(step).send(UpdateBuilder.anUpdate().withdrawing(prefixes));
    }
    if (step.endOfRib()) {
      endOfRib(speaker(step));
    }
    if (step.cease() != null) {
      boolean reset = step.cease().equals("administrative-reset");
      speaker(step)
          .cease(reset ? ErrorCode.ADMINISTRATIVE_RESET : ErrorCode.ADMINISTRATIVE_SHUTDOWN);
    }
  }

  private void announce(Step step, List<String> prefixes) throws IOException {
    ScriptedSpeaker speaker = speaker(step);
    List<Long> hops = step.path() == null ? List.of() : step.path();
    long[] path = hops.stream().mapToLong(Long::longValue).toArray();
    UpdateBuilder update =
        UpdateBuilder.anUpdate()
            .announcing(prefixes.toArray(String[]::new))
            .via(path)
            .nextHop(speaker.localAddress().getHostAddress());
    if (step.communities() != null) {
      update.communities(step.communities().toArray(String[]::new));
    }
    speaker.send(update);
  }

  @Override
  public void close() throws IOException {
    for (ScriptedSpeaker speaker : speakers.values()) {
      speaker.close();
    }
  }
}
