package io.prefixwatch.daemon.delivery.render;

import io.prefixwatch.daemon.store.OutboxRecord;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one mail tells: how many records of which kind, and the worst of them in full. Its size does
 * not depend on how many there are. Used by one thread.
 */
public final class MailDigest {

  /** Records that are told in full. */
  static final int MOST = 100;

  private final Map<String, Integer> counts = new TreeMap<>();
  private final TreeMap<Long, Told> told = new TreeMap<>();
  private long records;
  private String firstId = "";
  private String lastId = "";

  /** A record in full. */
  private record Told(String headline, String text) {}

  /** Adds a record. */
  public void add(OutboxRecord record) {
    RecordTree tree = RecordTree.of(record);
    String headline = Headline.of(tree);
    counts.merge(group(tree), 1, Integer::sum);
    // The worst first, those that are alike in the order in which they came.
    told.put(((long) Severities.syslog(Severities.of(tree)) << 48) + records, told(tree, headline));
    if (told.size() > MOST) {
      told.pollLastEntry();
    }
    firstId = records++ == 0 ? record.id() : firstId;
    lastId = record.id();
  }

  private static String group(RecordTree tree) {
    String action = tree.isEvent() ? "event" : tree.text("action");
    return tree.kind() + ", " + Severities.of(tree) + ", " + action;
  }

  private static Told told(RecordTree tree, String headline) {
    StringBuilder text = new StringBuilder(headline).append('\n');
    text.append(Headline.shorten(tree.text("summary"), 1_000)).append('\n');
    String explanation = Headline.shorten(tree.text("explain"), 1_000);
    if (!explanation.isEmpty()) {
      text.append(explanation).append('\n');
    }
    Headline.facts(tree)
        .forEach(
            (name, value) ->
                text.append("  ").append(name).append(": ").append(value).append('\n'));
    return new Told(headline, text.toString());
  }

  public boolean isEmpty() {
    return records == 0;
  }

  /** The same for the same records, when they are sent again. */
  public String id() {
    return firstId + "." + lastId + "." + records;
  }

  /** One line. */
  public String subject() {
    String worst = told.isEmpty() ? "" : told.firstEntry().getValue().headline();
    return records == 1
        ? "[prefixwatch] " + worst
        : "[prefixwatch] " + records + " records, the worst: " + worst;
  }

  /** The text, with a line end at its end. */
  public String text() {
    StringBuilder text = new StringBuilder();
    if (records > 1) {
      text.append(records).append(" records\n\n");
      counts.forEach(
          (group, count) ->
              text.append("  ").append(count).append(" x ").append(group).append('\n'));
      text.append('\n');
    }
    told.values().forEach(one -> text.append(one.text()).append('\n'));
    if (records > told.size()) {
      text.append("and ").append(records - told.size()).append(" more, none of them worse.\n");
    }
    return text.toString();
  }
}
