package io.prefixwatch.daemon.malformed;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static io.prefixwatch.daemon.fixture.AlertJournal.is;
import static io.prefixwatch.daemon.fixture.AlertJournal.ofIncident;
import static io.prefixwatch.daemon.fixture.AlertJournal.seenOn;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.error.ErrorCode;
import io.prefixwatch.bgp.fixture.malformed.MalformedCase;
import io.prefixwatch.bgp.fixture.malformed.MalformedCases;
import io.prefixwatch.bgp.fixture.malformed.Phase;
import io.prefixwatch.bgp.fixture.malformed.Reaction.Kind;
import io.prefixwatch.bgp.fixture.malformed.Setting;
import io.prefixwatch.bgp.message.MessageType;
import io.prefixwatch.bgp.message.Nlri;
import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.bgp.speak.ScriptedSpeaker;
import io.prefixwatch.bgp.update.ParserPolicy;
import io.prefixwatch.daemon.fixture.AlertJournal;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Every malformed message against a running daemon, with a registered prefix in it where it can
 * hold one, and beside a healthy session that must not notice.
 */
@TestInstance(Lifecycle.PER_CLASS)
class MalformedSessionsIT {

  /** Inside a registered prefix, so that its holder is a hijacker. */
  private static final Prefix SENTINEL = Prefix.parse("203.0.113.128/25");

  private static final Prefix HEALTHY_SENTINEL = Prefix.parse("203.0.113.64/26");
  private static final Prefix HELD = Prefix.parse("198.51.100.0/24");

  /** Each case has suspects of its own, so each its own incidents. */
  private static final long FIRST_SUSPECT = 64_512;

  private static final List<MalformedCase> ALL = MalformedCases.all();

  private CaseDaemon plain;
  private CaseDaemon told;

  static List<MalformedCase> cases() {
    return ALL.stream().filter(malformed -> malformed.setting().isReachable()).toList();
  }

  @BeforeAll
  void startDaemons() throws Exception {
    plain = CaseDaemon.start("", ALL);
    told =
        CaseDaemon.start(
            "parser: {reject-as-set: true, unknown-well-known: withdraw,"
                + " discard-attributes: [99], withdraw-attributes: [98]}\n",
            ALL);
  }

  @AfterAll
  void stopDaemons() throws Exception {
    for (CaseDaemon daemon : List.of(plain, told)) {
      assertUndisturbed(daemon);
      daemon.end();
    }
  }

  /** The healthy peers' routes stood all the time, and the only NOTIFICATION is our good-bye. */
  private static void assertUndisturbed(CaseDaemon daemon) throws Exception {
    JsonNode held = daemon.held();
    assertThat(daemon.journal().since(0, ofIncident(held))).hasSize(1);
    ScriptedSpeaker healthy = daemon.healthy();
    healthy.send(anUpdate().withdrawing(HELD));
    daemon
        .journal()
        .await(0, "end of the healthy peer's route", ofIncident(held).and(AlertJournal::closes));
    assertThat(
            daemon.journal().since(0, alert -> alert.get("kind").asString().startsWith("session.")))
        .noneMatch(alert -> alert.toString().contains("\"session:healthy\""));
    assertThat(daemon.journal().obeyed()).isEmpty();
    daemon.stop();
    assertThat(healthy.expectNotification().error()).isEqualTo(ErrorCode.ADMINISTRATIVE_SHUTDOWN);
  }

