package io.prefixwatch.daemon.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prefixwatch.daemon.config.AddedRegistration;
import io.prefixwatch.daemon.config.DaemonConfig;
import io.prefixwatch.daemon.config.LoadedConfig;
import io.prefixwatch.daemon.config.load.ConfigLoader;
import io.prefixwatch.daemon.config.section.AddedRegistrations.Entry;
import io.prefixwatch.daemon.fixture.RunningDaemon;
import io.prefixwatch.daemon.pipeline.EventClock;
import io.prefixwatch.daemon.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is changed while the daemon runs, and what is not when somebody refuses it. */
class ConfigurationsTest {

  private static final String FILES =
      """
      speaker: {asn: 64500, router-id: 192.0.2.1, listen: ["127.0.0.1:0"]}
      sessions: [{id: rs1, kind: collector, peer: {address: 127.0.0.2, asn: 64496}}]
      """;
  private static final String TAKEN =
      FILES + "registrations: [{id: a, prefixes: [{prefix: 203.0.113.0/24, origins: [64501]}]}]\n";
  private static final String FABRIKAM =
      "{\"id\":\"fabrikam\",\"prefixes\":[{\"prefix\":\"203.0.113.0/24\",\"origins\":[64501]}]}";

  @TempDir private Path folder;

  private boolean refuses;
  private long generation;

  private Configurations configurations(Store store) throws IOException {
    DaemonConfig files = RunningDaemon.load(folder, FILES);
    Configurations made = new Configurations(files, new EventClock(), store);
    made.serve(
        new Configurations.Target() {
          @Override
          public long take(DaemonConfig changed) throws IOException {
            if (refuses) {
              throw new IOException("a key does not take");
            }
            return ++generation;
          }

          @Override
          public void refused() {}
        });
    return made;
  }

  @Test
  void whatIsNotTakenDoesNotComeBackWithTheNextStart() throws Exception {
    try (Store store = Store.open(folder.resolve("store"))) {
      Configurations configurations = configurations(store);
      refuses = true;

      assertThatThrownBy(() -> configurations.register("fabrikam", FABRIKAM, "test"))
          .hasMessage("a key does not take");

      assertThat(store.registrations()).isEmpty();
      assertThat(configurations.added()).isEmpty();
    }
  }

  @Test
  void whatCannotBeTakenBackIsThereAtTheNextStart() throws Exception {
    try (Store store = Store.open(folder.resolve("store"))) {
      Configurations configurations = configurations(store);
      configurations.register("fabrikam", FABRIKAM, "test");
      refuses = true;

      assertThatThrownBy(() -> configurations.unregister("fabrikam", "test"))
          .hasMessage("a key does not take");

      assertThat(store.registrations()).extracting(AddedRegistration::id).contains("fabrikam");
      refuses = false;
      assertThat(configurations.unregister("fabrikam", "test")).isTrue();
      assertThat(store.registrations()).isEmpty();
    }
  }

  @Test
  void anIdThatIsThereWithoutEffectIsAConflictAndNoFaultOfTheStore() throws Exception {
    try (Store store = Store.open(folder.resolve("store"))) {
      Configurations configurations = configurations(store);
      configurations.register("fabrikam", FABRIKAM, "test");
      configurations.replace(RunningDaemon.load(folder, TAKEN));

      Entry again =
          configurations.register(
              "fabrikam", FABRIKAM.replace("203.0.113.0", "198.51.100.0"), "test");

      assertThat(again.conflict()).contains("fabrikam is there already", "without effect");
      assertThat(configurations.added()).hasSize(1);
    }
  }

  @Test
  void whoAsksWhetherThereIsSomethingToReloadDoesNotWaitForAReload() throws Exception {
    try (Store store = Store.open(folder.resolve("store"))) {
      Configurations configurations = configurations(store);
      configurations.readFrom(
          () -> {
            CompletableFuture<Boolean> other =
                CompletableFuture.supplyAsync(configurations::canReload);
            assertThat(other.orTimeout(10, TimeUnit.SECONDS).join()).isTrue();
            return load();
          });

      assertThat(configurations.reload().reason()).isNull();
    }
  }

  private LoadedConfig load() {
    return ConfigLoader.ofProcess(false).load(folder.resolve("main.yaml"));
  }
}
