package io.prefixwatch.daemon.rpki.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.daemon.config.problem.Position;
import io.prefixwatch.daemon.config.problem.Problem;
import io.prefixwatch.daemon.config.problem.Problems;
import io.prefixwatch.daemon.fixture.SharedData;
import io.prefixwatch.monitor.rpki.RpkiData;
import io.prefixwatch.monitor.rpki.Slurm;
import io.prefixwatch.monitor.rpki.SourceData;
import io.prefixwatch.monitor.rpki.SourceUnion;
import io.prefixwatch.monitor.rpki.Vrp;
import io.prefixwatch.monitor.rpki.VrpDifference;
import io.prefixwatch.monitor.rpki.VrpTable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files in the shapes of the common validators, and what is said of wrong ones. */
class RpkiFileTest {

  private static final Vrp VRP = new Vrp(Prefix.parse("203.0.113.0/24"), 25, 64501);

  @TempDir private Path folder;
  private final Problems problems = new Problems(false);

  private @Nullable SourceData read(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out =
        name.endsWith(".gz")
            ? new GZIPOutputStream(Files.newOutputStream(file))
            : Files.newOutputStream(file)) {
      out.write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    return RpkiFile.read(file, Position.startOf("main.yaml"), problems);
  }

  private SourceData readWell(String name, String text) throws IOException {
    SourceData data = Objects.requireNonNull(read(name, text));
    assertThat(told()).isEmpty();
    return data;
  }

  private List<String> told() {
    return problems.sorted().stream()
        .map(Problem::toLine)
        .map(line -> line.replace(folder + "/", ""))
        .toList();
  }

  @Test
  void readsWhatRpkiClientWrites() throws IOException {
    SourceData data =
        readWell(
            "vrps.json",
            """
            {"metadata": {"buildtime": "2026-11-20T12:00:00Z", "roas": 1},
             "roas": [{"asn": 64501, "prefix": "203.0.113.0/24", "maxLength": 25, "ta": "ripe",
                       "expires": 1800000000}],
             "bgpsec_keys": [{"asn": 64501, "ski": "00", "pubkey": "aa"}],
             "aspas": [{"customer_asid": 64501, "expires": 1, "providers": [64502, 64503]}]}
            """);

    assertThat(data.anchors()).containsOnlyKeys("ripe");
    assertThat(table(data).contains(VRP)).isTrue();
    assertThat(table(data).expires(VRP)).isEqualTo(1_800_000_000L);
    assertThat(data.aspas()).containsOnlyKeys(64501L);
  }

  private static VrpTable table(SourceData data) {
    return SourceUnion.of(List.of(data), Slurm.NONE).knownVrps();
  }

  @Test
  void readsAspasOfOldRpkiClientsByFamily() throws IOException {
    SourceData data =
        readWell(
            "vrps.json",
            """
            {"roas": [], "provider_authorizations": {
              "ipv4": [{"customer_asid": 64501, "providers": [64502]}],
              "ipv6": [{"customer_asid": 64501, "providers": [64503]}]}}
            """);

    RpkiData all = SourceUnion.of(List.of(data), Slurm.NONE);
    assertThat(all.knownAspas().providers(64501)).containsExactly(64502L, 64503L);
  }

  @Test
  void readsWhatRoutinatorAndCloudflareWrite() throws IOException {
    String entry = "{\"asn\":\"AS64501\",\"prefix\":\"203.0.113.0/24\",\"maxLength\":25,";
    SourceData plain =
        readWell(
            "a.json",
            "{\"metadata\":{\"generated\":1},\"roas\":["
                + entry
                + "\"ta\":\"arin\"}],\"aspas\":[{\"customer\":\"AS64501\",\"afi\":\"ipv4\","
                + "\"providers\":[\"AS64502\"],\"ta\":\"arin\"}]}");
    SourceData extended =
        readWell(
            "b.json.gz",
            "{\"roas\":["
                + entry
                + "\"source\":[{\"type\":\"roa\",\"tal\":\"ripe\",\"validity\":{\"x\":1}},"
                + "{\"tal\":\"arin\"}]}],\"routerKeys\":[]}");

    assertThat(plain.anchors()).containsOnlyKeys("arin");
    assertThat(table(plain).contains(VRP)).isTrue();
    assertThat(plain.aspas()).containsOnlyKeys(64501L);
    assertThat(extended.anchors()).containsOnlyKeys("ripe");
    assertThat(extended.aspas()).isNull();
  }

  @Test
  void readsCsv() throws IOException {
    SourceData data =
        readWell(
            "vrps.csv",
            """
            ASN,IP Prefix,Max Length,Trust Anchor,Expires
            AS64501,203.0.113.0/24,25,apnic,1800000000
            "64502","2001:db8::/32",,apnic,
            """);

    assertThat(table(data).contains(VRP)).isTrue();
    assertThat(table(data).contains(new Vrp(Prefix.parse("2001:db8::/32"), 32, 64502))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"asn\":64501,\"prefix\":\"203.0.113.1/24\",\"maxLength\":24 | bits set",
        "\"asn\":64501,\"prefix\":\"203.0.113.0/24\",\"maxLength\":33 | 33 of 203.0.113.0/24",
        "\"asn\":64501,\"prefix\":\"203.0.113.0/24\",\"maxLength\":23 | 23 of 203.0.113.0/24",
        "\"asn\":\"x\",\"prefix\":\"203.0.113.0/24\" | no AS number",
        "\"asn\":4294967296,\"prefix\":\"203.0.113.0/24\" | no AS number",
        "\"asn\":64501,\"prefix\":[1] | prefix:",
      })
  void leavesAWrongEntryOutAndSaysWhereItStands(String members, String complaint)
      throws IOException {
    SourceData data =
        read(
            "vrps.json",
            "{\"roas\":[\n  {\"asn\":1,\"prefix\":\"192.0.2.0/24\"},\n  {" + members + "}]}");

    assertThat(data).isNotNull();
    assertThat(table(Objects.requireNonNull(data)).size()).isEqualTo(1);
    assertThat(told())
        .singleElement()
        .asString()
        .startsWith("vrps.json:3:3: warning: ")
        .contains(complaint);
  }

