package io.prefixwatch.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.daemon.config.ConfigFolder;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {

  @TempDir private Path temp;
  private ConfigFolder folder;
  private String file;

  @BeforeEach
  void setUp() {
    folder = new ConfigFolder(temp);
    file = folder.path("main.yaml").toString();
  }

  @Test
  void saysOkOnStderrAndNothingOnStdout() {
    folder.main(ConfigFolder.LONDON);

    CommandRun run = CommandRun.of("validate", "-c", file);

    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .containsExactly(file + ": ok, 0 registered prefixes, 1 session, 0 warnings");
  }

  @Test
  void printsWarningsAndStillSucceeds() {
    folder.main(ConfigFolder.LONDON + "http: {}\n");

    CommandRun run = CommandRun.of("validate", "--config", file);

    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .containsExactly(file + ":5:1: warning: \"http\" is not built yet and has no effect");
  }

  @Test
  void refusesWhatIsNotBuiltWhenStrict() {
    folder.main(ConfigFolder.LONDON + "http: {}\n");

    CommandRun run = CommandRun.of("validate", "--strict", "-c", file);

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out())
        .containsExactly(
            file
                + ":5:1: \"http\" is not built yet and has no effect (remove it, or leave out"
                + " --strict)");
  }

  @Test
  void printsErrorsAndFails() {
    folder.main(ConfigFolder.LONDON + "htp: {}\n");

    CommandRun run = CommandRun.of("validate", "-c", file);

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out())
        .containsExactly(file + ":5:1: unknown key \"htp\" (did you mean \"http\"?)");
    assertThat(run.err()).anyMatch(line -> line.contains("refused, 1 error, 0 warnings"));
  }

  @Test
  void asksForAFile() {
    CommandRun run = CommandRun.of("validate");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).anyMatch(line -> line.contains("--config=FILE"));
  }
}
