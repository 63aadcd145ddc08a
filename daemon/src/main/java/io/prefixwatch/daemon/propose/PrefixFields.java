package io.prefixwatch.daemon.propose;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.daemon.config.problem.Position;
import io.prefixwatch.daemon.config.problem.Problems;
import io.prefixwatch.daemon.config.problem.Quoted;
import io.prefixwatch.daemon.config.tree.YamlList;
import io.prefixwatch.daemon.config.tree.YamlMapping;
import io.prefixwatch.daemon.config.tree.YamlNode;
import io.prefixwatch.daemon.config.tree.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What BGPalerter's list says of one prefix. Mutable while it is read, then done with. */
final class PrefixFields {

  private final Prefix prefix;
  private final YamlMapping fields;
  private final Problems problems;
  private final List<String> comments = new ArrayList<>();
  private final List<String> paths = new ArrayList<>();

  PrefixFields(Prefix prefix, YamlMapping fields, Problems problems) {
    this.prefix = prefix;
    this.fields = fields;
    this.problems = problems;
  }

  /** Whose it is, as far as the list tells. */
  String customer() {
    String description = text("description");
    String group = text("group");
    return description != null ? description : group != null ? group : "imported";
  }

  /**
   * The prefix to register.
   *
   * @param upstreams of the ASes that are watched
   * @return null if it is not to be watched, or nobody says who originates it; that was told
   */
  @Nullable ProposedPrefix proposed(Map<Long, SortedSet<Long>> upstreams) {
    Position place = fields.position();
    if ("true".equals(text("ignore"))) {
      problems.warning(place, prefix + " is ignored there", "it was left out");
      return null;
    }
    YamlNode asn = fields.get("asn");
    SortedSet<Long> origins = asn == null ? new TreeSet<>() : BgpalerterPrefixes.asns(asn);
    if (origins.isEmpty()) {
      problems.warning(place, prefix + " has no asn", "add its origins by hand; it was left out");
      return null;
    }
    fields.entries().forEach(this::field);
    boolean parts = "true".equals(text("ignoreMorespecifics"));
    return new ProposedPrefix(
        prefix,
        origins,
        parts ? (prefix.ipv6() ? 128 : 32) : prefix.length(),
        left(origins, upstreams),
        paths,
        comments);
  }

  /** Who is watched left of the origins; nobody in particular unless it is said of all of them. */
  private static SortedSet<Long> left(
      SortedSet<Long> origins, Map<Long, SortedSet<Long>> upstreams) {
    SortedSet<Long> left = new TreeSet<>();
    for (long origin : origins) {
      SortedSet<Long> known = upstreams.get(origin);
      if (known == null || known.isEmpty()) {
        return new TreeSet<>();
      }
      left.addAll(known);
    }
    return left;
  }

  private void field(String name, YamlMapping.Entry entry) {
    switch (name) {
      case "asn", "description", "ignore" -> {}
      case "group" -> {
        if (text("description") != null) {
          comments.add("group " + text("group"));
        }
      }
      case "ignoreMorespecifics" -> {
        if ("true".equals(text(name))) {
          lost(
              entry.key().position(),
              "ignoreMorespecifics: parts by the origins are allowed, parts by others are told");
        }
      }
      case "path" -> path(entry.value());
      default -> lost(entry.key().position(), name + " " + shown(entry.value()));
    }
  }

  private void path(YamlNode node) {
    if (node instanceof YamlList list) {
      list.items().forEach(this::path);
    } else if (node instanceof YamlMapping rule) {
      rule(rule);
    }
  }

  /** Rules there say what is wrong, ours what is right: only what is excepted has a shape. */
  private void rule(YamlMapping rule) {
    String match = text(rule, "match");
    String notMatch = text(rule, "notMatch");
    String shape = notMatch == null ? null : PathExpression.shape(notMatch);
    boolean converted = shape != null && PathExpression.isAnything(match);
    if (converted && shape != null) {
      paths.add(shape);
    }
    rule.entries()
        .forEach(
            (name, entry) -> {
              boolean said = converted && (name.equals("match") || name.equals("notMatch"));
              if (!said) {
                lost(entry.key().position(), "path." + name + " " + shown(entry.value()));
              }
            });
  }

  private void lost(Position place, String what) {
    comments.add("not taken over: " + what);
    problems.warning(place, prefix + ": not taken over: " + what, "");
  }

  private @Nullable String text(String name) {
    return text(fields, name);
  }

  private static @Nullable String text(YamlMapping from, String name) {
    return from.get(name) instanceof YamlScalar scalar && !scalar.isEmpty()
        ? scalar.written().strip()
        : null;
  }

  private static String shown(YamlNode node) {
    if (node instanceof YamlScalar scalar) {
      return Quoted.of(scalar.written());
    }
    if (node instanceof YamlList list) {
      return list.items().stream().map(PrefixFields::shown).toList().toString();
    }
    return "(" + node.shape() + ")";
  }
}
