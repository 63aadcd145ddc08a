package io.prefixwatch.daemon.config.section;

import io.prefixwatch.daemon.config.Credentials;
import io.prefixwatch.daemon.config.EmailSettings;
import io.prefixwatch.daemon.config.HostPort;
import io.prefixwatch.daemon.config.KafkaSettings;
import io.prefixwatch.daemon.config.Secret;
import io.prefixwatch.daemon.config.SinkCommon;
import io.prefixwatch.daemon.config.SinkSettings;
import io.prefixwatch.daemon.config.SyslogSettings;
import io.prefixwatch.daemon.config.TlsFiles;
import io.prefixwatch.daemon.config.Transport;
import io.prefixwatch.daemon.config.problem.Quoted;
import io.prefixwatch.daemon.config.schema.BadValue;
import io.prefixwatch.daemon.config.schema.ValueParser;
import io.prefixwatch.daemon.config.schema.ValueType;
import io.prefixwatch.daemon.config.schema.Values;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sinks that talk to a server other than by HTTP. Each is null after a problem was reported. */
final class ServerSinksSection {

  private static final ValueParser<Transport> TRANSPORT =
      Values.choice(Transport.class, Transport::label);
  private static final ValueParser<String> FACILITY =
      Values.word(ValueType.FACILITIES.toArray(String[]::new));

  private final Path folder;

  /**
   * A reader.
   *
   * @param folder where relative paths begin
   */
  ServerSinksSection(Path folder) {
    this.folder = folder;
  }

  @Nullable SinkSettings syslog(MappingReader entry, SinkCommon common) {
    HostPort server = server(entry, "siem.example:6514");
    Transport transport =
        transport(entry, Transport.TLS, List.of(Transport.UDP, Transport.TCP, Transport.TLS));
    String facility = entry.get("facility", FACILITY);
    String body = entry.get("body", Values.word("summary", "record"));
    Integer enterprise = entry.get("enterprise", Values.number(1, Integer.MAX_VALUE));
    if (entry.has("format") && "summary".equals(body)) {
      entry.error("format", "has no effect on a summary", "write body: record, too");
    }
    TlsFiles tls = tls(entry, transport);
    return server == null
            || transport == null
            || facility == null
            || body == null
            || enterprise == null
            || tls == null
        ? null
        : new SinkSettings.Syslog(
            common,
            new SyslogSettings(
                server,
                transport,
                tls,
                ValueType.FACILITIES.indexOf(facility),
                enterprise,
                body.equals("record")));
  }

  @Nullable SinkSettings email(MappingReader entry, SinkCommon common) {
    HostPort server = server(entry, "mail.example:587");
    Transport transport =
        secured(
            entry,
            transport(
                entry,
                Transport.STARTTLS,
                List.of(Transport.STARTTLS, Transport.TLS, Transport.TCP)));
    String from = entry.get("from", Values::mailAddress);
    List<String> to = entry.distinct("to", Values::mailAddress);
    Duration window = entry.get("window", Values::duration);
    require(entry, "from", "from: prefixwatch@example.com");
    require(entry, "to", "to: [noc@example.com]");
    Optional<Credentials> credentials = credentials(entry);
    TlsFiles tls = tls(entry, transport);
    if (entry.has("to") && entry.size("to") == 0) {
      entry.error("to", "is nobody", "write to: [noc@example.com]");
    }
    return server == null || transport == null || from == null || window == null || tls == null
        ? null
        : new SinkSettings.Email(
            common,
            new EmailSettings(server, transport, tls, credentials.orElse(null), from, to, window));
  }

