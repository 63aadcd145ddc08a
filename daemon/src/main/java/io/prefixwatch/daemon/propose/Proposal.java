package io.prefixwatch.daemon.propose;

import io.prefixwatch.bgp.net.Prefix;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Registrations to review, as the text of a file that {@code include} takes. Whatever comes from
 * outside is quoted or made a comment of one line. Mutable, owned by who fills it.
 */
public final class Proposal {

  private final List<String> heading = new ArrayList<>();
  private final Map<String, Map<Prefix, ProposedPrefix>> registrations = new LinkedHashMap<>();
  private final Map<String, String> customers = new LinkedHashMap<>();
  private final Set<Prefix> known = new HashSet<>();

  /** An empty proposal with a line at its head that says where it comes from. */
  public Proposal(String origin) {
    heading.add(origin);
  }

  /** A line that stands at the head, as a comment. */
  void say(String comment) {
    heading.add(comment);
  }

  /**
   * Adds a prefix.
   *
   * @param customer whose it is, any text
   * @return false if it stands in the proposal already
   */
  boolean add(String customer, ProposedPrefix prefix) {
    boolean added = known.add(prefix.prefix());
    if (added) {
      String id = customers.computeIfAbsent(customer, this::freeId);
      registrations.computeIfAbsent(id, unused -> new TreeMap<>()).put(prefix.prefix(), prefix);
    }
    return added;
  }

  /** Registered prefixes in it. */
  public int size() {
    return known.size();
  }

  private String freeId(String customer) {
    String plain =
        customer.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("(^-+|-+$)", "");
    String id = plain.isEmpty() ? "imported" : plain.substring(0, Math.min(40, plain.length()));
    String free = id;
    for (int i = 2; registrations.containsKey(free) || customers.containsValue(free); i++) {
      free = id + "-" + i;
    }
    return free;
  }

  /** The file, UTF-8 without anything that a terminal obeys. */
  public byte[] yaml() {
    StringBuilder out = new StringBuilder();
    heading.forEach(line -> comment(out, "", line));
    if (registrations.isEmpty()) {
      out.append("registrations: []\n");
    } else {
      out.append("registrations:\n");
    }
    customers.forEach(
        (customer, id) -> {
          out.append("  - id: ").append(quoted(id)).append('\n');
          out.append("    customer: ").append(quoted(customer)).append('\n');
          out.append("    prefixes:\n");
          registrations.getOrDefault(id, Map.of()).values().forEach(prefix -> write(out, prefix));
        });
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void write(StringBuilder out, ProposedPrefix prefix) {
    prefix.comments().forEach(line -> comment(out, "      ", line));
    out.append("      - prefix: ").append(quoted(prefix.prefix().toString())).append('\n');
    out.append("        origins: ").append(list(prefix.origins())).append('\n');
    if (prefix.maxLength() > prefix.prefix().length()) {
      out.append("        max-length: ").append(prefix.maxLength()).append('\n');
    }
    if (!prefix.upstreams().isEmpty()) {
      out.append("        upstreams: ").append(list(prefix.upstreams())).append('\n');
    }
    if (!prefix.paths().isEmpty()) {
      String paths =
          prefix.paths().stream().map(Proposal::quoted).collect(Collectors.joining(", ", "[", "]"));
      out.append("        paths: ").append(paths).append('\n');
    }
  }

  private static String list(Iterable<Long> asns) {
    List<String> texts = new ArrayList<>();
    asns.forEach(asn -> texts.add(Long.toString(asn)));
    return "[" + String.join(", ", texts) + "]";
  }

  private static void comment(StringBuilder out, String indentation, String line) {
    out.append(indentation).append("# ").append(visible(line)).append('\n');
  }

  private static String quoted(String text) {
    return '"'
        + visible(text).replace("\\", "\\\\").replace("\"", "\\\"").replace("${", "$${")
        + '"';
  }

  /** Without characters that have no glyph. */
  private static String visible(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c)
        .filter(c -> Character.getType(c) != Character.SURROGATE)
        .forEach(out::appendCodePoint);
    return out.toString().strip();
  }
}
