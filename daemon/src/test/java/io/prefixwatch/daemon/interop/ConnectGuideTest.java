package io.prefixwatch.daemon.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.daemon.config.LoadedConfig;
import io.prefixwatch.daemon.config.load.ConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the guide calls tested is what the tests run. */
class ConnectGuideTest {

  private static final Map<String, String> ADDRESSES =
      Map.of("daemon", "192.0.2.1", "peer", "192.0.2.2", "restart-time", "120");

  @TempDir private Path temp;

  @ParameterizedTest
  @EnumSource
  void showsNoLineThatTheLiveSessionsDoNotUse(RouterKind kind) {
    List<String> tested = lines(Template.render(kind.template() + ".conf", ADDRESSES));

    assertThat(tested).containsAll(lines(ConnectGuide.block(kind.template())));
  }

  private static List<String> lines(String configuration) {
    return configuration.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  @Test
  void showsOurOwnConfigurationWithoutAMistake() throws IOException {
    Path file = Files.writeString(temp.resolve("guide.yaml"), ConnectGuide.block("yaml"));

    LoadedConfig loaded = new ConfigLoader(name -> null, true).load(file);

    assertThat(loaded.problems()).isEmpty();
  }
}
