package io.prefixwatch.daemon.config.section;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.daemon.config.ConfigFolder;
import io.prefixwatch.monitor.topology.Relation;
import io.prefixwatch.monitor.topology.Topology;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopologySectionTest {

  @TempDir private Path temp;
  private ConfigFolder folder;

  @BeforeEach
  void setUp() {
    folder = new ConfigFolder(temp);
  }

  private Topology topology() {
    return folder.config().topology();
  }

  @Test
  void knowsNothingByDefault() {
    folder.main(ConfigFolder.LONDON);

    assertThat(topology()).isEqualTo(Topology.NONE);
  }

  @Test
  void readsBothSerialsAndComments() {
    folder.main(
        ConfigFolder.LONDON + "topology: {relationships: rel.txt, transit-free: [174, 701]}\n");
    folder.file("rel.txt", "# input clique: 174 701\n174|64501|-1\n64501|64502|0|bgp\n\n");

    assertThat(topology().transitFree()).containsExactlyInAnyOrder(174L, 701L);
    assertThat(topology().relationships().size()).isEqualTo(2);
    assertThat(topology().relationships().of(174, 64501)).isEqualTo(Relation.PROVIDER);
    assertThat(topology().relationships().of(64502, 64501)).isEqualTo(Relation.PEER);
  }

  @Test
  void readsAZippedFile() {
    folder.main(ConfigFolder.LONDON + "topology: {relationships: rel.gz}\n");
    folder.zipped("rel.gz", "174|64501|-1\n");

    assertThat(topology().relationships().size()).isEqualTo(1);
  }

  @Test
  void refusesWhatIsNoRelationshipAtItsLine() {
    folder.main(ConfigFolder.LONDON + "topology: {relationships: rel.txt}\n");
    folder.file("rel.txt", "174|64501|-1\n174|64501|1\n174 64501 -1\n174|x|0\n0|174|0\n5|5|0\n");

    assertThat(folder.errors())
        .hasSize(5)
        .allMatch(line -> line.contains("no relationship"))
        .first()
        .asString()
        .startsWith("rel.txt:2:1: ");
  }

  @Test
  void saysWhereAFileIsNamedThatDoesNotExist() {
    folder.main(ConfigFolder.LONDON + "topology: {relationships: gone.txt}\n");

    assertThat(folder.errors()).singleElement().asString().contains("there is no such file");
  }
}
