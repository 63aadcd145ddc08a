package io.prefixwatch.bgp.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.error.Disposition;
import io.prefixwatch.bgp.fixture.DrivenSession;
import io.prefixwatch.bgp.fixture.Messages;
import io.prefixwatch.bgp.fixture.malformed.MalformedCase;
import io.prefixwatch.bgp.fixture.malformed.MalformedCases;
import io.prefixwatch.bgp.fixture.malformed.Reaction;
import io.prefixwatch.bgp.fixture.malformed.Reaction.Kind;
import io.prefixwatch.bgp.fixture.malformed.Setting;
import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.message.UpdateMessage;
import io.prefixwatch.bgp.session.SessionState;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every malformed message, on a session without a socket. */
class MalformedCasesTest {

  private static final byte[] KEEPALIVE = Messages.message(4, "");

  static List<MalformedCase> sessionCases() {
    return MalformedCases.all().stream()
        .filter(malformed -> malformed.setting() != Setting.NOT_EXTENDED)
        .toList();
  }

  private static DrivenSession before(MalformedCase malformed) {
    Setting setting = malformed.setting();
    return switch (malformed.phase()) {
      case OPEN_SENT -> DrivenSession.connected(setting.parameters());
      case OPEN_CONFIRM -> DrivenSession.confirming(setting.parameters(), setting.peerOpen());
      case ESTABLISHED -> DrivenSession.established(setting.parameters(), setting.peerOpen());
    };
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sessionCases")
  void reactsAsTheRfcsSay(MalformedCase malformed) {
    DrivenSession session = before(malformed);
    assertThat(session.answer()).isNull();

    session.receive(malformed.message().toByteArray());

    Reaction reaction = malformed.reaction();
    Notification answer = session.answer();
    switch (reaction.kind()) {
      case RESET -> assertAnswer(Objects.requireNonNull(answer, "no NOTIFICATION"), malformed);
      case CLOSED -> assertThat(answer).isNull();
      case ACCEPTED, DISCARDED, WITHDRAWN -> {
        assertThat(answer).isNull();
        session.receive(KEEPALIVE);
        assertThat(session.state()).isEqualTo(SessionState.ESTABLISHED);
      }
    }
    assertThat(session.isClosed()).isEqualTo(reaction.endsSession());
    if (malformed.isUpdate()) {
      assertUpdate(session.updates(), reaction.kind());
    }
  }

  private static void assertAnswer(Notification answer, MalformedCase malformed) {
    Reaction reaction = malformed.reaction();
    assertThat(answer.error()).hasToString(reaction.error());
    if (reaction.data() != null) {
      assertThat(answer.data().hex()).isEqualTo(reaction.data());
    } else if (answer.error().code() == 3) {
      // RFC 4271 section 6.3: the attribute, as it stands in the message.
      assertThat(answer.data().isEmpty()).isFalse();
      assertThat(malformed.message().hex()).contains(answer.data().hex());
    }
  }

  private static void assertUpdate(List<UpdateMessage> updates, Kind kind) {
    assertThat(updates).hasSize(1);
    UpdateMessage update = updates.get(0);
    assertThat(update.outcome())
        .isEqualTo(
            switch (kind) {
              case ACCEPTED -> Disposition.NONE;
              case DISCARDED -> Disposition.DISCARD;
              case WITHDRAWN -> Disposition.WITHDRAW;
              case RESET, CLOSED -> Disposition.RESET;
            });
    if (kind == Kind.ACCEPTED) {
      assertThat(update.issues()).isEmpty();
    } else {
      assertThat(update.issues()).isNotEmpty();
    }
    if (kind == Kind.WITHDRAWN || kind == Kind.RESET) {
      assertThat(update.announced()).isEmpty();
    }
  }

  @Test
  void hasACaseOrATestForEachGroup() {
    Set<Integer> groups = new TreeSet<>(MalformedCases.elsewhere().keySet());
    MalformedCases.all().forEach(malformed -> groups.add(malformed.group()));

    assertThat(groups)
        .isEqualTo(
            IntStream.rangeClosed(1, MalformedCases.GROUPS).boxed().collect(Collectors.toSet()));
  }

  @Test
  void hasNoCaseTwice() {
    List<String> names = MalformedCases.all().stream().map(MalformedCase::toString).toList();

    assertThat(names).doesNotHaveDuplicates();
  }
}
