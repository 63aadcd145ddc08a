package io.prefixwatch.daemon.delivery.sink.kafka;

import io.prefixwatch.daemon.config.Credentials;
import io.prefixwatch.daemon.config.HostPort;
import io.prefixwatch.daemon.config.KafkaSettings;
import io.prefixwatch.daemon.config.SinkSettings;
import io.prefixwatch.daemon.config.Transport;
import io.prefixwatch.daemon.delivery.render.RecordTree;
import io.prefixwatch.daemon.delivery.render.Rendering;
import io.prefixwatch.daemon.delivery.sink.ConfiguredSink;
import io.prefixwatch.daemon.delivery.sink.RecordRefusedException;
import io.prefixwatch.daemon.store.OutboxRecord;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A topic of Kafka. Each record is acknowledged by all replicas in sync before the next one is
 * sent, so that the order is that of the outbox; the key is {@code dedup_key}, so that it holds in
 * a partition.
 */
public final class KafkaSink extends ConfiguredSink {

  private static final Duration GOODBYE = Duration.ofSeconds(1);

  private final KafkaSettings settings;
  private final Rendering rendering;
  private @Nullable Producer<byte[], byte[]> producer;

  /** A sink that has not connected yet. */
  public KafkaSink(SinkSettings.Kafka settings, Rendering rendering) {
    super(settings.common());
    this.settings = settings.cluster();
    this.rendering = rendering;
  }

  @Override
  public void write(OutboxRecord record) throws IOException {
    ProducerRecord<byte[], byte[]> sent =
        new ProducerRecord<>(settings.topic(), key(record), rendering.body(record));
    sent.headers().add("id", record.id().getBytes(StandardCharsets.UTF_8));
    sent.headers().add("content-type", rendering.contentType().getBytes(StandardCharsets.US_ASCII));
    try {
      open().send(sent).get();
    } catch (ExecutionException e) {
      throw failure(e.getCause() == null ? e : e.getCause());
    } catch (KafkaException e) {
      throw failure(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  /** Of an event what it is about, so that those of a session keep their order, too. */
  private static byte[] key(OutboxRecord record) {
    RecordTree tree = RecordTree.of(record);
    String about = tree.about().isEmpty() ? tree.kind() : tree.about();
    return (tree.isEvent() ? about : tree.text("dedup_key")).getBytes(StandardCharsets.UTF_8);
  }

  /** A producer that failed may be of no use any more; the next attempt makes a new one. */
  private IOException failure(Throwable cause) {
    if (cause instanceof RecordTooLargeException || cause instanceof InvalidTimestampException) {
      return new RecordRefusedException("Kafka: " + cause.getMessage());
    }
    close();
    return new IOException("Kafka: " + cause.getMessage(), cause);
  }

  private Producer<byte[], byte[]> open() {
    Producer<byte[], byte[]> open = producer;
    if (open == null) {
      open =
          new KafkaProducer<>(properties(), new ByteArraySerializer(), new ByteArraySerializer());
      producer = open;
    }
    return open;
  }

  private Map<String, Object> properties() {
    Map<String, Object> properties = new HashMap<>();
    properties.put(
        "bootstrap.servers",
        settings.brokers().stream().map(HostPort::toString).collect(Collectors.joining(",")));
    properties.put("client.id", "prefixwatch-" + name());
    properties.put("acks", "all");
    properties.put("enable.idempotence", true);
    properties.put("compression.type", "none");
    properties.put("linger.ms", 0);
    properties.put("max.block.ms", 10_000);
    properties.put("request.timeout.ms", 10_000);
    properties.put("delivery.timeout.ms", 20_000);
    properties.put("reconnect.backoff.max.ms", 10_000);
    properties.put("enable.metrics.push", false);
    boolean secured = settings.transport() == Transport.TLS;
    Credentials login = settings.credentials();
    properties.put(
        "security.protocol", (login == null ? "" : "SASL_") + (secured ? "SSL" : "PLAINTEXT"));
    if (secured) {
      properties.put("ssl.enabled.protocols", "TLSv1.3,TLSv1.2");
      if (settings.tls().ca() != null) {
        properties.put("ssl.truststore.type", "PEM");
        properties.put("ssl.truststore.location", settings.tls().ca().toString());
      }
    }
    if (login != null) {
      properties.put("sasl.mechanism", settings.mechanism());
      properties.put("sasl.jaas.config", jaas(login));
    }
    return properties;
  }

  private String jaas(Credentials login) {
    String module =
        settings.mechanism().equals("PLAIN") ? "plain.PlainLoginModule" : "scram.ScramLoginModule";
    return "org.apache.kafka.common.security."
        + module
        + " required username=\""
        + escape(login.user())
        + "\" password=\""
        + escape(login.passwordText())
        + "\";";
  }

  private static String escape(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  @Override
  public void close() {
    Producer<byte[], byte[]> open = producer;
    producer = null;
    if (open != null) {
      open.close(GOODBYE);
    }
  }
}
