package io.prefixwatch.daemon.feed.bmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Programs of others; without one its test is skipped, saying so, and fails where it must run. */
final class OtherPrograms {

  private OtherPrograms() {}

  static void require(String... programs) {
    for (String program : programs) {
      boolean there = Files.exists(Path.of(program));
      if (isRequired()) {
        assertThat(there).as("%s must be there", program).isTrue();
      }
      assumeTrue(there, program + " is not installed");
    }
  }

  /** True in CI, where an absent peer is a failure. */
  private static boolean isRequired() {
    String name = "PREFIXWATCH_REQUIRE_PEERS";
    return "1".equals(System.getProperty(name, System.getenv(name)));
  }
}
