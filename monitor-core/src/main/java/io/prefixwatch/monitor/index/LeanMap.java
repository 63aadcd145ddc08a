package io.prefixwatch.monitor.index;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A map that takes the room of what is in it, not of what once was: a hash map never shrinks by
 * itself. Mutable, not thread safe.
 */
public final class LeanMap<K, V> {

  /** So few take hardly any room. */
  private static final int FEW = 1024;

  private Map<K, V> map = new HashMap<>();

  /** As many as there ever were at once since the map was made. */
  private int most;

  public @Nullable V get(K key) {
    return map.get(key);
  }

  /** The value of a key; a new one if it has none. */
  public V computeIfAbsent(K key, Function<K, V> fresh) {
    V value = map.computeIfAbsent(key, fresh);
    most = Math.max(most, map.size());
    return value;
  }

  /** Removes a key that has just this value. Not while somebody walks over the values. */
  public void remove(K key, V value) {
    map.remove(key, value);
    if (most > FEW && map.size() < most / 8) {
      map = new HashMap<>(map);
      most = map.size();
    }
  }

  /** All values, in no order that means anything. */
  public Collection<V> values() {
    return Collections.unmodifiableCollection(map.values());
  }

  public int size() {
    return map.size();
  }

  /** How many there is room for, at least. */
  int room() {
    return most;
  }
}
