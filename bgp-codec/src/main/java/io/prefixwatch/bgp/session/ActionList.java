package io.prefixwatch.bgp.session;

import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.Octets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The actions that answer one event, in order. */
final class ActionList {

  private final List<SessionAction> actions = new ArrayList<>(4);

  List<SessionAction> taken() {
    return actions;
  }

  void connect() {
    actions.add(new SessionAction.Connect());
  }

  void abortConnect() {
    actions.add(new SessionAction.AbortConnect());
  }

  void acceptIncoming() {
    actions.add(new SessionAction.AcceptIncoming());
  }

  void rejectIncoming(@Nullable Notification answer) {
    actions.add(new SessionAction.RejectIncoming(answer));
  }

  void send(Direction direction, Octets message) {
    actions.add(new SessionAction.Send(direction, message));
  }

  void close(Direction direction) {
    actions.add(new SessionAction.Close(direction));
  }

  void startTimer(SessionTimer timer, @Nullable Direction direction, Duration duration) {
    actions.add(new SessionAction.StartTimer(timer, direction, duration));
  }

  void stopTimer(SessionTimer timer) {
    actions.add(new SessionAction.StopTimer(timer, null));
  }

  void stopTimer(SessionTimer timer, Direction direction) {
    actions.add(new SessionAction.StopTimer(timer, direction));
  }

  void sessionUp(Direction direction, Negotiated negotiated) {
    actions.add(new SessionAction.SessionUp(direction, negotiated));
  }

  void sessionDown(DownReason reason, Set<Family> stale) {
    actions.add(new SessionAction.SessionDown(reason, stale));
  }

  void dropStale(Set<Family> families) {
    actions.add(new SessionAction.DropStale(families));
  }
}
