package io.prefixwatch.daemon.propose;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.monitor.detect.RouteOrigin;
import io.prefixwatch.monitor.rpki.OriginValidity;
import io.prefixwatch.monitor.rpki.Vrp;
import io.prefixwatch.monitor.rpki.VrpTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Proposes registrations from what was seen and what the RPKI attests. It takes sides nowhere:
 * every origin that was seen is proposed, with how many saw it, for a person to strike out.
 */
public final class Proposer {

  private final Interest interest;
  private final @Nullable VrpTable vrps;

  /**
   * A proposer.
   *
   * @param vrps null if nobody asked the RPKI
   */
  public Proposer(Interest interest, @Nullable VrpTable vrps) {
    this.interest = interest;
    this.vrps = vrps;
  }

  /**
   * What to register.
   *
   * @param seen null if there is no recording: then what is attested is proposed
   */
  public Proposal propose(@Nullable SeenOrigins seen) {
    Proposal proposal = new Proposal("proposed by prefixwatch generate; review every line");
    if (seen == null) {
      attested(proposal);
      return proposal;
    }
    seen.held().forEach((prefix, holders) -> seen(proposal, prefix, holders));
    if (vrps != null) {
      attestedOnly(proposal, seen);
    }
    return proposal;
  }

  // From recordings.

  private void seen(Proposal proposal, Prefix prefix, Map<String, RouteOrigin> holders) {
    Map<Long, Integer> origins = new TreeMap<>();
    SortedSet<Long> left = new TreeSet<>();
    for (RouteOrigin origin : holders.values()) {
      origin.members().forEach(asn -> origins.merge(asn, 1, Integer::sum));
      if (origin.left() != null) {
        left.add(origin.left());
      }
    }
    List<String> comments = new ArrayList<>();
    comments.add("seen by " + holders.size() + (holders.size() == 1 ? " peer" : " peers"));
    if (origins.size() > 1) {
      comments.add("REVIEW: several origins: " + counted(origins));
    }
    origins.keySet().forEach(origin -> validity(prefix, origin, comments));
    proposal.add(
        "AS" + owner(origins),
        new ProposedPrefix(
            prefix, new TreeSet<>(origins.keySet()), prefix.length(), left, List.of(), comments));
  }

  private static String counted(Map<Long, Integer> origins) {
    List<String> counted = new ArrayList<>();
    origins.forEach((asn, count) -> counted.add("AS" + asn + " by " + count));
    return String.join(", ", counted);
  }

  /** Of several origins the one that was asked for, else the one that most see. */
  private long owner(Map<Long, Integer> origins) {
    long owner = -1;
    int most = -1;
    for (Map.Entry<Long, Integer> origin : origins.entrySet()) {
      int weight = origin.getValue() + (interest.names(origin.getKey()) ? 1_000_000 : 0);
      if (weight > most) {
        most = weight;
        owner = origin.getKey();
      }
    }
    return owner;
  }

  private void validity(Prefix prefix, long origin, List<String> comments) {
    if (vrps == null) {
      return;
    }
    OriginValidity validity = vrps.validate(prefix, origin);
    String said = "AS" + origin + ": ROV " + validity.label();
    comments.add(validity == OriginValidity.VALID ? said : "REVIEW: " + said + covering(prefix));
  }

  private String covering(Prefix prefix) {
    List<Vrp> covering = vrps == null ? List.of() : vrps.covering(prefix);
    return covering.isEmpty()
        ? ""
        : ", " + String.join(", ", covering.stream().map(Vrp::toString).toList());
  }

  // From the RPKI.

  private void attested(Proposal proposal) {
    Map<Prefix, SortedMap<Long, Integer>> attested = attestations();
    attested.forEach(
        (prefix, origins) -> {
          List<String> comments = new ArrayList<>();
          origins.forEach(
              (asn, length) -> {
                if (length > prefix.length()) {
                  comments.add("the ROA of AS" + asn + " allows parts up to /" + length);
                }
              });
          proposal.add(
              "AS" + origins.firstKey(),
              new ProposedPrefix(
                  prefix,
                  new TreeSet<>(origins.keySet()),
                  prefix.length(),
                  new TreeSet<>(),
                  List.of(),
                  comments));
        });
  }

  private void attestedOnly(Proposal proposal, SeenOrigins seen) {
    attestations()
        .forEach(
            (prefix, origins) -> {
              if (!seen.held().containsKey(prefix)) {
                proposal.say(
                    "a ROA names "
                        + prefix
                        + " of AS"
                        + origins.firstKey()
                        + ", which is not seen");
              }
            });
  }

  /** Longest parts by prefix and AS; AS 0 says that nobody may, which is no origin. */
  private Map<Prefix, SortedMap<Long, Integer>> attestations() {
    Map<Prefix, SortedMap<Long, Integer>> attested = new TreeMap<>();
    if (vrps != null) {
      vrps.forEach(
          (ipv6, hi, lo, length, maxLength, asn, expires) -> {
            Prefix prefix = new Prefix(ipv6, hi, lo, length);
            if (asn != 0 && interest.includes(prefix, List.of(asn))) {
              attested
                  .computeIfAbsent(prefix, unused -> new TreeMap<>())
                  .merge(asn, maxLength, Math::max);
            }
          });
    }
    return attested;
  }
}
