package io.prefixwatch.daemon.delivery.render;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A record in a few words for people. */
public final class Headline {

  private static final int LONGEST_FACT = 300;
  private static final int LONGEST_SUMMARY = 1_000;

  private Headline() {}

  /** Such as {@code CRITICAL hijack.more-specific opened: 203.0.113.0/24 (Contoso)}. */
  public static String of(RecordTree tree) {
    String about = tree.about().isEmpty() ? "" : ": " + tree.about();
    String customer = tree.text("customer").isEmpty() ? "" : " (" + tree.text("customer") + ")";
    String test = tree.at("test").asBoolean(false) ? "TEST " : "";
    return shorten(
        test
            + Severities.of(tree).toUpperCase(Locale.ROOT)
            + " "
            + tree.kind()
            + verb(tree)
            + about
            + customer,
        LONGEST_FACT);
  }

  private static String verb(RecordTree tree) {
    return switch (tree.text("action")) {
      case "open" -> " opened";
      case "close" -> " closed";
      case "update" -> " changed";
      default -> "";
    };
  }

  /** The record's summary, no longer than others take it. */
  static String summary(RecordTree tree) {
    return shorten(tree.text("summary"), LONGEST_SUMMARY);
  }

  /** What stands beside the summary; nothing that is empty. */
  static Map<String, String> facts(RecordTree tree) {
    Map<String, String> facts = new LinkedHashMap<>();
    put(facts, "Registration", tree.text("registration"));
    put(facts, "Observed", tree.text("observed", "prefix"));
    put(facts, "AS path", tree.text("observed", "as_path"));
    put(
        facts,
        "Suspect",
        tree.text("suspect_asn").isEmpty() ? "" : "AS" + tree.text("suspect_asn"));
    put(facts, "Seen on", String.join(" ", tree.sessions()));
    put(facts, "Since", tree.text("opened_at"));
    put(facts, "Closed", tree.text("close_reason"));
    put(facts, "Acknowledged by", tree.text("acknowledged_by"));
    put(facts, "Incident", tree.text("incident_id"));
    put(facts, "Runbook", tree.text("runbook"));
    return facts;
  }

  private static void put(Map<String, String> facts, String name, String value) {
    if (!value.isEmpty()) {
      facts.put(name, shorten(value, LONGEST_FACT));
    }
  }

  /** At most so many characters, none of which controls anything. */
  public static String shorten(String text, int most) {
    StringBuilder plain = new StringBuilder();
    text.codePoints()
        .limit(most)
        .forEach(c -> plain.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
    return text.codePointCount(0, text.length()) > most ? plain + "..." : plain.toString();
  }
}
