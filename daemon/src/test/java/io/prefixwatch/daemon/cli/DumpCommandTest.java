package io.prefixwatch.daemon.cli;

import static io.prefixwatch.bgp.fixture.MrtBuilder.head;
import static io.prefixwatch.bgp.fixture.UpdateBuilder.anAnnouncement;
import static io.prefixwatch.bgp.fixture.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.fixture.Hex;
import io.prefixwatch.bgp.fixture.MrtBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DumpCommandTest {

  private static final String ANNOUNCEMENT = head(true) + Hex.hex(anAnnouncement().build());

  private static final byte[] TWO_ROUTES =
      new MrtBuilder().record(16, 4, ANNOUNCEMENT).record(16, 4, ANNOUNCEMENT).build();

  @TempDir private Path folder;

  private String file(byte[] octets) throws IOException {
    return Files.write(folder.resolve("updates"), octets).toString();
  }

  @Test
  void printsTheRoutesOfAllFilesInTheOrderGiven() throws IOException {
    String file = file(TWO_ROUTES);

    CommandRun run = CommandRun.of("dump", file, file);

    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).hasSize(4);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void printsTheWholeRecordsOfACutFileAndThenComplains() throws IOException {
    String file = file(Arrays.copyOf(TWO_ROUTES, TWO_ROUTES.length - 1));

    CommandRun run = CommandRun.of("dump", file);

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
    assertThat(run.out()).hasSize(1);
    assertThat(run.err()).hasSize(1);
    assertThat(run.err().get(0))
        .startsWith(
            "prefixwatch: " + file + ": offset " + TWO_ROUTES.length / 2 + ": the file ends")
        .contains("inside a record");
  }

  @Test
  void printsTheWholeRecordsOfACutArchiveAndThenComplains() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(TWO_ROUTES);
    }
    String file = file(Arrays.copyOf(packed.toByteArray(), packed.size() - 8));

    CommandRun run = CommandRun.of("dump", file);

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
    assertThat(run.out()).hasSize(2);
    assertThat(run.err()).hasSize(1);
    assertThat(run.err().get(0)).contains("the gzip data is damaged or cut off");
  }

  @Test
  void complainsAboutAMalformedMessageAndGoesOn() throws IOException {
    String broken = head(true) + Hex.hex(anUpdate().mandatory().nlri("ff").build());
    String file = file(new MrtBuilder().record(16, 4, broken).record(16, 4, ANNOUNCEMENT).build());

    CommandRun run = CommandRun.of("dump", file);

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
    assertThat(run.out()).hasSize(1);
    assertThat(run.err()).hasSize(1);
    assertThat(run.err().get(0)).startsWith("prefixwatch: " + file + ": offset 0: the UPDATE of");
  }

  @Test
  void countsUnsupportedTypesInOneLineAndSucceeds() throws IOException {
    String file =
        file(
            new MrtBuilder()
                .record(48, 0, "00")
                .record(13, 6, "00")
                .record(48, 0, "00")
                .record(16, 4, ANNOUNCEMENT)
                .build());

    CommandRun run = CommandRun.of("dump", file);

    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).hasSize(1);
    assertThat(run.err())
        .containsExactly(
            "prefixwatch: "
                + file
                + ": skipped records of types not read here: OSPFv3 2, TABLE_DUMP_V2/RIB_GENERIC 1");
  }

  @Test
  void saysWhichFileIsMissingAndReadsTheOthers() throws IOException {
    String absent = folder.resolve("absent").toString();

    CommandRun run = CommandRun.of("dump", absent, folder.toString(), file(TWO_ROUTES));

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
    assertThat(run.out()).hasSize(2);
    assertThat(run.err())
        .containsExactly(
            "prefixwatch: " + absent + ": no such file",
            "prefixwatch: " + folder + ": is a directory");
  }

  @Test
  void wantsAFile() {
    CommandRun run = CommandRun.of("dump");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
  }

  /** A stdout that takes nothing. */
  private record BrokenOutput(String message) {

    OutputStream stream() {
      return new OutputStream() {
        @Override
        public void write(int octet) throws IOException {
          throw new IOException(message);
        }
      };
    }
  }

  @Test
  void endsQuietlyWhenNobodyReadsOn() throws IOException {
    CommandRun run =
        CommandRun.into(new BrokenOutput("Broken pipe").stream(), "dump", file(TWO_ROUTES));

    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void saysWhyTheOutputFails() throws IOException {
    CommandRun run =
        CommandRun.into(
            new BrokenOutput("No space left on device").stream(), "dump", file(TWO_ROUTES));

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
    assertThat(run.err()).hasSize(1);
    assertThat(run.err().get(0)).contains("cannot write to stdout", "No space left on device");
  }
}
