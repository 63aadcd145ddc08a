package io.prefixwatch.daemon.fuzz;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.daemon.config.DaemonConfig;
import io.prefixwatch.daemon.config.LoadedConfig;
import io.prefixwatch.daemon.config.load.ConfigLoader;
import io.prefixwatch.monitor.index.PrefixIndex;
import io.prefixwatch.monitor.registry.Registry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A configuration in which every route touches a registered prefix: whatever the fuzzer announces
 * is judged.
 */
public final class FuzzWorld {

  private static final String YAML =
      """
      speaker: {asn: 64500, router-id: 192.0.2.254, prefixes: [192.0.2.0/24], listen: []}
      sites: [{id: lon1}, {id: ams1}]
      partners: [{id: acme, asns: [64496]}, {id: globex, asns: [64499]}]
      sessions:
        - {id: fuzzed, partner: acme, site: lon1, peer: {address: 127.0.0.2, asn: 64496}}
        - {id: good, partner: globex, site: lon1, peer: {address: 127.0.0.3, asn: 64496}}
      bmp:
        listen: "127.0.0.1:0"
        routers: [{id: fuzzed-router, address: 127.0.0.4}, {id: good-router, address: 127.0.0.5}]
      detection: {hold-down: {close: 0s, availability: 0s, redundancy: 0s}}
      registrations:
        - id: world
          partner: acme
          prefixes:
            - {prefix: 0.0.0.0/0, origins: [64501], max-length: 8}
            - {prefix: "::/0", origins: [64501], max-length: 16}
        - id: contoso
          partner: acme
          prefixes:
            - {prefix: 203.0.113.0/24, origins: [64497, 64501], max-length: 26}
            - {prefix: 198.51.100.0/24, origins: [64501], upstreams: [64496]}
            - {prefix: "2001:db8::/32", origins: [64501], max-length: 48}
        - id: nobody
          prefixes:
            - {prefix: 192.0.2.0/25, announced: false}
      """;

  private static final DaemonConfig CONFIG = load();
  private static final Registry REGISTRY = CONFIG.registry(1);
  private static final PrefixIndex EVERYTHING =
      PrefixIndex.of(List.of(Prefix.parse("0.0.0.0/0"), Prefix.parse("::/0")));

  private FuzzWorld() {}

  private static DaemonConfig load() {
    try {
      Path file = Files.createTempFile("fuzz", ".yaml");
      try {
        Files.writeString(file, YAML);
        LoadedConfig loaded = ConfigLoader.ofProcess(false).load(file);
        return loaded.config().orElseThrow(() -> new AssertionError(loaded.problems()));
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Sessions {@code fuzzed} and {@code good}, routers {@code fuzzed-router} and {@code
   * good-router}, in this order.
   */
  public static DaemonConfig config() {
    return CONFIG;
  }

  public static Registry registry() {
    return REGISTRY;
  }

  /** An index in which everything is a hit. */
  public static PrefixIndex everything() {
    return EVERYTHING;
  }
}
