package io.prefixwatch.daemon.json;

/** Times as JSON: RFC 3339 in UTC with six decimals, {@code 2026-11-20T12:00:00.123456Z}. */
public final class TimeJson {

  private static final int SECONDS_OF_DAY = 86_400;

  private TimeJson() {}

  /** A time in microseconds since the epoch, of a year up to 9999. */
  public static void write(JsonWriter out, long micros) {
    long seconds = Math.floorDiv(micros, 1_000_000);
    long day = Math.floorDiv(seconds, SECONDS_OF_DAY);
    int second = (int) Math.floorMod(seconds, (long) SECONDS_OF_DAY);
    out.beginText();
    writeDate(out, day);
    out.put('T');
    out.padded(second / 3600, 2);
    out.put(':');
    out.padded(second / 60 % 60, 2);
    out.put(':');
    out.padded(second % 60, 2);
    out.put('.');
    out.padded((int) Math.floorMod(micros, 1_000_000L), 6);
    out.put('Z');
    out.endText();
  }

  /**
   * Writes the date of a day counted from the epoch. Years begin in March here, so that the leap
   * day is the last of its year; eras have 400 years.
   */
  private static void writeDate(JsonWriter out, long epochDay) {
    long shifted = epochDay + 719_468;
    long era = Math.floorDiv(shifted, 146_097);
    int dayOfEra = (int) (shifted - era * 146_097);
    int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int marchMonth = (5 * dayOfYear + 2) / 153;
    int day = dayOfYear - (153 * marchMonth + 2) / 5 + 1;
    int month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
    long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    out.padded((int) year, 4);
    out.put('-');
    out.padded(month, 2);
    out.put('-');
    out.padded(day, 2);
  }
}