  private CaseDaemon daemonOf(MalformedCase malformed) {
    return malformed.setting().policy().equals(ParserPolicy.DEFAULT) ? plain : told;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void costsWhatItMayAndNoMore(MalformedCase malformed) throws Exception {
    CaseDaemon daemon = daemonOf(malformed);
    int number = ALL.indexOf(malformed);
    try (CaseSession session = daemon.connect(malformed, number)) {
      Run run = new Run(daemon, session, malformed, CaseDaemon.id(number), number);
      run.play();
    }
    assertHealthy(daemon, number);
  }

  /** The other peer hijacks, and is seen; withdraws, and is seen. */
  private static void assertHealthy(CaseDaemon daemon, int number) throws Exception {
    long suspect = FIRST_SUSPECT + 2L * number + 1;
    int from = daemon.journal().size();
    daemon.healthy().send(anUpdate().announcing(HEALTHY_SENTINEL).via(64498, suspect));
    JsonNode opened =
        daemon
            .journal()
            .await(
                from,
                "hijack by the healthy peer",
                is("open", "hijack.more-specific").and(seenOn("healthy")));
    assertThat(opened.get("suspect_asn").asLong()).isEqualTo(suspect);
    daemon.healthy().send(anUpdate().withdrawing(HEALTHY_SENTINEL));
    daemon
        .journal()
        .await(from, "end of that hijack", ofIncident(opened).and(AlertJournal::closes));
  }

  /** One case, played. */
  private record Run(
      CaseDaemon daemon, CaseSession session, MalformedCase malformed, String id, int number) {

    void play() throws Exception {
      List<Nlri> registered = session.registered();
      JsonNode before = null;
      int from = daemon.journal().size();
      boolean withdraws = malformed.reaction().kind() == Kind.WITHDRAWN && !registered.isEmpty();
      if (withdraws) {
        session.speaker().send(session.announcement(registered.get(0).prefix(), 64497));
        before = awaitHijack(from, "route to be withdrawn");
      }
      session.speaker().send(malformed.message().toByteArray());
      switch (malformed.reaction().kind()) {
        case RESET -> assertAnswered(session.speaker().expectNotification());
        case CLOSED -> assertThat(session.speaker().awaitNotification()).isNull();
        case WITHDRAWN -> {
          if (before != null) {
            daemon
                .journal()
                .await(from, "withdrawal", ofIncident(before).and(AlertJournal::closes));
          }
        }
        case ACCEPTED, DISCARDED -> assertHeld(registered, from);
      }
      assertReported(!registered.isEmpty());
      if (malformed.reaction().endsSession()) {
        assertThat(session.speaker().read()).as("the end of the connection").isNull();
      } else {
        assertAlive();
      }
    }

    /** Whoever lost a route without knowing is told, with the octets. */
    private void assertReported(boolean touches) throws InterruptedException {
      Kind kind = malformed.reaction().kind();
      // What the operator asked to discard is no news.
      boolean asked = malformed.setting() == Setting.LISTED_TYPES && kind == Kind.DISCARDED;
      boolean told = kind == Kind.RESET || (kind != Kind.ACCEPTED && touches && !asked);
      if (!malformed.isUpdate() || !told) {
        return;
      }
      JsonNode report =
          daemon.journal().await(0, "report", is("open", "session.malformed").and(seenOn(id)));
      JsonNode details = report.get("malformed");
      String hex = malformed.message().hex();
      assertThat(details.get("hex").asString())
          .isEqualTo(hex.substring(0, Math.min(hex.length(), 2 * 4096)));
      assertThat(details.get("disposition").asString())
          .isEqualTo(
              switch (kind) {
                case ACCEPTED, CLOSED -> "none";
                case DISCARDED -> "attribute-discard";
                case WITHDRAWN -> "treat-as-withdraw";
                case RESET -> "session-reset";
              });
      assertThat(details.get("issues")).isNotEmpty();
      assertThat(details.get("notification").isNull()).isEqualTo(kind != Kind.RESET);
    }

    private JsonNode awaitHijack(int from, String what) throws InterruptedException {
      return daemon.journal().await(from, what, is("open", "hijack.origin").and(seenOn(id)));
    }

    private void assertAnswered(Notification answer) {
      assertThat(answer.error()).hasToString(malformed.reaction().error());
      String data = malformed.reaction().data();
      if (data != null) {
        assertThat(answer.data().hex()).isEqualTo(data);
      }
    }

    /** What the message announces is held, and goes when it is withdrawn. */
    private void assertHeld(List<Nlri> registered, int from) throws Exception {
      if (registered.isEmpty() || malformed.group() == 42) {
        return;
      }
      JsonNode opened = awaitHijack(from, "route of the message");
      for (Nlri nlri : registered) {
        session.speaker().send(session.withdrawal(nlri));
      }
      daemon.journal().await(from, "its end", ofIncident(opened).and(AlertJournal::closes));
    }

    /** The session goes on, and nothing but what was expected came of the message. */
    private void assertAlive() throws Exception {
      if (malformed.phase() == Phase.OPEN_SENT) {
        session.speaker().expect(MessageType.KEEPALIVE);
        session.comeUp();
      }
      int from = daemon.journal().size();
      long suspect = FIRST_SUSPECT + 2L * number;
      session.speaker().send(session.announcement(SENTINEL, suspect));
      JsonNode opened =
          daemon
              .journal()
              .await(
                  from,
                  "hijack behind the message",
                  is("open", "hijack.more-specific").and(seenOn(id)));
      assertThat(opened.get("suspect_asn").asLong()).isEqualTo(suspect);
      session.speaker().send(session.withdrawal(SENTINEL));
      daemon
          .journal()
          .await(from, "end of that hijack", ofIncident(opened).and(AlertJournal::closes));
      if (malformed.reaction().kind() == Kind.ACCEPTED) {
        assertThat(daemon.journal().since(0, is("open", "session.malformed").and(seenOn(id))))
            .isEmpty();
      }
    }
  }
}