  @Nullable SinkSettings kafka(MappingReader entry, SinkCommon common) {
    List<HostPort> brokers = entry.list("brokers", Values::hostPort);
    String topic = entry.get("topic", ServerSinksSection::topic);
    Transport transport =
        secured(entry, transport(entry, Transport.TLS, List.of(Transport.TLS, Transport.TCP)));
    String mechanism =
        entry.get("mechanism", Values.word("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"));
    require(entry, "brokers", "brokers: [\"kafka.example:9093\"]");
    require(entry, "topic", "topic: prefixwatch.alerts");
    if (entry.has("brokers") && entry.size("brokers") == 0) {
      entry.error("brokers", "is empty", "write brokers: [\"kafka.example:9093\"]");
    }
    Optional<Credentials> credentials = credentials(entry);
    TlsFiles tls = tls(entry, transport);
    return topic == null || transport == null || mechanism == null || tls == null
        ? null
        : new SinkSettings.Kafka(
            common,
            new KafkaSettings(brokers, topic, transport, tls, credentials.orElse(null), mechanism));
  }

  private static String topic(String text) throws BadValue {
    if (!text.matches("[A-Za-z0-9._-]{1,249}") || text.equals(".") || text.equals("..")) {
      throw BadValue.of(
          "is not a topic", "letters, digits, dots, dashes and underscores, up to 249");
    }
    return text;
  }

  private static void require(MappingReader entry, String key, String example) {
    if (!entry.has(key)) {
      entry.missing(key, "expected: " + example);
    }
  }

  private static Optional<Credentials> credentials(MappingReader entry) {
    String user = entry.get("user", Values::text);
    Secret password = entry.get("password", ServerSinksSection::password);
    if (entry.has("user") != entry.has("password")) {
      entry.error(
          entry.has("user") ? "user" : "password", "stands alone", "user and password go together");
    }
    return user == null || password == null
        ? Optional.empty()
        : Optional.of(new Credentials(user, password));
  }

  private static Secret password(String text) throws BadValue {
    try {
      return Secret.password(text);
    } catch (IllegalArgumentException e) {
      throw BadValue.ofSecret("is not a password", "1 to 1024 octets");
    }
  }

  /** Plain only where that is meant: these carry passwords. */
  private static @Nullable Transport secured(MappingReader entry, @Nullable Transport transport) {
    Boolean insecure = entry.get("insecure", Values::bool);
    if (transport == Transport.TCP && !Boolean.TRUE.equals(insecure)) {
      entry.error(
          "transport",
          "is not encrypted: anybody on the way can read and change alerts",
          "leave it out, or write insecure: true if that is meant");
      return null;
    }
    return transport;
  }

  private static @Nullable HostPort server(MappingReader entry, String example) {
    if (!entry.has("address")) {
      entry.missing("address", "expected: address: " + example);
    }
    return entry.get("address", Values::hostPort);
  }

  private static @Nullable Transport transport(
      MappingReader entry, Transport byDefault, List<Transport> possible) {
    if (!entry.has("transport")) {
      return byDefault;
    }
    Transport transport = entry.get("transport", TRANSPORT);
    if (transport != null && !possible.contains(transport)) {
      entry.error(
          "transport",
          Quoted.of(transport.label()) + " is none of this type of sink",
          "known there: " + String.join(", ", possible.stream().map(Transport::label).toList()));
      return null;
    }
    return transport;
  }

  /** The files of a connection that is secured; a problem where it is not, or one is missing. */
  private @Nullable TlsFiles tls(MappingReader entry, @Nullable Transport transport) {
    boolean plain = transport == Transport.TCP || transport == Transport.UDP;
    for (String key : List.of("ca", "certificate", "key")) {
      if (plain && entry.has(key)) {
        entry.error(key, "has no effect without TLS", "write transport: tls, or leave it out");
        return null;
      }
    }
    if (entry.has("certificate") != entry.has("key")) {
      entry.error(
          entry.has("key") ? "key" : "certificate",
          "stands alone",
          "certificate and key go together");
      return null;
    }
    return new TlsFiles(file(entry, "ca"), file(entry, "certificate"), file(entry, "key"));
  }

  private @Nullable Path file(MappingReader entry, String key) {
    Path path = entry.get(key, Values::path);
    Path file = path == null ? null : folder.resolve(path);
    if (file != null && !Files.isReadable(file)) {
      entry.error(key, "there is no such file, or it may not be read", "a file in PEM");
    }
    return file;
  }
}
