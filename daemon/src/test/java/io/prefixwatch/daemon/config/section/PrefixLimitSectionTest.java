package io.prefixwatch.daemon.config.section;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.daemon.config.ConfigFolder;
import io.prefixwatch.monitor.registry.PrefixLimit;
import io.prefixwatch.monitor.registry.PrefixLimit.Action;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrefixLimitSectionTest {

  @TempDir private Path temp;
  private ConfigFolder folder;

  @BeforeEach
  void setUp() {
    folder = new ConfigFolder(temp);
  }

  private ConfigFolder with(String keys) {
    return folder.main(
        ConfigFolder.SPEAKER
            + "sessions:\n"
            + "  - id: c\n"
            + "    kind: collector\n"
            + "    peer: {address: 192.0.2.9, asn: 64499}\n"
            + keys);
  }

  private PrefixLimit limit() {
    return folder.config().sessions().get(0).session().prefixLimit();
  }

  @Test
  void limitsNothingByDefault() {
    with("");

    assertThat(limit()).isEqualTo(PrefixLimit.NONE);
  }

  @Test
  void readsBothFamiliesAndTheAction() {
    with("    prefix-limit: {ipv4: 2000, ipv6: 500, action: block}\n");

    assertThat(limit()).isEqualTo(new PrefixLimit(2000, 500, Action.BLOCK));
    assertThat(folder.problems()).isEmpty();
  }

  @Test
  void warnsByDefaultAndLimitsOnlyTheFamilyThatIsNamed() {
    with("    prefix-limit: {ipv6: 1}\n");

    assertThat(limit()).isEqualTo(new PrefixLimit(PrefixLimit.UNLIMITED, 1, Action.WARN));
  }

  @Test
  void saysThatALimitWithoutAFamilyLimitsNothing() {
    with("    prefix-limit: {action: restart}\n");

    assertThat(folder.problems())
        .containsExactly(
            "main.yaml:6:19: warning: prefix-limit: limits nothing (write ipv4, ipv6 or both)");
  }

  @Test
  void refusesWhatIsNoLimit() {
    with("    prefix-limit: {ipv4: 0, ipv6: -1, action: ignore}\n");

    assertThat(folder.errors())
        .containsExactly(
            "main.yaml:6:26: ipv4: \"0\" is out of range (a whole number from 1 to 2147483647)",
            "main.yaml:6:35: ipv6: \"-1\" is not a whole number (a whole number from 1 to"
                + " 2147483647)",
            "main.yaml:6:47: action: \"ignore\" is not known here (known: warn, block, restart,"
                + " disable)");
  }
}
