package io.prefixwatch.daemon.json;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;

/**
 * Writes JSON into one growing array of octets, member by member, without a tree.
 *
 * <p>Commas write themselves. Nothing checks that what is opened is closed: who writes a shape owns
 * it. Our own because {@code dump} writes millions of lines a second and copies parts of one line
 * into the next. Not for sharing between threads.
 */
public final class JsonWriter {

  private static final byte[] NULL = {'n', 'u', 'l', 'l'};
  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private byte[] buffer = new byte[512];
  private int length;
  private final StringBuilder scratch = new StringBuilder(64);

  /** Octets written since the last {@link #clear}. */
  public int length() {
    return length;
  }

  /** Forgets what was written. */
  public void clear() {
    length = 0;
  }

  /** Hands out a copy of what was written and forgets it. */
  public byte[] take() {
    byte[] taken = Arrays.copyOf(buffer, length);
    length = 0;
    return taken;
  }

  /** Hands out what was written and forgets it. */
  public void drainTo(OutputStream out) throws IOException {
    out.write(buffer, 0, length);
    length = 0;
  }

  // Structure.

  public JsonWriter beginObject() {
    separate();
    put('{');
    return this;
  }

  public JsonWriter endObject() {
    put('}');
    return this;
  }

  public JsonWriter beginArray() {
    separate();
    put('[');
    return this;
  }

  public JsonWriter endArray() {
    put(']');
    return this;
  }

  /** Ends a line; the next value begins a new one. */
  public JsonWriter endLine() {
    put('\n');
    return this;
  }

  /** The name of the next value. */
  public JsonWriter name(JsonKey key) {
    separate();
    return raw(key.octets());
  }

  /** The name of the next value, ASCII. */
  public JsonWriter name(String key) {
    separate();
    put('"');
    ascii(key);
    put('"');
    put(':');
    return this;
  }

  // Values.

  public JsonWriter nullValue() {
    separate();
    return raw(NULL);
  }

  public JsonWriter bool(boolean value) {
    separate();
    return raw(value ? TRUE : FALSE);
  }

  public JsonWriter number(long value) {
    separate();
    digits(value);
    return this;
  }

  /** A number with a fixed count of decimals. */
  public JsonWriter decimal(double value, int decimals) {
    separate();
    ascii(BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP).toPlainString());
    return this;
  }

  /** Any text, escaped as {@link JsonText} says. */
  public JsonWriter string(String value) {
    separate();
    put('"');
    JsonText.write(this, value);
    put('"');
    return this;
  }

  /** Text of our own making: ASCII that needs no escape. */
  public JsonWriter label(String ascii) {
    separate();
    put('"');
    ascii(ascii);
    put('"');
    return this;
  }

  /** Begins a string of our own making; follow with {@link #ascii}, {@link #digits} and so on. */
  JsonWriter beginText() {
    separate();
    put('"');
    return this;
  }

  JsonWriter endText() {
    put('"');
    return this;
  }

  // Pieces.

  /** Copies members that another writer holds into the open object, behind those it has. */
  public JsonWriter more(JsonWriter members) {
    separate();
    return append(members);
  }

  /** Copies what another writer holds, as it is. */
  public JsonWriter append(JsonWriter other) {
    ensure(other.length);
    System.arraycopy(other.buffer, 0, buffer, length, other.length);
    length += other.length;
    return this;
  }

  /** An empty builder for values that know how to append themselves; see {@link #ascii}. */
  StringBuilder scratch() {
    scratch.setLength(0);
    return scratch;
  }

  void ascii(CharSequence text) {
    int count = text.length();
    ensure(count);
    for (int i = 0; i < count; i++) {
      buffer[length + i] = (byte) text.charAt(i);
    }
    length += count;
  }

  /** A number without separator, for text made of numbers. */
  void digits(long value) {
    ensure(20);
    if (value < 0) {
      ascii(Long.toString(value));
      return;
    }
    int count = countDigits(value);
    long rest = value;
    for (int at = length + count - 1; at >= length; at--) {
      long tenth = rest / 10;
      buffer[at] = (byte) ('0' + (rest - 10 * tenth));
      rest = tenth;
    }
    length += count;
  }

  private static int countDigits(long value) {
    int count = 1;
    long bound = 10;
    while (count < 19 && value >= bound) {
      count++;
      bound *= 10;
    }
    return count;
  }

  /** A number in exactly {@code count} digits, zeros in front. */
  void padded(int value, int count) {
    ensure(count);
    int rest = value;
    for (int at = length + count - 1; at >= length; at--) {
      buffer[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += count;
  }

  /** Sixteen bits as {@code \}{@code u001b}. */
  void escapedUnit(int unit) {
    put('\\');
    put('u');
    for (int shift = 12; shift >= 0; shift -= 4) {
      put(HEX[unit >>> shift & 0xF]);
    }
  }

  void put(int octet) {
    ensure(1);
    buffer[length++] = (byte) octet;
  }

  private JsonWriter raw(byte[] octets) {
    ensure(octets.length);
    System.arraycopy(octets, 0, buffer, length, octets.length);
    length += octets.length;
    return this;
  }

  /** Writes a comma unless a value may stand here as it is. */
  private void separate() {
    if (length == 0) {
      return;
    }
    switch (buffer[length - 1]) {
      case '{', '[', ':', '\n' -> {}
      default -> put(',');
    }
  }

  private void ensure(int count) {
    if (count > buffer.length - length) {
      buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, length + count));
    }
  }
}
