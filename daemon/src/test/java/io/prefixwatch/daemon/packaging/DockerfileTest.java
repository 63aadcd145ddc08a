package io.prefixwatch.daemon.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What can be held of an image where none can be built. */
class DockerfileTest {

  private static final Set<String> KNOWN =
      Set.of(
          "FROM",
          "ADD",
          "RUN",
          "COPY",
          "USER",
          "WORKDIR",
          "VOLUME",
          "EXPOSE",
          "STOPSIGNAL",
          "HEALTHCHECK",
          "ENTRYPOINT",
          "CMD");

  private List<String> instructions;

  @BeforeEach
  void read() throws IOException {
    String text = Files.readString(Path.of("src/docker/Dockerfile"));
    instructions =
        text.replaceAll("(?m)^#.*\n", "")
            .replace("\\\n", " ")
            .lines()
            .filter(l -> !l.isBlank())
            .toList();
  }

  private String last(String instruction) {
    return instructions.stream()
        .filter(line -> line.startsWith(instruction + " "))
        .reduce((first, second) -> second)
        .orElseThrow()
        .substring(instruction.length() + 1);
  }

  @Test
  void hasInstructionsThatExist() {
    assertThat(instructions).allMatch(line -> KNOWN.contains(line.substring(0, line.indexOf(' '))));
    assertThat(instructions.get(0)).startsWith("FROM ");
  }

  @Test
  void buildsOnANamedVersion() {
    assertThat(instructions)
        .filteredOn(line -> line.startsWith("FROM "))
        .hasSize(2)
        .allMatch(line -> line.matches("FROM [a-z-]+:17[a-z-]*( AS \\w+)?"));
  }

  @Test
  void runsAsSomebodyWhoIsNotRoot() {
    assertThat(last("USER")).isEqualTo("990:990");
    assertThat(String.join("\n", instructions)).contains("--uid 990 --gid 990");
  }

  /** As a list, so that signals reach the daemon and not a shell. */
  @Test
  void startsTheLauncherOfTheArchive() throws IOException {
    JsonMapper json = JsonMapper.builder().build();
    assertThat(json.readTree(last("ENTRYPOINT")).get(0).asString())
        .isEqualTo("/opt/prefixwatch/bin/prefixwatch");
    assertThat(json.readTree(last("CMD")).get(0).asString()).isEqualTo("run");
    String check = last("HEALTHCHECK");
    assertThat(json.readTree(check.substring(check.indexOf("CMD ") + 4)).isArray()).isTrue();
    assertThat(last("ADD")).isEqualTo("prefixwatch-*.tar.gz /unpacked/");
    assertThat(Files.readString(Path.of("src/assembly/dist.xml")))
        .contains("<baseDirectory>prefixwatch-${project.version}<", "<outputDirectory>bin<");
  }
}
