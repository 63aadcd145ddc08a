package io.prefixwatch.monitor.coverage;

import io.prefixwatch.monitor.coverage.SessionStanding.Says;
import io.prefixwatch.monitor.detect.Kind;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import io.prefixwatch.monitor.registry.Registration;
import io.prefixwatch.monitor.registry.Site;
import io.prefixwatch.monitor.topology.ReservedPrefixes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The checks of a registration, one after the other, and the state that follows. A pure function of
 * what it is given; made for one prefix at one moment.
 */
public final class StandingRules {

  private final RegisteredPrefix registered;
  private final List<SessionStanding> sessions;
  private final List<StateReason> reasons = new ArrayList<>();
  private RegistrationState state = RegistrationState.VERIFIED;

  private StandingRules(RegisteredPrefix registered, List<SessionStanding> sessions) {
    this.registered = registered;
    this.sessions = sessions;
  }

  /**
   * Judges a registered prefix.
   *
   * @param meeting how much of the partner is configured to be there
   * @param sessions the expected ones
   * @param everHeld whether an expected session has held it since it was registered
   * @param inconsistent whether the sessions of the partner have disagreed for long enough
   */
  public static Standing judge(
      RegisteredPrefix registered,
      Meeting meeting,
      List<SessionStanding> sessions,
      boolean everHeld,
      boolean inconsistent) {
    StandingRules rules = new StandingRules(registered, sessions);
    rules.structure(meeting);
    if (everHeld) {
      rules.coverage();
      rules.contract(inconsistent);
    } else {
      rules.neverHeld();
    }
    return rules.standing();
  }

  /**
   * Judges a prefix that nobody should announce.
   *
   * @param announcer a session with a route for it, null if there is none
   */
  public static Standing judgeUnannounced(RegisteredPrefix registered, @Nullable String announcer) {
    StandingRules rules = new StandingRules(registered, List.of());
    rules.publicSpace();
    if (announcer != null) {
      rules.add(RegistrationState.FAILED, "announced", announcer, "nobody should announce it");
    }
    return rules.standing();
  }

  private Standing standing() {
    return new Standing(registered, state, reasons, sessions);
  }

  /** A reason that makes the state at least this; the order of the states is that of badness. */
  private void add(RegistrationState least, String check, @Nullable String session, String detail) {
    reasons.add(new StateReason(check, session, detail));
    if (least.compareTo(state) > 0) {
      state = least;
    }
  }

  private void publicSpace() {
    if (ReservedPrefixes.touches(registered.prefix())) {
      add(RegistrationState.INVALID, "public-space", null, "not public address space");
    }
  }

  private void structure(Meeting meeting) {
    publicSpace();
    Registration registration = registered.registration();
    Site primary = registration.primarySite();
    Site backup = registration.backupSite();
    if (registration.partner() == null) {
      add(RegistrationState.WARNING, "partner", null, "registered with no partner");
      return;
    }
    if (primary != null && meeting.routers() < 2) {
      String where = meeting.routers() + " routers of the partner at " + primary.id();
      add(RegistrationState.WARNING, "routers", null, where + ", two are asked for");
    }
    if (primary != null && meeting.backups() == 0) {
      String where = backup == null ? "no backup site" : "no session at " + backup.id();
      add(RegistrationState.WARNING, "backup", null, where);
    }
  }

  private void neverHeld() {
    boolean hopeless = sessions.isEmpty();
    String what = hopeless ? "no session is expected to hold it" : "no session has held it yet";
    reasons.add(new StateReason(hopeless ? "sessions" : "held", null, what));
    undetermined();
    state = state == RegistrationState.INVALID ? state : RegistrationState.PENDING;
  }

  private void coverage() {
    if (sessions.stream().noneMatch(one -> one.says() == Says.HOLDS)) {
      boolean known = sessions.stream().noneMatch(one -> one.says() == Says.UNKNOWN);
      RegistrationState least = known ? RegistrationState.FAILED : RegistrationState.WARNING;
      add(least, "held", null, "no expected session holds it any more");
    }
    for (SessionStanding one : sessions) {
      if (one.says() == Says.ABSENT) {
        String why =
            one.findings().isEmpty()
                ? "does not hold it"
                : "its route there is " + one.findings().get(0).label();
        add(RegistrationState.WARNING, "held", one.session().id(), why);
      }
    }
    undetermined();
  }

  private void undetermined() {
    for (SessionStanding one : sessions) {
      if (one.says() == Says.UNKNOWN) {
        reasons.add(new StateReason("undetermined", one.session().id(), "cannot tell now"));
      }
    }
  }

  private void contract(boolean inconsistent) {
    List<SessionStanding> holding =
        sessions.stream().filter(one -> one.says() == Says.HOLDS).toList();
    boolean all = holding.stream().noneMatch(one -> one.findings().isEmpty());
    RegistrationState least = all ? RegistrationState.FAILED : RegistrationState.WARNING;
    for (SessionStanding one : holding) {
      for (Kind kind : one.findings()) {
        add(least, kind.label(), one.session().id(), "the contract is not met");
      }
    }
    if (inconsistent) {
      String kind = Kind.CONTRACT_INCONSISTENT.label();
      add(RegistrationState.WARNING, kind, null, "the partner's sessions disagree");
    }
  }
}
