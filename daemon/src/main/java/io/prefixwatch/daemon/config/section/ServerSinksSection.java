package io.prefixwatch.daemon.config.section;

import io.prefixwatch.daemon.config.HostPort;
import io.prefixwatch.daemon.config.SinkCommon;
import io.prefixwatch.daemon.config.SinkSettings;
import io.prefixwatch.daemon.config.SyslogSettings;
import io.prefixwatch.daemon.config.TlsFiles;
import io.prefixwatch.daemon.config.Transport;
import io.prefixwatch.daemon.config.problem.Quoted;
import io.prefixwatch.daemon.config.schema.ValueParser;
import io.prefixwatch.daemon.config.schema.ValueType;
import io.prefixwatch.daemon.config.schema.Values;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
