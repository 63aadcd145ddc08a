package io.prefixwatch.daemon.scenario;

import io.prefixwatch.monitor.event.EngineEvent;
import io.prefixwatch.monitor.incident.Silence;
import io.prefixwatch.monitor.registry.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What an operator says in a story. */
final class OperatorActions {

  private final ScenarioRun run;
  private final List<Silence> silences = new ArrayList<>();
  private int made;

  OperatorActions(ScenarioRun run) {
    this.run = run;
  }

  void act(Words words) {
    if (words.takeIf("silences")) {
      silences(words);
    } else if (words.takeIf("ends")) {
      String id = words.take();
      silences.removeIf(silence -> silence.id().equals(id));
      tell();
    } else if (words.takeIf("acknowledges")) {
      String kind = words.take();
      words.takeIf("as");
      String incident = run.lastIncident(kind);
      run.tell(new EngineEvent.IncidentAcknowledged(run.now(), incident, words.take()));
    } else {
      throw new IllegalArgumentException("not understood: " + words.take());
    }
  }

  /** {@code silences site:lon1 kind:leak for 600}. */
  private void silences(Words words) {
    List<Scope> match = new ArrayList<>();
    while (!words.takeIf("for")) {
      match.add(Objects.requireNonNull(Scope.parse(words.take()), "a scope"));
    }
    long seconds = Long.parseLong(words.take());
    silences.add(
        new Silence(
            "sil-" + ++made, match, run.now(), run.now().plusSeconds(seconds), "alice", "known"));
    tell();
  }

  private void tell() {
    run.tell(new EngineEvent.SilencesChanged(run.now(), silences));
  }
}