  @Test
  void rejectsAnAspaWithoutProviders() throws IOException {
    SourceData data =
        read("vrps.json", "{\"roas\":[],\"aspas\":[{\"customer_asid\":64501,\"providers\":[]}]}");

    assertThat(Objects.requireNonNull(data).aspas()).isEmpty();
    assertThat(told()).singleElement().asString().contains("a customer needs");
  }

  @Test
  void refusesAFileThatIsCutOffOrSomethingElse() throws IOException {
    assertThat(read("a.json", "{\"roas\":[{\"asn\":1,")).isNull();
    assertThat(read("b.json", "[]")).isNull();
    assertThat(read("c.json", "{\"vrps\":[]}")).isNull();
    assertThat(read("d.csv", "prefix,asn\n")).isNull();
    assertThat(RpkiFile.read(folder.resolve("e.json"), Position.startOf("main.yaml"), problems))
        .isNull();
    assertThat(told())
        .hasSize(5)
        .anyMatch(
            line -> line.startsWith("main.yaml:1:1: warning: rpki: e.json: there is no such file"));
  }

  @Test
  void readsTheRealTableAndFindsTheRealChange() {
    SourceData whole =
        RpkiFile.read(
            SharedData.path("rpki/rpkiclient-20250720T093135Z.json.gz"),
            Position.startOf("main.yaml"),
            problems);
    SourceData one =
        RpkiFile.read(
            SharedData.path("rpki/sample-1.json"), Position.startOf("main.yaml"), problems);
    SourceData two =
        RpkiFile.read(
            SharedData.path("rpki/sample-2.json"), Position.startOf("main.yaml"), problems);

    VrpTable table = table(Objects.requireNonNull(whole));
    VrpDifference change =
        VrpDifference.between(
            table(Objects.requireNonNull(one)), table(Objects.requireNonNull(two)));

    assertThat(told()).isEmpty();
    assertThat(table.size()).isEqualTo(723_521);
    assertThat(table.size(false)).isEqualTo(580_366);
    assertThat(whole.anchors()).containsOnlyKeys("ripe", "arin", "apnic", "lacnic", "afrinic");
    assertThat(whole.aspas()).hasSize(100);
    assertThat(change.added()).hasSize(9);
    assertThat(change.removed()).hasSize(6);
  }

  @Test
  void filtersThenAssertsAsTheOperatorSays() throws IOException {
    Path file = folder.resolve("slurm.json");
    Files.writeString(
        file,
        """
        {"slurmVersion": 1,
         "validationOutputFilters": {
           "prefixFilters": [{"prefix": "203.0.113.0/24", "comment": "all inside"}, {"asn": 64502}],
           "bgpsecFilters": [{"asn": 64501}]},
         "locallyAddedAssertions": {
           "prefixAssertions": [
             {"asn": 64502, "prefix": "198.51.100.0/24", "maxPrefixLength": 25, "comment": "x"}],
           "bgpsecAssertions": []}}
        """);
    SourceData data =
        readWell(
            "vrps.csv",
            """
            ASN,IP Prefix,Max Length
            64501,203.0.113.0/25,25
            64501,203.0.112.0/23,23
            64502,192.0.2.0/24,24
            """);

    Slurm slurm = RpkiFile.readSlurm(file, Position.startOf("main.yaml"), problems);

    VrpTable table = SourceUnion.of(List.of(data), Objects.requireNonNull(slurm)).knownVrps();
    assertThat(table.size()).isEqualTo(2);
    assertThat(table.contains(new Vrp(Prefix.parse("203.0.112.0/23"), 23, 64501))).isTrue();
    assertThat(table.contains(new Vrp(Prefix.parse("198.51.100.0/24"), 25, 64502))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | slurmVersion",
        "{\"slurmVersion\":1,\"validationOutputFilters\":{\"prefixFilters\":[{}]}} | a filter needs",
        "{\"slurmVersion\":1,\"locallyAddedAssertions\":{\"prefixAssertions\":[{\"asn\":1}]}} |"
            + " an assertion needs",
        "[1] | must be an object",
        "{\"slurmVersion\":1 | no JSON",
      })
  void refusesAWrongSlurmFileAsAWhole(String text, String complaint) throws IOException {
    Path file = folder.resolve("slurm.json");
    Files.writeString(file, text);

    assertThat(RpkiFile.readSlurm(file, Position.startOf("main.yaml"), problems)).isNull();
    assertThat(told()).singleElement().asString().startsWith("slurm.json:1:").contains(complaint);
  }
}
