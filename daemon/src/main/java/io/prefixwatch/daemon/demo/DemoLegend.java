package io.prefixwatch.daemon.demo;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;

/** What the demo says to a newcomer on stderr, between the records on stdout. */
final class DemoLegend {

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
          Map.entry("availability.lost", "no expected session holds it any more"),
          Map.entry("availability.missing", "one expected session lost it, others still hold it"),
          Map.entry("session.down", "a BGP session is down"));

  private final PrintWriter err;

  DemoLegend(PrintWriter err) {
    this.err = err;
  }

  void introduction(int sessions, int prefixes) {
    say("");
    say("Prefixwatch demo: a daemon on loopback, " + sessions + " BGP sessions at two sites,");
    say(prefixes + " registered prefixes. Routers now play incidents of the past.");
    say("Each alert is one line of JSON on stdout; lines like this one are on stderr.");
  }

  void scenario(Scenario scenario) {
    say("");
    say("== " + scenario.title());
    say("   " + scenario.text());
  }

  void alert(String action, String kind, String severity, String summary) {
    String mark =
        switch (action) {
          case "open" -> "OPENED ";
          case "close" -> "CLOSED ";
          default -> "UPDATED";
        };
    say("--> " + mark + " " + kind + " [" + severity + "]: " + MEANINGS.getOrDefault(kind, kind));
    if (action.equals("open")) {
      say("    " + summary);
    }
  }

  void conclusion(Map<String, Integer> opened, Map<String, Integer> closed) {
    say("");
    say("Kind                   opened  closed");
    opened.forEach(
        (kind, count) ->
            say(
                String.format(
                    Locale.ROOT, "%-22s %6d  %6d", kind, count, closed.getOrDefault(kind, 0))));
    say("");
    say("Next: java -jar daemon/target/prefixwatch.jar run -c YOUR.yaml   (see README.md)");
  }

  private void say(String line) {
    err.println(line);
    err.flush();
  }
}
