package io.prefixwatch.daemon.config.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.daemon.config.ConfigFolder;
import io.prefixwatch.daemon.config.DaemonConfig;
import io.prefixwatch.monitor.registry.AsnSet;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import io.prefixwatch.monitor.registry.Registration;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvRegistrationsTest {

  private static final String HEADER =
      "registration,customer,partner,primary-site,backup-site,prefix,origins,max-length,upstreams\n";

  @TempDir private Path temp;
  private ConfigFolder folder;

  @BeforeEach
  void setUp() {
    folder = new ConfigFolder(temp).main(ConfigFolder.LONDON + "include: [bulk.csv]\n");
  }

  @Test
  void mapsEveryColumnAndSharesEqualValues() {
    folder.file(
        "bulk.csv",
        HEADER
            + "contoso,Contoso,acme,lon1,,203.0.113.0/24,64502  64501,32,64496\n"
            + "contoso,Contoso,acme,lon1,,2001:db8::/32,64502  64501,,\n");

    DaemonConfig config = folder.config();

    Registration registration =
        new Registration(
            "contoso",
            "Contoso",
            config.partners().get(0),
            null,
            null,
            config.sites().get(0),
            null);
    assertThat(config.registrations()).containsExactly(registration);
    assertThat(config.prefixes())
        .containsExactly(
            new RegisteredPrefix(
                Prefix.parse("203.0.113.0/24"),
                registration,
                AsnSet.of(64501L, 64502L),
                32,
                AsnSet.of(64496L),
                true),
            new RegisteredPrefix(
                Prefix.parse("2001:db8::/32"),
                registration,
                AsnSet.of(64501L, 64502L),
                32,
                null,
                true));
    assertThat(config.prefixes().get(0).origins()).isSameAs(config.prefixes().get(1).origins());
    assertThat(config.prefixes().get(0).registration()).isSameAs(config.registrations().get(0));
    assertThat(folder.problems()).isEmpty();
  }

  @Test
  void takesAnEmptyFieldForTheDefault() {
    folder.file("bulk.csv", HEADER + "x,,,,,203.0.113.0/24,64501,,\n");

    RegisteredPrefix prefix = folder.config().prefixes().get(0);

    assertThat(prefix.registration())
        .isEqualTo(new Registration("x", "x", null, null, null, null, null));
    assertThat(prefix.maxLength()).isEqualTo(24);
    assertThat(prefix.upstreams()).isNull();
  }

  @Test
  void takesColumnsInAnyOrderByteOrderMarkAndWindowsLineEnds() {
    folder.file(
        "bulk.csv",
        "\uFEFFprefix,origins,max-length,upstreams,registration,customer,partner,primary-site,"
            + "backup-site\r\n203.0.113.0/24,64501,,,x,\"Contoso, Ltd\",,,\r\n");

    assertThat(folder.config().registrations().get(0).customer()).isEqualTo("Contoso, Ltd");
  }

  @Test
  void joinsRowsOfOneIdWhereverTheyStand() {
    folder.file(
        "bulk.csv",
        HEADER
            + "x,,,,,203.0.113.0/24,64501,,\n"
            + "y,,,,,192.0.2.0/24,64501,,\n"
            + "x,,,,,198.51.100.0/24,64501,,\n");

    assertThat(folder.config().registrations()).hasSize(2);
    assertThat(folder.config().prefixes()).hasSize(3);
  }

  @Test
  void refusesRowsOfOneIdThatDisagree() {
    folder.file(
        "bulk.csv",
        HEADER
            + "x,Contoso,acme,lon1,,203.0.113.0/24,64501,,\n"
            + "x,Fabrikam,acme,lon1,,198.51.100.0/24,64501,,\n"
            + "x,Contoso,,,lon1,192.0.2.0/24,64501,,\n");

    assertThat(folder.errors())
        .containsExactly(
            "bulk.csv:3:3: customer: \"Fabrikam\" differs from \"Contoso\" in the first row of \"x\""
                + " at bulk.csv:2:1 (rows of one registration must agree)",
            "bulk.csv:4:11: partner: \"\" differs from \"acme\" in the first row of \"x\" at"
                + " bulk.csv:2:1 (rows of one registration must agree)",
            "bulk.csv:4:12: primary-site: \"\" differs from \"lon1\" in the first row of \"x\" at"
                + " bulk.csv:2:1 (rows of one registration must agree)",
            "bulk.csv:4:13: backup-site: \"lon1\" differs from \"\" in the first row of \"x\" at"
                + " bulk.csv:2:1 (rows of one registration must agree)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x,,,,,203.0.113.1/24,64501,,|2:7: prefix: \"203.0.113.1/24\" has bits set beyond its length"
            + " (did you mean 203.0.113.0/24?)",
        "x,,,,,,64501,,|2:7: prefix is empty",
        ",,,,,203.0.113.0/24,64501,,|2:1: registration is empty",
        "x,,,,,203.0.113.0/24,,,|2:22: origins is empty (name who may announce it; what nobody may"
            + " goes into YAML with announced: false)",
        "x,,,,,203.0.113.0/24,64501;64502,,|2:22: origins: \"64501;64502\" is not an AS number"
            + " (separate AS numbers with blanks)",
        "x,,,,,203.0.113.0/24,64501 AS64502,,|2:28: origins: \"AS64502\" is not an AS number (write"
            + " 64502)",
        "x,,,,,203.0.113.0/24,64501,23,|2:28: max-length: 23 is shorter than 203.0.113.0/24 itself"
            + " (24 to 32; left out it is 24)",
        "x,,,,,203.0.113.0/24,64501,/25,|2:28: max-length: \"/25\" is not a whole number (a whole"
            + " number from 0 to 128)",
        "x,,acne,,,203.0.113.0/24,64501,,|2:4: partner: there is no partner \"acne\" (did you mean"
            + " \"acme\"?)",
        "x,,,lon9,,203.0.113.0/24,64501,,|2:5: primary-site: there is no site \"lon9\" (did you mean"
            + " \"lon1\"?)",
        "x,,,,,203.0.113.0/24,64501,|2:1: this row has 8 fields, the header has 9 (an empty field"
            + " still needs its comma; quote a field that contains one)",
      })
  void saysWhatIsWrongWithARow(String row, String line) {
    folder.file("bulk.csv", HEADER + row + "\n");

    assertThat(folder.errors()).containsExactly("bulk.csv:" + line);
  }

  @Test
  void tellsAnUnknownNameOnce() {
    folder.file(
        "bulk.csv",
        HEADER
            + "x,,acne,,,203.0.113.0/24,64501,,\n"
            + "x,,acne,,,198.51.100.0/24,64501,,\n"
            + "y,,acne,,,192.0.2.0/24,64501,,\n");

    assertThat(folder.errors()).hasSize(1);
  }

  @Test
  void namesBothPlacesOfAPrefixAcrossFiles() {
    folder
        .main(
            ConfigFolder.LONDON
                + """
                include: [bulk.csv]
                registrations: [{id: a, prefixes: [{prefix: 203.0.113.0/24, origins: [64501]}]}]
                """)
        .file("bulk.csv", HEADER + "x,,,,,203.0.113.0/24,64501,,\na,,,,,192.0.2.0/24,64501,,\n");

    assertThat(folder.errors())
        .containsExactly(
            "bulk.csv:2:7: 203.0.113.0/24 is registered twice; first at main.yaml:6:45 (remove one"
                + " of them)",
            "bulk.csv:3:1: the registration \"a\" stands twice; first at main.yaml:6:22 (rename"
                + " one, or put all its prefixes in one place)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "registration;customer|1:1: unknown column \"registration;customer\" (separate columns with"
            + " commas)",
        "registration,customer,partner,primary-site,backup-site,prefixes,origins,max-length,upstreams"
            + "|1:56: unknown column \"prefixes\" (did you mean \"prefix\"?)",
        "registration,customer,partner,primary-site,backup-site,prefix,origins,max-length,upstreams,"
            + "prefix|1:92: the column \"prefix\" stands twice (remove one of them)",
        "registration,customer,partner,primary-site,backup-site,prefix,origins,max-length"
            + "|1:1: the header misses upstreams (it has all of registration,customer,partner,"
            + "primary-site,backup-site,prefix,origins,max-length,upstreams; a field may be empty)",
      })
  void refusesAnotherHeader(String header, String line) {
    folder.file("bulk.csv", header + "\nx,,,,,203.0.113.0/24,64501,,\n");

    assertThat(folder.errors()).contains("bulk.csv:" + line);
  }

  @Test
  void refusesAFileWithoutAHeader() {
    folder.file("bulk.csv", "\n\n");

    assertThat(folder.errors())
        .singleElement()
        .asString()
        .startsWith("bulk.csv:1:1: there is no h");
  }

  @Test
  void readsCompressedFilesAndSaysWhereADamagedOneEnds() throws IOException {
    folder.main(ConfigFolder.LONDON + "include: [bulk.csv.gz]\n");
    Path file = folder.path("bulk.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      String rows = HEADER + "x,,,,,203.0.113.0/24,64501,,\n";
      out.write(rows.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(folder.config().prefixes()).hasSize(1);

    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 6));
    assertThat(folder.errors()).singleElement().asString().contains("the file cannot be read");

    Files.writeString(file, "no gzip");
    assertThat(folder.errors())
        .singleElement()
        .asString()
        .startsWith("main.yaml:5:11: include: bulk.csv.gz: the file cannot be read");
  }

  @Test
  void readsTwoHundredThousandRows() throws IOException {
    StringBuilder rows = new StringBuilder(HEADER);
    for (int i = 0; i < 200_000; i++) {
      rows.append("reg-").append(i / 50).append(",,acme,lon1,,");
      rows.append(Prefix.ipv4(0x0A00_0000 + (i << 4), 28)).append(",64501 64502,30,64496\n");
    }
    folder.file("bulk.csv", rows.toString());

    DaemonConfig config = folder.config();

    assertThat(config.prefixes()).hasSize(200_000);
    assertThat(config.registrations()).hasSize(4_000);
    assertThat(config.registry(1).judgeOf(Prefix.ipv4(0x0A00_0011, 32)))
        .isSameAs(config.prefixes().get(1));
  }
}
