package io.prefixwatch.daemon.scenario;

import io.prefixwatch.bgp.net.Prefix;
import java.util.ArrayList;
import java.util.List;

/** Many prefixes at once. */
final class Blocks {

  /** As many as an UPDATE surely takes. */
  private static final int OF_AN_UPDATE = 500;

  private Blocks() {}

  /** The first prefixes of a length inside another one. */
  static List<String> of(Prefix all, int length, int count) {
    List<String> prefixes = new ArrayList<>();
    long step = 1L << (64 - length);
    for (int i = 0; i < count; i++) {
      prefixes.add(new Prefix(all.ipv6(), all.hi() + i * step, 0, length).toString());
    }
    return prefixes;
  }

  static List<List<String>> parts(List<String> prefixes) {
    List<List<String>> parts = new ArrayList<>();
    for (int from = 0; from < prefixes.size(); from += OF_AN_UPDATE) {
      parts.add(prefixes.subList(from, Math.min(prefixes.size(), from + OF_AN_UPDATE)));
    }
    return parts;
  }
}
