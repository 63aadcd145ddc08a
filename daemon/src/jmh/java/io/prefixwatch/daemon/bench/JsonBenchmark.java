package io.prefixwatch.daemon.bench;

import io.prefixwatch.bgp.attribute.PathAttributes;
import io.prefixwatch.bgp.capability.Role;
import io.prefixwatch.bgp.fixture.load.GeneratedTable;
import io.prefixwatch.bgp.fixture.load.PeerLoad;
import io.prefixwatch.bgp.fixture.load.RecordedLoad;
import io.prefixwatch.bgp.fixture.load.UpdateStream;
import io.prefixwatch.bgp.message.Nlri;
import io.prefixwatch.bgp.mrt.MrtParser;
import io.prefixwatch.bgp.mrt.MrtReader;
import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.bgp.net.RouterId;
import io.prefixwatch.bgp.update.PeerSort;
import io.prefixwatch.bgp.update.ScanContext;
import io.prefixwatch.bgp.update.UpdateDecoder;
import io.prefixwatch.bgp.update.UpdateScan;
import io.prefixwatch.daemon.inspect.RecordingDump;
import io.prefixwatch.daemon.json.AlertJson;
import io.prefixwatch.daemon.json.JsonWriter;
import io.prefixwatch.monitor.engine.Engine;
import io.prefixwatch.monitor.event.Effect;
import io.prefixwatch.monitor.event.EngineEvent;
import io.prefixwatch.monitor.incident.Alert;
import io.prefixwatch.monitor.registry.AsnSet;
import io.prefixwatch.monitor.registry.DetectionSettings;
import io.prefixwatch.monitor.registry.Preference;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import io.prefixwatch.monitor.registry.Registration;
import io.prefixwatch.monitor.registry.Registry;
import io.prefixwatch.monitor.registry.Session;
import io.prefixwatch.monitor.registry.SessionKind;
import io.prefixwatch.monitor.registry.Speaker;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Writing JSON: an operation is one alert record, or one route of a recording, read and written.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 3, jvmArgsAppend = "-Xmx2g")
public class JsonBenchmark {

  private static final int IPV4 = 100_000;
  private static final int IPV6 = 20_000;
  private static final int ROUTES = IPV4 + IPV6 + 1;

  /** A recorded table of a tenth of the full size. */
  @State(Scope.Thread)
  public static class Recording {

    private byte[] octets = new byte[0];

    /** Makes the recording. */
    @Setup(Level.Trial)
    public void record() {
      GeneratedTable table = GeneratedTable.of(1, IPV4, IPV6);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      new PeerLoad(table, 1).table(new RecordedLoad(table, 1).messages(out));
      octets = out.toByteArray();
    }
  }

  /** What {@code dump} does, but for files and pipes. */
  @Benchmark
  @OperationsPerInvocation(ROUTES)
  public void dump(Recording recording) throws IOException {
    RecordingDump dump = new RecordingDump(OutputStream.nullOutputStream(), fault -> {});
    MrtReader reader = new MrtReader(new ByteArrayInputStream(recording.octets));
    new MrtParser(dump).parseAll(reader);
    dump.flush();
  }

  /** An alert about a hijack, made by the engine. */
  @State(Scope.Thread)
  public static class Hijack {

    private final JsonWriter writer = new JsonWriter();
    private Alert alert = alert();

    private static Alert alert() {
      Prefix prefix = Prefix.parse("203.0.113.0/24");
      Session session =
          new Session(
              "collector",
              SessionKind.COLLECTOR,
              null,
              null,
              null,
              Preference.PRIMARY,
              Address.parse("192.0.2.9"),
              64_501,
              Role.PROVIDER);
      Registration customer =
          new Registration("customer", "Customer", null, null, null, null, null);
      Registry registry =
          Registry.of(
              1,
              new Speaker(64_500, RouterId.parse("192.0.2.1"), List.of()),
              List.of(session),
              List.of(new RegisteredPrefix(prefix, customer, AsnSet.of(64_496L), 24, null, true)),
              DetectionSettings.DEFAULT);
      Engine engine = new Engine(registry);
      Instant noon = Instant.parse("2026-11-20T12:00:00Z");
      engine.apply(new EngineEvent.SessionUp(noon, session, Set.of(Family.IPV4_UNICAST)));
      EngineEvent hijack =
          new EngineEvent.RouteAnnounced(noon, "collector", prefix, Nlri.NO_PATH_ID, attributes());
      return engine.apply(hijack).stream()
          .filter(Effect.AlertRaised.class::isInstance)
          .map(effect -> ((Effect.AlertRaised) effect).alert())
          .findFirst()
          .orElseThrow();
    }

    private static PathAttributes attributes() {
      GeneratedTable table = GeneratedTable.of(1, 100, 0);
      UpdateStream stream = UpdateStream.table(new PeerLoad(table, 1));
      UpdateScan scan = new UpdateScan();
      scan.scan(stream.octets(), 0, stream.starts()[1], ScanContext.of(PeerSort.EBGP));
      return UpdateDecoder.decode(scan).attributes();
    }
  }

  /** One alert record. */
  @Benchmark
  public int alert(Hijack hijack) {
    hijack.writer.clear();
    AlertJson.write(hijack.writer, hijack.alert);
    return hijack.writer.length();
  }
}
