package io.prefixwatch.daemon.propose;

import io.prefixwatch.bgp.net.Prefix;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A prefix to register.
 *
 * @param prefix for what
 * @param origins who announces it, not empty
 * @param maxLength longest part that may be announced; the prefix's own length for no more
 * @param upstreams who stands left of the origin; empty for anybody
 * @param paths declared shapes; empty for any
 * @param comments what a reviewer should know, a line each
 */
record ProposedPrefix(
    Prefix prefix,
    SortedSet<Long> origins,
    int maxLength,
    SortedSet<Long> upstreams,
    List<String> paths,
    List<String> comments) {

  ProposedPrefix {
    origins = new TreeSet<>(origins);
    upstreams = new TreeSet<>(upstreams);
    paths = List.copyOf(paths);
    comments = List.copyOf(comments);
  }
}
