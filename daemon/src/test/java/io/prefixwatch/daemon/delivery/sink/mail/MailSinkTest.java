package io.prefixwatch.daemon.delivery.sink.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prefixwatch.daemon.config.EmailSettings;
import io.prefixwatch.daemon.config.HostPort;
import io.prefixwatch.daemon.config.SinkCommon;
import io.prefixwatch.daemon.config.SinkSettings;
import io.prefixwatch.daemon.config.TlsFiles;
import io.prefixwatch.daemon.config.Transport;
import io.prefixwatch.daemon.delivery.SampleRecords;
import io.prefixwatch.daemon.delivery.sink.RecordRefusedException;
import io.prefixwatch.daemon.fixture.ScriptedMailServer;
import io.prefixwatch.daemon.pipeline.EventClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mail by a server that says no in all the ways there are. */
class MailSinkTest {

  private ScriptedMailServer server;

  @BeforeEach
  void listen() {
    server = new ScriptedMailServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private MailSink sink(Duration window, String... to) {
    return new MailSink(
        new SinkSettings.Email(
            SinkCommon.named("mail"),
            new EmailSettings(
                new HostPort("127.0.0.1", server.port()),
                Transport.TCP,
                TlsFiles.NONE,
                null,
                "prefixwatch@example.com",
                List.of(to),
                window)),
        new EventClock());
  }

  private MailSink sink(Duration window) {
    return sink(window, "noc@example.com");
  }

  @Test
  void tellsOneRecordInFull() throws Exception {
    MailSink sink = sink(Duration.ZERO);

    sink.write(SampleRecords.opened());
    sink.tick();

    String mail = server.mails().take();
    assertThat(mail)
        .contains("From: prefixwatch@example.com\n", "To: noc@example.com\n")
        .contains("Message-ID: <inc-5f0c-1.inc-5f0c-1.1@prefixwatch>\n")
        .contains("[prefixwatch] CRITICAL hijack.more-specific opened: 203.0.113.0/24")
        .contains("203.0.113.128/25 (inside Contoso", "  Suspect: AS64666\n");
    assertThat(sink.holdsBack()).isFalse();
  }

  @Test
  void makesOneMailOfTenThousandIncidents() throws Exception {
    MailSink sink = sink(Duration.ofHours(1));
    for (int i = 0; i < 10_000; i++) {
      sink.write(SampleRecords.openedAs("inc-" + i));
      sink.tick();
    }
    assertThat(server.mails()).isEmpty();
    assertThat(sink.holdsBack()).isTrue();

    sink.release();

    String mail = server.mails().take();
    assertThat(server.mails()).isEmpty();
    assertThat(mail)
        .contains("10000 x hijack.more-specific, critical, open\n")
        .contains("  Incident: inc-99\n", "and 9900 more, none of them worse.")
        .doesNotContain("  Incident: inc-100\n")
        .hasSizeLessThan(100_000);
  }

  @Test
  void tellsTheWorstFirst() throws Exception {
    MailSink sink = sink(Duration.ofHours(1));
    sink.write(SampleRecords.event());
    sink.write(SampleRecords.opened());

    sink.release();

    assertThat(server.mails().take()).containsSubsequence("CRITICAL hijack", "MINOR SessionDown");
  }

  @Test
  void addsNoHeaderThatATextBrings() throws Exception {
    MailSink sink = sink(Duration.ZERO);

    sink.write(
        SampleRecords.updated(
            2,
            line ->
                line.replace(
                    "\"customer\":\"Contoso\"", "\"customer\":\"a\\r\\nBcc: all@example.com\"")));
    sink.tick();

    assertThat(server.mails().take().lines()).noneMatch(line -> line.startsWith("Bcc:"));
  }

  @ParameterizedTest
  @CsvSource({"MAIL,451 later", "MAIL,530 log in first", "RCPT,550 who is that", ".,452 full"})
  void keepsWhatAnOperatorOrTimeCanMend(String command, String answer) throws Exception {
    MailSink sink = sink(Duration.ZERO);
    sink.write(SampleRecords.opened());
    server.answer(command, answer);

    assertThatIOException()
        .isThrownBy(sink::tick)
        .isNotInstanceOf(RecordRefusedException.class)
        .withMessageContaining(answer);
    server.relent();
    sink.tick();

    assertThat(server.mails().take()).contains("CRITICAL hijack");
  }

  @Test
  void givesAMailUpThatTheServerRefusesForWhatIsInIt() throws Exception {
    MailSink sink = sink(Duration.ZERO);
    sink.write(SampleRecords.opened());
    server.answer(".", "554 we do not like it");

    assertThatThrownBy(sink::tick)
        .isInstanceOf(RecordRefusedException.class)
        .hasMessage("the mail server answered 554");
    assertThat(sink.holdsBack()).isFalse();
  }

  @Test
  void sendsToTheOthersWhereOneIsRefused() throws Exception {
    MailSink sink = sink(Duration.ZERO, "gone@example.com", "noc@example.com");
    sink.write(SampleRecords.opened());
    server.answer("RCPT TO:<gone", "550 who is that");

    sink.tick();

    assertThat(server.mails().take()).contains("CRITICAL hijack");
    assertThat(sink.holdsBack()).isFalse();
  }

  @Test
  void tellsNothingInTheClearThatWasToBeSecured() throws Exception {
    MailSink sink =
        new MailSink(
            new SinkSettings.Email(
                SinkCommon.named("mail"),
                new EmailSettings(
                    new HostPort("127.0.0.1", server.port()),
                    Transport.STARTTLS,
                    TlsFiles.NONE,
                    null,
                    "prefixwatch@example.com",
                    List.of("noc@example.com"),
                    Duration.ZERO)),
            new EventClock());
    sink.write(SampleRecords.opened());

    assertThatIOException().isThrownBy(sink::tick).withMessageContaining("STARTTLS");
    assertThat(server.mails()).isEmpty();
  }
}
