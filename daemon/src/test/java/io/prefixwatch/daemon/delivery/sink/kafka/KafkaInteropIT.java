package io.prefixwatch.daemon.delivery.sink.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prefixwatch.daemon.config.HostPort;
import io.prefixwatch.daemon.config.KafkaSettings;
import io.prefixwatch.daemon.config.RecordFormat;
import io.prefixwatch.daemon.config.SinkCommon;
import io.prefixwatch.daemon.config.SinkSettings;
import io.prefixwatch.daemon.config.TlsFiles;
import io.prefixwatch.daemon.config.Transport;
import io.prefixwatch.daemon.delivery.SampleRecords;
import io.prefixwatch.daemon.delivery.render.Rendering;
import io.prefixwatch.daemon.delivery.sink.RecordRefusedException;
import io.prefixwatch.daemon.store.OutboxRecord;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A real broker inside of this process. */
class KafkaInteropIT {

  private static final String TOPIC = "prefixwatch.alerts";

  private static KafkaClusterTestKit cluster;

  @BeforeAll
  static void start() throws Exception {
    cluster =
        new KafkaClusterTestKit.Builder(
                new TestKitNodes.Builder()
                    .setCombined(true)
                    .setNumBrokerNodes(1)
                    .setNumControllerNodes(1)
                    .build())
            .setConfigProp("auto.create.topics.enable", "true")
            .setConfigProp("num.partitions", "1")
            .setConfigProp("default.replication.factor", "1")
            .setConfigProp("min.insync.replicas", "1")
            .build();
    cluster.format();
    cluster.startup();
    cluster.waitForReadyBrokers();
  }

  @AfterAll
  static void stop() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
  }

  private static KafkaSink sink() {
    URI server = URI.create("kafka://" + cluster.bootstrapServers());
    return new KafkaSink(
        new SinkSettings.Kafka(
            SinkCommon.named("bus"),
            new KafkaSettings(
                List.of(new HostPort(server.getHost(), server.getPort())),
                TOPIC,
                Transport.TCP,
                TlsFiles.NONE,
                null,
                "PLAIN")),
        Rendering.of(RecordFormat.NATIVE, "192.0.2.1"));
  }

  private static List<ConsumerRecord<String, String>> records(int count) {
    Map<String, Object> properties = Map.of("bootstrap.servers", cluster.bootstrapServers());
    List<ConsumerRecord<String, String>> records = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
      TopicPartition partition = new TopicPartition(TOPIC, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      for (int i = 0; i < 300 && records.size() < count; i++) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }

  @Test
  void hasAnAlertOpenedAndClosedInOrderUnderItsKeyAndNothingThatIsTooLarge() {
    OutboxRecord large =
        SampleRecords.updated(2, line -> line.replace("is not", "is not".repeat(300_000)));
    try (KafkaSink sink = sink()) {
      sink.write(SampleRecords.opened());
      assertThatThrownBy(() -> sink.write(large)).isInstanceOf(RecordRefusedException.class);
      sink.write(SampleRecords.closed());
      sink.write(SampleRecords.event());
    } catch (IOException e) {
      throw new AssertionError(e);
    }

    List<ConsumerRecord<String, String>> records = records(3);

    assertThat(records)
        .extracting(ConsumerRecord::key)
        .containsExactly("8d2f", "8d2f", "acme-lon1-a");
    assertThat(records)
        .extracting(
            record -> new String(record.headers().lastHeader("id").value(), StandardCharsets.UTF_8))
        .containsExactly("inc-5f0c-1", "inc-5f0c-2", "evt-9");
    assertThat(records.get(0).value() + "\n")
        .isEqualTo(new String(SampleRecords.opened().line(), StandardCharsets.UTF_8));
  }
}
