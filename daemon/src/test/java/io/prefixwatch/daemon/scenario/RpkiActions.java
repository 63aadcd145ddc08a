package io.prefixwatch.daemon.scenario;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.monitor.event.EngineEvent;
import io.prefixwatch.monitor.rpki.AnchorGuard;
import io.prefixwatch.monitor.rpki.RpkiChange;
import io.prefixwatch.monitor.rpki.RpkiData;
import io.prefixwatch.monitor.rpki.VrpTableBuilder;
import org.jspecify.annotations.Nullable;

/** What the RPKI says in a story, and how its sources do. */
final class RpkiActions {

  private final ScenarioRun run;
  private RpkiData data = RpkiData.NONE;

  RpkiActions(ScenarioRun run) {
    this.run = run;
  }

  void act(Words words) {
    if (words.takeIf("says nothing")) {
      say(new RpkiData(new VrpTableBuilder().build(), null));
    } else if (words.takeIf("says")) {
      VrpTableBuilder vrps = new VrpTableBuilder();
      while (!words.isOver()) {
        vrp(vrps, words.take());
      }
      say(new RpkiData(vrps.build(), null));
    } else if (words.takeIf("loses")) {
      source(words.take(), words.takeIf("because") ? words.takeRest() : "the connection is closed");
    } else if (words.takeIf("finds")) {
      source(words.take(), null);
    } else if (words.takeIf("holds")) {
      String anchor = words.take();
      int held = Integer.parseInt(words.take());
      anchor(anchor, new AnchorGuard.Loss(anchor, held, Integer.parseInt(words.take())));
    } else if (words.takeIf("believes")) {
      anchor(words.take(), null);
    } else {
      throw new IllegalArgumentException("not understood: " + words.take());
    }
  }

  /** {@code 203.0.113.0/24-25@64501}, and {@code @SECONDS} where it ends. */
  private void vrp(VrpTableBuilder vrps, String text) {
    String[] parts = text.split("[-@]", -1);
    Prefix prefix = Prefix.parse(parts[0]);
    long ends = parts.length < 4 ? 0 : run.now().getEpochSecond() + Long.parseLong(parts[3]);
    vrps.add(
        prefix.ipv6(),
        prefix.hi(),
        prefix.lo(),
        prefix.length(),
        Integer.parseInt(parts[1]),
        Long.parseLong(parts[2]),
        ends);
  }

  private void say(RpkiData after) {
    RpkiChange change = RpkiChange.between(data, after);
    data = after;
    run.tell(new EngineEvent.RpkiChanged(run.now(), change));
  }

  private void source(String name, @Nullable String trouble) {
    run.tell(
        new EngineEvent.RpkiSourceJudged(
            run.now(), name, trouble != null, trouble == null ? "" : trouble));
  }

  private void anchor(String anchor, AnchorGuard.@Nullable Loss loss) {
    run.tell(new EngineEvent.RpkiAnchorJudged(run.now(), "vrps.json", anchor, loss));
  }
}
