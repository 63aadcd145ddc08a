package io.prefixwatch.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.daemon.config.ConfigFolder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ValidateCommandTest {

  @TempDir private Path temp;
  private ConfigFolder folder;
  private String file;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void setUp() {
    folder = new ConfigFolder(temp);
    file = folder.path("main.yaml").toString();
  }

  @Test
  void saysOkOnStderrAndNothingOnStdout() {
    folder.main(ConfigFolder.LONDON);

    int code = run("validate", "-c", file);

    assertThat(code).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .isEqualToNormalizingNewlines(
            file + ": ok, 0 registered prefixes, 1 session, 0 warnings\n");
  }

  @Test
  void printsWarningsAndStillSucceeds() {
    folder.main(ConfigFolder.LONDON + "http: {}\n");

    int code = run("validate", "--config", file);

    assertThat(code).isEqualTo(ExitCode.OK);
    assertThat(out.toString())
        .isEqualToNormalizingNewlines(
            file + ":5:1: warning: \"http\" is not built yet and has no effect\n");
  }

  @Test
  void refusesWhatIsNotBuiltWhenStrict() {
    folder.main(ConfigFolder.LONDON + "http: {}\n");

    int code = run("validate", "--strict", "-c", file);

    assertThat(code).isEqualTo(ExitCode.USAGE);
    assertThat(out.toString())
        .isEqualToNormalizingNewlines(
            file
                + ":5:1: \"http\" is not built yet and has no effect (remove it, or leave out"
                + " --strict)\n");
  }

  @Test
  void printsErrorsAndFails() {
    folder.main(ConfigFolder.LONDON + "htp: {}\n");

    int code = run("validate", "-c", file);

    assertThat(code).isEqualTo(ExitCode.USAGE);
    assertThat(out.toString())
        .isEqualToNormalizingNewlines(
            file + ":5:1: unknown key \"htp\" (did you mean \"http\"?)\n");
    assertThat(err.toString()).contains("refused, 1 error, 0 warnings");
  }

  @Test
  void asksForAFile() {
    assertThat(run("validate")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("--config=FILE");
  }

  private int run(String... args) {
    return new CommandLine(new RootCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(args);
  }
}
