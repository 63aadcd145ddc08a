package io.prefixwatch.daemon.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.attribute.AsPath;
import io.prefixwatch.bgp.speak.ScriptedSpeaker;
import io.prefixwatch.bgp.speak.UpdateBuilder;
import io.prefixwatch.daemon.config.problem.Position;
import io.prefixwatch.daemon.config.problem.Problems;
import io.prefixwatch.daemon.fixture.OtherPrograms;
import io.prefixwatch.daemon.fixture.RunningDaemon;
import io.prefixwatch.daemon.fixture.SharedData;
import io.prefixwatch.daemon.rpki.file.RpkiFile;
import io.prefixwatch.monitor.rpki.OriginValidity;
import io.prefixwatch.monitor.rpki.Slurm;
import io.prefixwatch.monitor.rpki.SourceData;
import io.prefixwatch.monitor.rpki.SourceUnion;
import io.prefixwatch.monitor.rpki.Vrp;
import io.prefixwatch.monitor.rpki.VrpDifference;
import io.prefixwatch.monitor.rpki.VrpTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A real RTR cache with the real change of half an hour: a ROA appears, and the route that waits
 * for it is valid, though no peer said anything.
 */
class StayrtrInteropIT {

  private static final String STAYRTR = "/usr/bin/stayrtr";

  @TempDir private Path temp;
  private RunningDaemon daemon;

  @BeforeEach
  void setUp() {
    OtherPrograms.require(STAYRTR);
    daemon = new RunningDaemon(temp);
  }

  @AfterEach
  void close() throws Exception {
    daemon.close();
  }

  private static VrpTable table(Path file) {
    SourceData data = RpkiFile.read(file, Position.startOf("test"), new Problems(false));
    return SourceUnion.of(List.of(Objects.requireNonNull(data)), Slurm.NONE).knownVrps();
  }

  /** What the second sample adds where the first covers nothing. */
  private static Vrp added(Path before, Path after) {
    VrpTable first = table(before);
    return VrpDifference.between(first, table(after)).added().stream()
        .filter(vrp -> !vrp.prefix().ipv6() && vrp.asn() != 0)
        .filter(vrp -> first.validate(vrp.prefix(), vrp.asn()) == OriginValidity.NOT_FOUND)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void judgesARouteAgainWhenTheCacheSendsADelta() throws Exception {
    Path first = SharedData.path("rpki/sample-1.json");
    Path second = SharedData.path("rpki/sample-2.json");
    Vrp vrp = added(first, second);
    Path served = Files.copy(first, temp.resolve("vrps.json"));
    int port = FreePorts.tcp();
    List<String> command =
        List.of(
            STAYRTR,
            "-bind",
            "127.0.0.1:" + port,
            "-metrics.addr",
            "127.0.0.1:" + FreePorts.tcp(),
            "-cache",
            served.toString(),
            "-checktime=false",
            "-refresh",
            "1");
    try (RunningProgram cache =
        RunningProgram.start(command, Map.of(), temp, temp.resolve("stayrtr.log"), false)) {
      daemon.start(configuration(port, vrp));
      ScriptedSpeaker peer = daemon.establish("127.0.0.2", 64496);
      peer.send(
          UpdateBuilder.anUpdate()
              .announcing(vrp.prefix().toString())
              .path(AsPath.of(64496, vrp.asn()))
              .encode());
      JsonNode opened = daemon.sink().awaitAlert("open", "contract.rov-not-found");

      Path next = Files.copy(second, temp.resolve("next.json"));
      Files.move(next, served, StandardCopyOption.ATOMIC_MOVE);
      JsonNode changed = daemon.sink().awaitAlert("open", "rpki.roa-change");
      JsonNode closed = daemon.sink().awaitAlert("close", "contract.rov-not-found");

      assertThat(opened.get("observed").get("rov").asString()).isEqualTo("not-found");
      assertThat(changed.get("evidence").get(0).get("verdict").asString()).isEqualTo("added");
      assertThat(changed.get("evidence").get(0).get("detail").asString()).isEqualTo(vrp.toString());
      assertThat(closed.get("close_reason").asString()).isEqualTo("restored");
      assertThat(cache.isAlive()).isTrue();
    }
  }

  private static String configuration(int port, Vrp vrp) {
    return """
        speaker: {asn: 64500, router-id: 192.0.2.1, listen: ["127.0.0.1:0"]}
        sessions:
          - {id: rs1, kind: collector, peer: {address: 127.0.0.2, asn: 64496}}
        registrations:
          - {id: contoso, prefixes: [{prefix: "%s", origins: [%d]}]}
        contract: {rov: not-found}
        rpki: {caches: [{address: 127.0.0.1, port: %d}]}
        detection: {hold-down: {close: 1s}}
        """
        .formatted(vrp.prefix(), vrp.asn(), port);
  }
}
