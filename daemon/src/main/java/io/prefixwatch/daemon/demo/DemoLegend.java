package io.prefixwatch.daemon.demo;

import java.io.PrintWriter;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the demo says to a newcomer on stderr, between the records on stdout. */
final class DemoLegend {

  private static final int WIDTH = 78;

  private static final Map<String, String> MEANINGS =
      Map.ofEntries(
          Map.entry("hijack.squatting", "somebody uses a prefix that nobody should announce"),
          Map.entry("hijack.origin", "somebody else announces exactly this prefix"),
          Map.entry(
              "hijack.more-specific",
              "somebody else announces a part of it, and routers prefer the longer prefix"),
          Map.entry("hijack.forged-path", "the right origin behind a neighbour it does not have"),
          Map.entry("leak.partner", "it arrives through a partner it is not registered with"),
          Map.entry("leak.more-specific", "the right origin, but longer than it should be"),
          Map.entry("availability.lost", "no session that should hold it does any more"),
          Map.entry(
              "availability.on-backup", "only backup sessions hold it, so traffic goes there"),
          Map.entry("availability.missing", "one session lost it, others still hold it"),
          Map.entry("session.down", "a BGP session is down, and what it held with it"));

  private static final Map<String, String> REASONS =
      Map.of(
          "withdrawn", "the route was withdrawn",
          "replaced", "another route took its place",
          "restored", "what was lost is back",
          "superseded", "another incident of the same prefix took over");

  private final PrintWriter err;
  private final Colours colours;

  /**
   * A legend that has said nothing.
   *
   * @param terminal whether colours are seen
   */
  DemoLegend(PrintWriter err, boolean terminal) {
    this.err = err;
    this.colours = new Colours(terminal);
  }

  /**
   * What is about to be seen.
   *
   * @param shortened whether the records on stdout are cut for a terminal
   */
  void introduction(int sessions, int prefixes, boolean shortened) {
    say("");
    say(colours.bold("Prefixwatch demo: BGP in, JSON alerts out, all on loopback."));
    say("");
    wrap(
        "Two partners, acme and globex, have a router each at two sites, lon1 and ams1: "
            + sessions
            + " BGP sessions with the daemon. "
            + prefixes
            + " prefixes of customers are registered, with who may announce them. The routers"
            + " now play incidents of the past.",
        "");
    wrap(
        "An alert is one line of JSON on stdout, written when an incident opens and again when it"
            + " is over. Lines such as this one are on stderr and only explain."
            + (shortened
                ? " On this terminal the first record is shown whole and the others are"
                    + " shortened; send stdout to a file to have them all."
                : ""),
        "");
    wrap(
        "Here an incident closes when it has been over for 1 s; the default is 30 s, so that a"
            + " flapping route is one incident.",
        "");
  }

  void page(URI address) {
    wrap("Watch it in a browser, while it runs:", "");
    say("  " + colours.bold(address.toString()));
  }

  void pageStays(URI address) {
    say("");
    say("The page stays until you press Enter: " + colours.bold(address.toString()));
  }

  void scenario(Scenario scenario) {
    say("");
    say(colours.bold("== " + scenario.title()));
    wrap(scenario.text(), "   ");
  }

  /** Explains one alert record. */
  void alert(JsonNode alert) {
    String kind = alert.get("kind").asString();
    String severity = alert.get("severity").asString();
    switch (alert.get("action").asString()) {
      case "open" -> {
        say(colours.severity(severity, "--> OPENED  " + kind + " [" + severity + "]"));
        say("    " + alert.get("summary").asString());
        String meaning = MEANINGS.get(kind);
        if (meaning != null) {
          say("    that is: " + meaning);
        }
      }
      case "close" -> {
        String reason = alert.get("close_reason").asString();
        say(
            colours.over("--> CLOSED  " + kind)
                + ": "
                + subject(alert)
                + ", "
                + REASONS.getOrDefault(reason, reason));
      }
      default -> say("--> UPDATED " + kind + ": " + subject(alert));
    }
  }

  private static String subject(JsonNode alert) {
    JsonNode prefix = alert.get("prefix");
    if (prefix.isNull()) {
      return alert.get("subject").asString();
    }
    JsonNode observed = alert.get("observed");
    String seen = observed.isNull() ? null : observed.get("prefix").asString();
    return inside(prefix.asString(), seen);
  }

  private static String inside(String registered, @Nullable String seen) {
    return seen == null || seen.equals(registered) ? registered : seen + " in " + registered;
  }

  void conclusion(Map<String, Integer> opened, Map<String, Integer> closed) {
    say("");
    say(colours.bold("Kind                   opened  closed"));
    opened.forEach(
        (kind, count) ->
            say(
                String.format(
                    Locale.ROOT, "%-22s %6d  %6d", kind, count, closed.getOrDefault(kind, 0))));
    say("");
    say("Next: java -jar daemon/target/prefixwatch.jar run -c YOUR.yaml   (see README.md)");
  }

  /** Breaks a text into lines between words. */
  private void wrap(String text, String indent) {
    StringBuilder line = new StringBuilder(indent);
    for (String word : text.split(" ", -1)) {
      if (line.length() + word.length() >= WIDTH && line.length() > indent.length()) {
        say(line.toString().stripTrailing());
        line = new StringBuilder(indent);
      }
      line.append(word).append(' ');
    }
    say(line.toString().stripTrailing());
  }

  private void say(String line) {
    err.println(line);
    err.flush();
  }

  /** Colours of a terminal; none anywhere else. */
  private record Colours(boolean seen) {

    private static final String BOLD = "1";
    private static final String RED = "1;31";
    private static final String YELLOW = "1;33";
    private static final String CYAN = "1;36";
    private static final String GREEN = "1;32";

    String bold(String text) {
      return in(BOLD, text);
    }

    String over(String text) {
      return in(GREEN, text);
    }

    String severity(String severity, String text) {
      return switch (severity) {
        case "critical" -> in(RED, text);
        case "major" -> in(YELLOW, text);
        default -> in(CYAN, text);
      };
    }

    private String in(String code, String text) {
      return seen ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
  }
}
