package io.prefixwatch.daemon.http.stream;

import io.prefixwatch.daemon.store.OutboxRecord;
import org.jspecify.annotations.Nullable;

/**
 * The id of a record on the stream: {@code 17} for the alert of that sequence, {@code e9} for the
 * event of that one, since both are counted apart.
 *
 * @param sequence from 1; 0 stands for the beginning of everything
 */
public record StreamId(boolean event, long sequence) {

  private static final int MOST_DIGITS = 18;
  private static final String EVENT = "e";

  /** Of a record that has a place in the outbox. */
  static StreamId of(OutboxRecord record) {
    return new StreamId(record.isEvent(), record.sequence());
  }

  /** Null for what is no id. */
  public static @Nullable StreamId parse(String text) {
    boolean event = text.startsWith(EVENT);
    String digits = event ? text.substring(EVENT.length()) : text;
    boolean number =
        !digits.isEmpty()
            && digits.length() <= MOST_DIGITS
            && digits.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    return number ? new StreamId(event, Long.parseLong(digits)) : null;
  }

  @Override
  public String toString() {
    return (event ? EVENT : "") + sequence;
  }
}
