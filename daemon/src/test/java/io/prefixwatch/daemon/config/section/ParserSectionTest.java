package io.prefixwatch.daemon.config.section;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.update.ParserPolicy;
import io.prefixwatch.daemon.config.ConfigFolder;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParserSectionTest {

  @TempDir private Path temp;
  private ConfigFolder folder;

  @BeforeEach
  void setUp() {
    folder = new ConfigFolder(temp);
  }

  private ConfigFolder parser(String keys) {
    return folder.main(ConfigFolder.SPEAKER + "sessions: []\nparser: {" + keys + "}\n");
  }

  @Test
  void hasTheDefaultsOfTheRfcs() {
    assertThat(parser("").config().speaker().parser()).isEqualTo(ParserPolicy.DEFAULT);
  }

  @Test
  void mapsEveryKey() {
    parser(
        "discard-attributes: [23, 99], withdraw-attributes: [40], reject-as-set: true,"
            + " unknown-well-known: withdraw");

    assertThat(folder.config().speaker().parser())
        .isEqualTo(new ParserPolicy(Set.of(23, 99), Set.of(40), true, true));
    assertThat(folder.problems()).isEmpty();
  }

  @Test
  void refusesToDiscardWhatNoRouteCanDoWithout() {
    parser("discard-attributes: [2, 14]");

    assertThat(folder.errors()).hasSize(2);
    assertThat(folder.errors().get(0)).contains("type 2 cannot be discarded");
    assertThat(folder.errors().get(1)).contains("type 14 cannot be discarded");
  }

  @Test
  void refusesWhatIsNoAttributeType() {
    parser("discard-attributes: [0], withdraw-attributes: [256], unknown-well-known: ignore");

    assertThat(folder.errors()).hasSize(3);
  }

  @Test
  void warnsAboutATypeThatStandsInBothLists() {
    parser("discard-attributes: [99], withdraw-attributes: [99]");

    assertThat(folder.problems())
        .singleElement()
        .asString()
        .contains("warning: withdraw-attributes: type 99 stands under discard-attributes, too");
  }
}
