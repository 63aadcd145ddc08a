package io.prefixwatch.daemon.config.section;

import io.prefixwatch.monitor.registry.RegisteredPrefix;
import java.util.Comparator;

/**
 * A registered prefix and its place.
 *
 * @param registered the prefix with what is allowed
 * @param file position in the list of files
 * @param line from 1
 * @param column from 1
 */
record EnteredPrefix(RegisteredPrefix registered, int file, int line, int column) {

  /** Stable sorting keeps the order of entry among equals. */
  static final Comparator<EnteredPrefix> BY_PREFIX =
      (a, b) -> a.registered.prefix().compareTo(b.registered.prefix());
}
