package io.prefixwatch.daemon.rpki.file;

import io.prefixwatch.bgp.net.Asn;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.daemon.config.problem.Position;
import io.prefixwatch.daemon.config.problem.Problems;
import io.prefixwatch.daemon.config.problem.Quoted;
import io.prefixwatch.monitor.rpki.SourceData;
import io.prefixwatch.monitor.rpki.VrpTable;
import io.prefixwatch.monitor.rpki.VrpTableBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Takes the entries of one file and checks each. Mutable, for one load. */
final class RpkiEntries {

  /** Entries of one file that are told one by one. */
  private static final int MAX_TOLD = 20;

  private final Problems problems;
  private final Map<String, VrpTableBuilder> anchors = new LinkedHashMap<>();
  private @Nullable Map<Long, Set<Long>> aspas;
  private long rejected;

  RpkiEntries(Problems problems) {
    this.problems = problems;
  }

  /** The file knows ASPAs, be it none. */
  void hasAspas() {
    if (aspas == null) {
      aspas = new TreeMap<>();
    }
  }

  /** The number in {@code 64501} or {@code AS64501}; negative if it is none. */
  static long asn(String text) {
    String digits = text.regionMatches(true, 0, "AS", 0, 2) ? text.substring(2) : text;
    try {
      return Asn.parse(digits);
    } catch (IllegalArgumentException e) {
      return -1;
    }
  }

  /**
   * Takes a VRP.
   *
   * @param maxLength negative for the prefix's own
   * @param asn negative if it could not be read
   * @param expires seconds since 1970, 0 if not known
   */
  void vrp(Position at, String prefix, long maxLength, long asn, String anchor, long expires) {
    Prefix parsed;
    try {
      parsed = Prefix.parse(prefix);
    } catch (IllegalArgumentException e) {
      reject(at, "prefix: " + e.getMessage());
      return;
    }
    int longest = parsed.ipv6() ? 128 : 32;
    long max = maxLength < 0 ? parsed.length() : maxLength;
    if (asn < 0) {
      reject(at, "asn: the VRP of " + parsed + " has no AS number");
    } else if (max < parsed.length() || max > longest) {
      reject(
          at,
          "maxLength: " + max + " of " + parsed + " is not " + parsed.length() + " to " + longest);
    } else {
      boolean known = expires > 0 && expires <= 0xFFFF_FFFFL;
      anchors
          .computeIfAbsent(anchor, unused -> new VrpTableBuilder())
          .add(
              parsed.ipv6(),
              parsed.hi(),
              parsed.lo(),
              parsed.length(),
              (int) max,
              asn,
              known ? expires : 0);
    }
  }

  /** Takes a customer's providers; several entries of a customer add up. */
  void aspa(Position at, long customer, Set<Long> providers) {
    hasAspas();
    if (customer <= 0 || providers.isEmpty() || providers.stream().anyMatch(asn -> asn < 0)) {
      reject(at, "aspas: a customer needs a number and providers");
    } else if (aspas != null) {
      aspas.computeIfAbsent(customer, unused -> new TreeSet<>()).addAll(providers);
    }
  }

  private void reject(Position at, String why) {
    if (++rejected <= MAX_TOLD) {
      problems.warning(at, why, "the entry is left out");
    } else if (rejected == MAX_TOLD + 1) {
      problems.warning(at, "more entries are left out", "of this file no more are told");
    }
  }

  /** A value as it may be shown. */
  static String quoted(String text) {
    return Quoted.of(text.length() > 60 ? text.substring(0, 60) : text);
  }

  SourceData data() {
    Map<String, VrpTable> tables = new LinkedHashMap<>();
    anchors.forEach((anchor, builder) -> tables.put(anchor, builder.build()));
    return new SourceData(tables, aspas);
  }
}
