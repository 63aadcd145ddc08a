package io.prefixwatch.daemon.propose;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.daemon.config.problem.Position;
import io.prefixwatch.daemon.config.problem.Problems;
import io.prefixwatch.daemon.config.problem.Quoted;
import io.prefixwatch.daemon.config.schema.BadValue;
import io.prefixwatch.daemon.config.schema.BgpValues;
import io.prefixwatch.daemon.config.tree.YamlList;
import io.prefixwatch.daemon.config.tree.YamlMapping;
import io.prefixwatch.daemon.config.tree.YamlNode;
import io.prefixwatch.daemon.config.tree.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * BGPalerter's list of prefixes ({@code prefixes.yml}) as registrations. What has no counterpart is
 * a warning with its place and a comment beside what it concerns, so that nothing is lost silently.
 */
public final class BgpalerterPrefixes {

  private static final String OPTIONS = "options";

  private final Proposal proposal;
  private final Problems problems;

  /** Upstreams that are watched of an AS, by its number. */
  private final Map<Long, SortedSet<Long>> upstreams = new TreeMap<>();

  public BgpalerterPrefixes(Proposal proposal, Problems problems) {
    this.proposal = proposal;
    this.problems = problems;
  }

  /** Takes over one file. */
  public void read(YamlMapping file) {
    if (file.get(OPTIONS) instanceof YamlMapping options) {
      options(options);
    }
    file.entries()
        .forEach(
            (key, entry) -> {
              if (!key.equals(OPTIONS)) {
                entry(entry);
              }
            });
  }

  // Prefixes.

  private void entry(YamlMapping.Entry entry) {
    String key = entry.key().written();
    Position place = entry.key().position();
    Prefix prefix;
    try {
      prefix = BgpValues.prefix(key);
    } catch (BadValue e) {
      lost(place, Quoted.of(key) + " " + e.getMessage(), "correct it; it was left out");
      return;
    }
    if (!(entry.value() instanceof YamlMapping fields)) {
      lost(place, key + " has no fields", "such as asn: 64501; it was left out");
      return;
    }
    PrefixFields read = new PrefixFields(prefix, fields, problems);
    ProposedPrefix proposed = read.proposed(upstreams);
    if (proposed == null) {
      proposal.say("left out: " + prefix + " (" + place + ")");
    } else if (!proposal.add(read.customer(), proposed)) {
      lost(place, prefix + " stands twice", "the first one counts");
    }
  }

  private void lost(Position place, String what, String hint) {
    problems.warning(place, what, hint);
    proposal.say("left out: " + what + " (" + place + ")");
  }

  // Options.

  private void options(YamlMapping options) {
    options
        .entries()
        .forEach(
            (name, entry) -> {
              boolean monitored = name.equalsIgnoreCase("monitorASns");
              if (monitored && entry.value() instanceof YamlMapping asns) {
                monitored(asns);
              } else {
                lost(entry.key().position(), "options." + name + " has no counterpart", "");
              }
            });
  }

  private void monitored(YamlMapping asns) {
    List<String> watched = new ArrayList<>();
    asns.entries()
        .forEach(
            (name, entry) -> {
              Long asn = asn(entry.key());
              if (asn == null) {
                lost(entry.key().position(), Quoted.of(name) + " is not an AS number", "");
                return;
              }
              watched.add(name);
              if (entry.value() instanceof YamlMapping fields) {
                monitored(asn, fields);
              }
            });
    if (!watched.isEmpty()) {
      proposal.say("belongs into the main file: detection: {watch-asns: " + watched + "}");
      problems.warning(
          asns.position(),
          "monitorASns is no part of registrations",
          "write detection: {watch-asns: " + watched + "} into the main file");
    }
  }

  private void monitored(long asn, YamlMapping fields) {
    fields
        .entries()
        .forEach(
            (name, entry) -> {
              if (name.equals("upstreams")) {
                upstreams.put(asn, asns(entry.value()));
              } else if (!name.equals("group")) {
                lost(
                    entry.key().position(),
                    "monitorASns." + asn + "." + name + " has no counterpart",
                    "");
              }
            });
  }

  // Values.

  /** A number, or several; what is none is left out. */
  static SortedSet<Long> asns(YamlNode node) {
    SortedSet<Long> asns = new TreeSet<>();
    if (node instanceof YamlList list) {
      list.items().forEach(item -> asns.addAll(asns(item)));
    } else if (node instanceof YamlScalar scalar) {
      Long asn = asn(scalar);
      if (asn != null) {
        asns.add(asn);
      }
    }
    return asns;
  }

  private static @Nullable Long asn(YamlScalar scalar) {
    try {
      return BgpValues.asn(scalar.written().replaceFirst("^(?i:as)", ""));
    } catch (BadValue e) {
      return null;
    }
  }
}
