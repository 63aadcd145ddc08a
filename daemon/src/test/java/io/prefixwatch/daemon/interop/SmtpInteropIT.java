package io.prefixwatch.daemon.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.prefixwatch.daemon.config.Credentials;
import io.prefixwatch.daemon.config.EmailSettings;
import io.prefixwatch.daemon.config.HostPort;
import io.prefixwatch.daemon.config.Secret;
import io.prefixwatch.daemon.config.SinkCommon;
import io.prefixwatch.daemon.config.SinkSettings;
import io.prefixwatch.daemon.config.TlsFiles;
import io.prefixwatch.daemon.config.Transport;
import io.prefixwatch.daemon.delivery.SampleRecords;
import io.prefixwatch.daemon.delivery.sink.mail.MailSink;
import io.prefixwatch.daemon.fixture.OtherPrograms;
import io.prefixwatch.daemon.fixture.TestCertificate;
import io.prefixwatch.daemon.pipeline.EventClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real aiosmtpd, which takes mail after STARTTLS and a login only. */
class SmtpInteropIT {

  private static final String PYTHON = "/usr/bin/python3";
  private static final String AIOSMTPD = "/usr/lib/python3/dist-packages/aiosmtpd/smtp.py";

  @TempDir private Path temp;
  private Path mails;
  private RunningProgram program;
  private TestCertificate certificate;
  private int port;

  @BeforeEach
  void start() throws Exception {
    OtherPrograms.require(PYTHON, AIOSMTPD);
    certificate = TestCertificate.make(temp, "smtp");
    mails = temp.resolve("mails");
    port = FreePorts.tcp();
    Path script = Files.writeString(temp.resolve("smtp.py"), Template.render("smtp.py", Map.of()));
    program =
        RunningProgram.start(
            List.of(
                PYTHON,
                script.toString(),
                Integer.toString(port),
                certificate.certificate().toString(),
                certificate.key().toString(),
                mails.toString()),
            Map.of(),
            temp,
            temp.resolve("smtp.log"),
            false);
    Awaitility.await("aiosmtpd").atMost(Duration.ofSeconds(30)).until(() -> Files.exists(mails));
  }

  @AfterEach
  void stop() {
    if (program != null) {
      program.close();
    }
  }

  private MailSink sink(String password) {
    return new MailSink(
        new SinkSettings.Email(
            SinkCommon.named("mail"),
            new EmailSettings(
                new HostPort("127.0.0.1", port),
                Transport.STARTTLS,
                new TlsFiles(certificate.certificate(), null, null),
                new Credentials("prefixwatch", Secret.of(password)),
                "prefixwatch@example.com",
                List.of("noc@example.com"),
                Duration.ZERO)),
        new EventClock());
  }

  @Test
  void takesAnAlertThatIsOpenedAndClosed() throws Exception {
    MailSink sink = sink("right");

    sink.write(SampleRecords.opened());
    sink.tick();
    sink.write(SampleRecords.closed());
    sink.tick();

    String taken = Files.readString(mails);
    assertThat(taken)
        .contains(
            "tls=True", "noc@example.com", "hijack.more-specific opened", "  Closed: withdrawn");
  }

  @Test
  void takesNothingAfterAWrongPassword() throws Exception {
    MailSink sink = sink("wr0ng");
    sink.write(SampleRecords.opened());

    assertThatIOException()
        .isThrownBy(sink::tick)
        .withMessageContaining("535")
        .withMessageNotContaining("wr0ng");
    assertThat(mails).isEmptyFile();
  }
}
