package io.prefixwatch.daemon.scenario;

import io.prefixwatch.bgp.error.ErrorCode;
import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.bgp.session.DownReason;
import io.prefixwatch.bgp.session.DownReason.Cause;
import io.prefixwatch.bgp.speak.UpdateBuilder;
import io.prefixwatch.monitor.event.EngineEvent;
import io.prefixwatch.monitor.event.RefusedConnections;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** What a line of a story does. The vocabulary is in {@code scenarios/README.md}. */
final class Actions {

  private final ScenarioRun run;
  private final RpkiActions rpki;
  private final OperatorActions operator;

  Actions(ScenarioRun run) {
    this.run = run;
    this.rpki = new RpkiActions(run);
    this.operator = new OperatorActions(run);
  }

  /** Does what the line says. */
  void act(String action, String block) throws IOException {
    if (action.equals("reload:")) {
      run.reload(block);
    } else if (!action.isEmpty()) {
      Words words = new Words(action);
      List<String> names = words.takeNames();
      int from = action.indexOf(' ', action.indexOf(names.get(names.size() - 1)));
      for (String name : names) {
        Words what = new Words(action.substring(from));
        does(name, what);
        if (!what.isOver()) {
          throw new IllegalArgumentException("not understood: " + what.take());
        }
      }
    }
  }

  private void does(String session, Words words) {
    if (session.equals("rpki")) {
      rpki.act(words);
    } else if (session.equals("operator")) {
      operator.act(words);
    } else if (words.takeIf("is") || words.takeIf("are")) {
      is(session, words);
    } else if (words.takeIf("announces")) {
      announces(session, words);
    } else if (words.takeIf("withdraws")) {
      withdraws(session, words);
    } else if (words.takeIf("begins a refresh")) {
      run.peer(session).beginRefresh(run.now());
    } else if (words.takeIf("ends its refresh")) {
      run.peer(session).endRefresh(run.now());
    } else if (words.takeIf("refuses")) {
      refuses(session, words);
    } else {
      throw new IllegalArgumentException("not understood: " + words.take());
    }
  }

  private void is(String session, Words words) {
    if (words.takeIf("up")) {
      run.peer(session).up(run.now());
    } else if (words.takeIf("synced")) {
      run.peer(session).synced(run.now());
    } else if (words.takeIf("awaited")) {
      run.tell(new EngineEvent.SessionExpected(run.now(), run.session(session)));
    } else if (words.takeIf("forgotten")) {
      run.tell(new EngineEvent.SessionForgotten(run.now(), session));
    } else if (words.takeIf("lost gracefully")) {
      run.peer(session).lostGracefully(run.now());
    } else if (words.takeIf("not back in time")) {
      run.peer(session).restartExpired(run.now());
    } else if (words.takeIf("down")) {
      run.peer(session).down(reason(words), run.now());
    } else {
      throw new IllegalArgumentException("not understood: " + words.take());
    }
  }

  private static DownReason reason(Words words) {
    if (words.takeIf("after shutdown")) {
      return new DownReason(
          Cause.NOTIFICATION_RECEIVED, Notification.of(ErrorCode.ADMINISTRATIVE_SHUTDOWN));
    }
    if (words.takeIf("because we stopped it")) {
      return DownReason.of(Cause.STOPPED);
    }
    return DownReason.of(Cause.CONNECTION_LOST);
  }

  /** {@code 203.0.113.0/24}, or {@code 1500 x /24 of 10.0.0.0/8}. */
  private static List<String> prefixes(Words words) {
    String first = words.take();
    if (!words.takeIf("x")) {
      return List.of(first);
    }
    int length = Integer.parseInt(words.take().substring(1));
    words.takeIf("of");
    Prefix all = Prefix.parse(words.take());
    return Blocks.of(all, length, Integer.parseInt(first));
  }

  private void announces(String session, Words words) {
    List<String> prefixes = prefixes(words);
    int mark = words.mark();
    for (List<String> part : Blocks.parts(prefixes)) {
      words.back(mark);
      UpdateBuilder update = UpdateBuilder.anUpdate().announcing(part.toArray(new String[0]));
      while (!words.isOver()) {
        attribute(update, words);
      }
      run.peer(session).send(update.encode());
    }
  }

  private static void attribute(UpdateBuilder update, Words words) {
    String name = words.take();
    switch (name) {
      case "path" -> update.path(words.takePath());
      case "community" -> update.communities(words.take().split(",", -1));
      case "large-community" -> {
        long[] parts =
            Arrays.stream(words.take().split(":", -1)).mapToLong(Long::parseLong).toArray();
        update.largeCommunity(parts[0], parts[1], parts[2]);
      }
      case "otc" -> update.otc(Long.parseLong(words.take()));
      case "med" -> update.med(Long.parseLong(words.take()));
      case "next-hop" -> update.nextHop(words.take());
      case "malformed-origin" -> update.attribute(0x40, 1, (byte) 9);
      default -> throw new IllegalArgumentException("no such attribute: " + name);
    }
  }

  private void withdraws(String session, Words words) {
    for (List<String> part : Blocks.parts(prefixes(words))) {
      run.peer(session)
          .send(UpdateBuilder.anUpdate().withdrawing(part.toArray(new String[0])).encode());
    }
  }

  /** {@code refuses 3 connections unsigned}. */
  private void refuses(String session, Words words) {
    long count = Long.parseLong(words.take());
    words.takeIf("connections");
    String label = words.take();
    RefusedConnections.Cause cause =
        Arrays.stream(RefusedConnections.Cause.values())
            .filter(one -> one.label().equals(label))
            .findFirst()
            .orElseThrow();
    run.tell(
        new EngineEvent.ConnectionsRefused(
            run.now(), session, null, List.of(new RefusedConnections(cause, count, ""))));
  }
}
