package io.prefixwatch.daemon.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.attribute.AsPath;
import io.prefixwatch.monitor.topology.LearnedLinks;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkKeeperTest {

  private static final Instant FIRST = Instant.parse("2026-11-20T12:00:00Z");
  private static final Instant LATER = FIRST.plusSeconds(3_600);

  @TempDir private Path folder;

  private static LearnedLinks continued(Store store, Instant now) throws Exception {
    LearnedLinks links = new LearnedLinks();
    store.links().read(now);
    store.links().continueWith(links);
    return links;
  }

  private static List<String> all(LearnedLinks links) {
    List<String> found = new ArrayList<>();
    links.visit((left, right, since) -> found.add(left + "-" + right + " " + since));
    found.sort(null);
    return found;
  }

  private void sql(String statement) throws Exception {
    try (Store store = Store.open(folder);
        Connection connection = store.connect(false);
        Statement sql = connection.createStatement()) {
      sql.executeUpdate(statement);
    }
  }

  @Test
  void keepsWhatIsLearnedWithItsFirstTime() throws Exception {
    try (Store store = Store.open(folder)) {
      store.links().start();
      LearnedLinks links = continued(store, FIRST);
      links.learn(AsPath.of(64496, 64499, 4_294_967_295L), FIRST);
      Awaitility.await().until(() -> store.links().kept() == 2);
      store.links().stop();
    }
    try (Store store = Store.open(folder)) {
      store.links().start();
      LearnedLinks links = continued(store, LATER);
      assertThat(links.started()).isEqualTo(FIRST);
      links.learn(AsPath.of(64496, 64499, 64501), LATER);
      store.links().stop();
    }

    try (Store store = Store.open(folder)) {
      assertThat(all(continued(store, LATER)))
          .containsExactly(
              "64496-64499 " + FIRST, "64499-4294967295 " + FIRST, "64499-64501 " + LATER);
    }
  }

  @Test
  void passesOverRowsThatSayNothingSensible() throws Exception {
    sql("INSERT INTO link VALUES (64496, 64499, " + FIRST.getEpochSecond() + ")");
    sql("INSERT INTO link VALUES ('x', 64499, 1), (-1, 64499, 1), (0, 64499, 1)");
    sql("INSERT INTO link VALUES (64496, 4294967296, 1), (64499, 64499, 1), (64496, 64501, 'now')");
    sql("INSERT INTO link VALUES (64496, 64502, 0), (64496, 64503, -9223372036854775808)");

    try (Store store = Store.open(folder)) {
      LearnedLinks links = continued(store, LATER);

      assertThat(all(links)).containsExactly("64496-64499 " + FIRST);
      assertThat(links.started()).isEqualTo(FIRST);
    }
  }

  @Test
  void takesALinkFromTheFutureAsSeenNow() throws Exception {
    sql("INSERT INTO link VALUES (64496, 64499, 9223372036854775807)");

    try (Store store = Store.open(folder)) {
      assertThat(all(continued(store, FIRST))).containsExactly("64496-64499 " + FIRST);
    }
  }

  @Test
  void countsWhatFindsNoRoomAndNeverWaits() throws Exception {
    try (Store store = Store.open(folder)) {
      for (long left = 1; left <= LinkKeeper.CAPACITY + 3; left++) {
        store.links().link(left, 4_200_000_000L, FIRST);
      }

      assertThat(store.links().lost()).isEqualTo(3);
    }
  }

  @Test
  void writesWhatWaitedWhenTheStoreTakesItAgain() throws Exception {
    try (Store store = Store.open(folder)) {
      sqlOf(store, "ALTER TABLE link RENAME TO hidden");
      store.links().start();
      store.links().link(64496, 64499, FIRST);
      Awaitility.await().until(() -> store.links().failures() == 1);
      sqlOf(store, "ALTER TABLE hidden RENAME TO link");
      store.links().stop();

      assertThat(store.links().kept()).isEqualTo(1);
      assertThat(all(continued(store, LATER))).containsExactly("64496-64499 " + FIRST);
    }
  }

  private static void sqlOf(Store store, String statement) throws Exception {
    try (Connection connection = store.connect(false);
        Statement sql = connection.createStatement()) {
      sql.executeUpdate(statement);
    }
  }
}
