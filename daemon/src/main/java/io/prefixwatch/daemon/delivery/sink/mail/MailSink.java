package io.prefixwatch.daemon.delivery.sink.mail;

import io.prefixwatch.daemon.config.Credentials;
import io.prefixwatch.daemon.config.EmailSettings;
import io.prefixwatch.daemon.config.SinkSettings;
import io.prefixwatch.daemon.config.Transport;
import io.prefixwatch.daemon.delivery.render.MailDigest;
import io.prefixwatch.daemon.delivery.sink.ConfiguredSink;
import io.prefixwatch.daemon.delivery.sink.RecordRefusedException;
import io.prefixwatch.daemon.pipeline.EventClock;
import io.prefixwatch.daemon.store.OutboxRecord;
import io.prefixwatch.daemon.tls.TlsContexts;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mails what was raised within a window as one digest, so that ten thousand incidents are a few
 * mails. What waits for its mail does not count as delivered: a restart gathers it again.
 *
 * <p>A mail that the server refuses for what is in it is given up; whatever else it says against us
 * (who we are, who is to get it) is for an operator to mend, and tried again.
 */
public final class MailSink extends ConfiguredSink {

  private static final Logger LOG = LoggerFactory.getLogger(MailSink.class);

  /** What is answered to these is about the mail itself. */
  private static final List<String> TEXT_COMMANDS = List.of("DATA", ".");

  private static final int MOST_REASONS = 5;
  private static final String PATIENCE_MILLIS = "10000";

  private final EmailSettings settings;
  private final EventClock clock;
  private MailDigest digest = new MailDigest();
  private long dueNanos;

  /** A sink that has not connected yet. */
  public MailSink(SinkSettings.Email settings, EventClock clock) {
    super(settings.common());
    this.settings = settings.mail();
    this.clock = clock;
  }

  @Override
  public void write(OutboxRecord record) throws IOException {
    if (digest.isEmpty()) {
      dueNanos = System.nanoTime() + settings.window().toNanos();
    }
    digest.add(record);
  }

  @Override
  public void tick() throws IOException {
    if (!digest.isEmpty() && System.nanoTime() - dueNanos >= 0) {
      release();
    }
  }

  @Override
  public boolean holdsBack() {
    return !digest.isEmpty();
  }

  @Override
  public void release() throws IOException {
    if (digest.isEmpty()) {
      return;
    }
    try {
      send();
      digest = new MailDigest();
    } catch (SendFailedException e) {
      sentToSome(e);
    } catch (MessagingException e) {
      throw failure(e);
    }
  }

  /** Some recipients may have it all the same: theirs is no reason to send it again. */
  private void sentToSome(SendFailedException e) throws IOException {
    Address[] sent = e.getValidSentAddresses();
    if (sent != null && sent.length > 0) {
      LOG.warn("event=mail-refused-for-some sink={} reason=\"{}\"", name(), e.getMessage());
      digest = new MailDigest();
    } else if (e instanceof SMTPSendFailedException refused
        && refused.getReturnCode() / 100 == 5
        && TEXT_COMMANDS.contains(refused.getCommand())) {
      digest = new MailDigest();
      throw new RecordRefusedException("the mail server answered " + refused.getReturnCode());
    } else {
      throw failure(e);
    }
  }

  /** With the reasons of the recipients, which stand behind one another. */
  private static IOException failure(MessagingException e) {
    StringBuilder reasons = new StringBuilder("the mail server: ");
    Exception next = e;
    for (int depth = 0; next != null && depth < MOST_REASONS; depth++) {
      reasons.append(depth == 0 ? "" : "; ").append(String.valueOf(next.getMessage()).strip());
      next = next instanceof MessagingException more ? more.getNextException() : null;
    }
    return new IOException(reasons.toString(), e);
  }

  private void send() throws IOException, MessagingException {
    Session session = Session.getInstance(properties());
    MimeMessage message = message(session);
    Credentials login = settings.credentials();
    try (jakarta.mail.Transport transport = session.getTransport("smtp")) {
      transport.connect(
          settings.server().host(),
          settings.server().port(),
          login == null ? null : login.user(),
          login == null ? null : login.passwordText());
      transport.sendMessage(message, message.getAllRecipients());
    }
  }

  private Properties properties() throws IOException {
    Properties properties = new Properties();
    properties.put("mail.smtp.connectiontimeout", PATIENCE_MILLIS);
    properties.put("mail.smtp.timeout", PATIENCE_MILLIS);
    properties.put("mail.smtp.auth", Boolean.toString(settings.credentials() != null));
    properties.put("mail.smtp.sendpartial", "true");
    if (settings.transport() != Transport.TCP) {
      boolean starts = settings.transport() == Transport.STARTTLS;
      properties.put("mail.smtp.starttls.enable", Boolean.toString(starts));
      properties.put("mail.smtp.starttls.required", Boolean.toString(starts));
      properties.put("mail.smtp.ssl.enable", Boolean.toString(!starts));
      properties.put("mail.smtp.ssl.checkserveridentity", "true");
      properties.put("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
      properties.put(
          "mail.smtp.ssl.socketFactory", TlsContexts.of(settings.tls()).getSocketFactory());
      properties.put("mail.smtp.ssl.socketFactory.fallback", "false");
    }
    return properties;
  }

  private MimeMessage message(Session session) throws MessagingException {
    String id = "<" + digest.id() + "@prefixwatch>";
    MimeMessage message =
        new MimeMessage(session) {
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
          }
        };
    message.setFrom(new InternetAddress(settings.from()));
    for (String recipient : settings.to()) {
      message.addRecipient(Message.RecipientType.TO, new InternetAddress(recipient));
    }
    message.setSubject(digest.subject(), "UTF-8");
    message.setHeader(
        "Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.now().atOffset(ZoneOffset.UTC)));
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setText(digest.text(), "UTF-8");
    return message;
  }
}
