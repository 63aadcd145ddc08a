package io.prefixwatch.daemon.json;

import io.prefixwatch.bgp.net.Digits;

/**
 * Writes times in RFC 3339. Keeps the text of the last second: lines that follow each other mostly
 * share it. Owned by one {@link JsonWriter}.
 */
final class TimeText {

  /** Octets of every time. */
  static final int LENGTH = "2026-11-20T12:00:00.123456Z".length();

  private static final int SECONDS_OF_DAY = 86_400;
  private static final int UP_TO_SECONDS = "2026-11-20T12:00:00.".length();

  private final byte[] text = new byte[UP_TO_SECONDS];
  private long second = Long.MIN_VALUE;

  /** Writes a time in microseconds since the epoch; returns the place behind it. */
  int writeTo(byte[] out, int at, long micros) {
    long wanted = Math.floorDiv(micros, 1_000_000);
    if (wanted != second) {
      render(wanted);
      second = wanted;
    }
    System.arraycopy(text, 0, out, at, UP_TO_SECONDS);
    int fraction = (int) (micros - 1_000_000 * wanted);
    int end = Digits.writePadded(out, at + UP_TO_SECONDS, fraction, 6);
    out[end] = 'Z';
    return end + 1;
  }

  private void render(long seconds) {
    int second = (int) Math.floorMod(seconds, (long) SECONDS_OF_DAY);
    int at = renderDate(Math.floorDiv(seconds, SECONDS_OF_DAY));
    text[at] = 'T';
    at = Digits.writePadded(text, at + 1, second / 3600, 2);
    text[at] = ':';
    at = Digits.writePadded(text, at + 1, second / 60 % 60, 2);
    text[at] = ':';
    at = Digits.writePadded(text, at + 1, second % 60, 2);
    text[at] = '.';
  }

  /**
   * Writes the date of a day counted from the epoch. Years begin in March here, so that the leap
   * day is the last of its year; eras have 400 years.
   */
  private int renderDate(long epochDay) {
    long shifted = epochDay + 719_468;
    long era = Math.floorDiv(shifted, 146_097);
    int dayOfEra = (int) (shifted - era * 146_097);
    int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int marchMonth = (5 * dayOfYear + 2) / 153;
    int day = dayOfYear - (153 * marchMonth + 2) / 5 + 1;
    int month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
    long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    int at = Digits.writePadded(text, 0, (int) year, 4);
    text[at] = '-';
    at = Digits.writePadded(text, at + 1, month, 2);
    text[at] = '-';
    return Digits.writePadded(text, at + 1, day, 2);
  }
}
