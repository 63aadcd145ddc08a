package io.prefixwatch.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.daemon.config.load.ConfigLoader;
import io.prefixwatch.daemon.config.schema.Schema;
import io.prefixwatch.daemon.config.schema.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Holds the example that people begin with against the code. */
class ExampleFileTest {

  private static final Path EXAMPLE = Path.of("src/dist/prefixwatch.yaml");

  @Test
  void hasNoProblem() {
    LoadedConfig loaded = new ConfigLoader(name -> null, true).load(EXAMPLE);

    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.config()).isPresent();
  }

  @Test
  void showsEveryKeyThatIsBuilt() throws IOException {
    String text = Files.readString(EXAMPLE);

    assertThat(Schema.keys())
        .filteredOn(key -> Schema.status(key) == Status.BUILT)
        .allSatisfy(key -> assertThat(text).containsPattern("\\b" + key.name() + ":"));
  }
}
