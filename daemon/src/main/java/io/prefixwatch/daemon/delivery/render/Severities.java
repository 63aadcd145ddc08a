package io.prefixwatch.daemon.delivery.render;

/** What the severity of an alert and the level of an event are called elsewhere. */
final class Severities {

  private Severities() {}

  /** The severity of an alert that comes nearest to the level of an event. */
  static String ofLevel(String level) {
    return switch (level) {
      case "critical" -> "critical";
      case "error" -> "major";
      case "warning" -> "minor";
      default -> "info";
    };
  }

  /** Of an alert its severity, of an event the one that comes nearest. */
  static String of(RecordTree tree) {
    return tree.isEvent() ? ofLevel(tree.text("level")) : tree.text("severity");
  }

  /** As PagerDuty has it. */
  static String pagerDuty(String severity) {
    return switch (severity) {
      case "critical" -> "critical";
      case "major" -> "error";
      case "minor" -> "warning";
      default -> "info";
    };
  }

  /** As syslog has it (RFC 5424 section 6.2.1): critical 2, error 3, warning 4, informational 6. */
  static int syslog(String severity) {
    return switch (severity) {
      case "critical" -> 2;
      case "major" -> 3;
      case "minor" -> 4;
      default -> 6;
    };
  }

  /** A colour for people, as {@code #rrggbb}. */
  static String colour(RecordTree tree) {
    if (tree.closes()) {
      return "#2e7d32";
    }
    return switch (of(tree)) {
      case "critical" -> "#b71c1c";
      case "major" -> "#e65100";
      case "minor" -> "#f9a825";
      default -> "#546e7a";
    };
  }
}
