package io.prefixwatch.daemon.delivery.sink;

import io.prefixwatch.daemon.config.SinkSettings;
import io.prefixwatch.daemon.config.SyslogSettings;
import io.prefixwatch.daemon.config.Transport;
import io.prefixwatch.daemon.delivery.render.Rendering;
import io.prefixwatch.daemon.delivery.render.SyslogMessage;
import io.prefixwatch.daemon.store.OutboxRecord;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** A message for each record to a syslog receiver (RFC 5424). */
public final class SyslogSink extends ConfiguredSink {

  private final SyslogMessage messages;
  private final SyslogTransport transport;

  /** A sink that has not connected yet. */
  public SyslogSink(SinkSettings.Syslog settings, Rendering rendering) {
    super(settings.common());
    SyslogSettings receiver = settings.receiver();
    this.messages =
        new SyslogMessage(receiver, rendering, hostName(), ProcessHandle.current().pid());
    this.transport =
        receiver.transport() == Transport.UDP
            ? new SyslogDatagrams(receiver.server())
            : new SyslogStream(receiver);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "";
    }
  }

  @Override
  public void write(OutboxRecord record) throws IOException {
    byte[] message = messages.of(record);
    transport.send(message.length > transport.room() ? messages.brief(record) : message);
  }

  @Override
  public void tick() throws IOException {
    transport.tick();
  }

  @Override
  public void close() throws IOException {
    transport.close();
  }
}
