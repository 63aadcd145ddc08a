package io.prefixwatch.monitor.engine;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.monitor.index.PrefixIndex;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;

/**
 * Registered prefixes that sessions held when they were lost: a bit for each that is registered,
 * since a session may hold all of them, and stay away for good. Immutable.
 */
final class HeldPrefixes {

  static final HeldPrefixes NONE = new HeldPrefixes(PrefixIndex.of(List.of()), new BitSet());

  private final PrefixIndex index;

  /** By id in the index. */
  private final BitSet ids;

  private HeldPrefixes(PrefixIndex index, BitSet ids) {
    this.index = index;
    this.ids = ids;
  }

  /**
   * Those that are registered of what is told.
   *
   * @param each tells them, in any order
   */
  static HeldPrefixes of(PrefixIndex index, Consumer<Consumer<Prefix>> each) {
    BitSet ids = new BitSet();
    each.accept(
        prefix -> {
          int id = index.exact(prefix);
          if (id >= 0) {
            ids.set(id);
          }
        });
    // A set that has grown has room that nobody will use.
    return new HeldPrefixes(index, BitSet.valueOf(ids.toLongArray()));
  }

  /** Those of them that are registered in another index, too. */
  HeldPrefixes in(PrefixIndex other) {
    return other == index ? this : of(other, this::forEach);
  }

  /** These, and those of another set, as far as this one's index has them. */
  HeldPrefixes with(HeldPrefixes more) {
    if (ids.isEmpty()) {
      return more;
    }
    BitSet all = new BitSet();
    all.or(ids);
    all.or(more.in(index).ids);
    return new HeldPrefixes(index, all);
  }

  int size() {
    return ids.cardinality();
  }

  /**
   * The first of them, in ascending order.
   *
   * @param most at most so many
   */
  List<Prefix> first(int most) {
    return ids.stream().limit(most).mapToObj(index::prefix).toList();
  }

  private void forEach(Consumer<Prefix> visitor) {
    ids.stream().forEach(id -> visitor.accept(index.prefix(id)));
  }
}
