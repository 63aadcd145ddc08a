package io.prefixwatch.daemon.rpki;

import io.prefixwatch.bgp.rtr.RtrFault;
import io.prefixwatch.bgp.rtr.RtrPdu.AspaChange;
import io.prefixwatch.bgp.rtr.RtrPdu.PrefixChange;
import io.prefixwatch.monitor.rpki.SourceData;
import io.prefixwatch.monitor.rpki.Vrp;
import io.prefixwatch.monitor.rpki.VrpTable;
import io.prefixwatch.monitor.rpki.VrpTableBuilder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one cache has said: the set that counts, and changes that are not complete yet. Owned by the
 * cache's event loop.
 */
final class CacheData {

  /** Several times what the whole RPKI has; a cache that sends more is broken. */
  static final int MAX_ENTRIES = 4_000_000;

  private static final RtrFault TOO_MUCH =
      new RtrFault(RtrFault.INTERNAL, "more than " + MAX_ENTRIES + " entries");

  /**
   * Draft 10 had a set per family.
   *
   * @param family 0, 4 or 6
   */
  private record AspaKey(long customer, int family) {}

  private VrpTable vrps = VrpTable.EMPTY;
  private Map<AspaKey, Set<Long>> aspas = new HashMap<>();

  private @Nullable VrpTableBuilder everything;
  private Map<Vrp, Boolean> changes = new LinkedHashMap<>();
  private Map<AspaKey, Set<Long>> stagedAspas = new HashMap<>();
  private int staged;

  /** Changes follow, or everything anew. */
  void begin(boolean all) {
    everything = all ? new VrpTableBuilder() : null;
    changes = new LinkedHashMap<>();
    stagedAspas = all ? new HashMap<>() : new HashMap<>(aspas);
    staged = 0;
  }

  @Nullable RtrFault changed(PrefixChange change) {
    if (++staged > MAX_ENTRIES) {
      return TOO_MUCH;
    }
    Vrp vrp = new Vrp(change.prefix(), change.maxLength(), change.asn());
    VrpTableBuilder all = everything;
    if (all != null) {
      if (!change.announce()) {
        return new RtrFault(RtrFault.UNKNOWN_WITHDRAWAL, vrp + " was never announced");
      }
      all.add(vrp);
      return null;
    }
    Boolean changedBefore = changes.get(vrp);
    boolean known = changedBefore == null ? vrps.contains(vrp) : changedBefore;
    if (known == change.announce()) {
      return known
          ? new RtrFault(RtrFault.DUPLICATE_ANNOUNCEMENT, vrp + " is announced twice")
          : new RtrFault(RtrFault.UNKNOWN_WITHDRAWAL, vrp + " was never announced");
    }
    changes.put(vrp, change.announce());
    return null;
  }

  /** An announcement replaces what was known of the customer. */
  @Nullable RtrFault changed(AspaChange change) {
    if (++staged > MAX_ENTRIES) {
      return TOO_MUCH;
    }
    AspaKey key = new AspaKey(change.customer(), change.family());
    if (change.announce()) {
      stagedAspas.put(key, new TreeSet<>(change.providers()));
    } else if (stagedAspas.remove(key) == null) {
      return new RtrFault(
          RtrFault.UNKNOWN_WITHDRAWAL,
          "an ASPA of AS" + change.customer() + " was never announced");
    }
    return null;
  }

  /** What was staged counts from now on. */
  @Nullable RtrFault commit() {
    VrpTableBuilder all = everything;
    if (all == null) {
      vrps = changedTable();
    } else {
      int announced = all.size();
      VrpTable table = all.build();
      if (table.size() != announced) {
        return new RtrFault(
            RtrFault.DUPLICATE_ANNOUNCEMENT,
            announced - table.size() + " VRPs are announced twice");
      }
      vrps = table;
    }
    aspas = stagedAspas;
    begin(false);
    return null;
  }

  private VrpTable changedTable() {
    if (changes.isEmpty()) {
      return vrps;
    }
    VrpTableBuilder builder = new VrpTableBuilder();
    Set<Vrp> withdrawn = new HashSet<>();
    changes.forEach(
        (vrp, announced) -> {
          if (!announced) {
            withdrawn.add(vrp);
          }
        });
    VrpTable gone = VrpTable.of(withdrawn);
    vrps.forEach(
        (isIpv6, hi, lo, length, maxLength, asn, expires) -> {
          if (!gone.contains(isIpv6, hi, lo, length, maxLength, asn)) {
            builder.add(isIpv6, hi, lo, length, maxLength, asn, expires);
          }
        });
    changes.forEach(
        (vrp, announced) -> {
          if (announced) {
            builder.add(vrp);
          }
        });
    return builder.build();
  }

  /** Nothing counts any more. */
  void flush() {
    vrps = VrpTable.EMPTY;
    aspas = new HashMap<>();
    begin(false);
  }

  /**
   * What counts.
   *
   * @param knowsAspas whether the version that is spoken has any
   */
  SourceData data(boolean knowsAspas) {
    Map<Long, Set<Long>> byCustomer = new TreeMap<>();
    aspas.forEach(
        (key, providers) ->
            byCustomer
                .computeIfAbsent(key.customer(), unused -> new TreeSet<>())
                .addAll(providers));
    return new SourceData(Map.of("", vrps), knowsAspas ? byCustomer : null);
  }
}
