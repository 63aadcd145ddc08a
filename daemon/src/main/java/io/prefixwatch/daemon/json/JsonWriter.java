package io.prefixwatch.daemon.json;

import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.bgp.net.Digits;
import io.prefixwatch.bgp.net.Prefix;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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

  private byte[] buffer = new byte[512];
  private int length;

  /** Whether a comma stands before the next value or name; a look at the last octet is slower. */
  private boolean comma;

  private final TimeText time = new TimeText();

  /** Octets written since the last {@link #clear}. */
  public int length() {
    return length;
  }

  /** Forgets what was written. */
  public void clear() {
    length = 0;
    comma = false;
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
    clear();
  }

  // Structure.

  public JsonWriter beginObject() {
    separate();
    put('{');
    comma = false;
    return this;
  }

  public JsonWriter endObject() {
    put('}');
    comma = true;
    return this;
  }

  public JsonWriter beginArray() {
    separate();
    put('[');
    comma = false;
    return this;
  }

  public JsonWriter endArray() {
    put(']');
    comma = true;
    return this;
  }

  /** Ends a line; the next value begins a new one. */
  public JsonWriter endLine() {
    put('\n');
    comma = false;
    return this;
  }

  /** The name of the next value. */
  public JsonWriter name(JsonKey key) {
    byte[] octets = key.octets();
    int skipped = comma ? 0 : 1;
    int count = octets.length - skipped;
    ensure(count);
    System.arraycopy(octets, skipped, buffer, length, count);
    length += count;
    comma = false;
    return this;
  }

  /** The name of the next value, ASCII. */
  public JsonWriter name(String key) {
    separate();
    put('"');
    ascii(key);
    put('"');
    put(':');
    comma = false;
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

  /** The same, or {@code null} for none. */
  public JsonWriter stringOrNull(@Nullable String value) {
    return value == null ? nullValue() : string(value);
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

  /** A value that is JSON already: the first octets of an array. */
  public JsonWriter json(byte[] octets, int count) {
    separate();
    return raw(octets, count);
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
    comma = other.comma;
    return this;
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
    if (value < 0) {
      ascii(Long.toString(value));
      return;
    }
    ensure(Digits.MAX);
    length = Digits.write(buffer, length, value);
  }

  /** Hexadecimal digits, for text made of them. */
  void hexDigits(long value, int count) {
    ensure(count);
    length = Digits.writeHex(buffer, length, value, count);
  }

  void address(Address address) {
    ensure(Address.MAX_TEXT);
    length = address.writeTo(buffer, length);
  }

  void prefix(Prefix prefix) {
    ensure(Prefix.MAX_TEXT);
    length = prefix.writeTo(buffer, length);
  }

  void time(long micros) {
    ensure(TimeText.LENGTH);
    length = time.writeTo(buffer, length, micros);
  }

  /** Sixteen bits as {@code \}{@code u001b}. */
  void escapedUnit(int unit) {
    put('\\');
    put('u');
    hexDigits(unit, 4);
  }

  void put(int octet) {
    ensure(1);
    buffer[length++] = (byte) octet;
  }

  private JsonWriter raw(byte[] octets) {
    return raw(octets, octets.length);
  }

  private JsonWriter raw(byte[] octets, int count) {
    ensure(count);
    System.arraycopy(octets, 0, buffer, length, count);
    length += count;
    return this;
  }

  /** Writes a comma where one is due; a value follows. */
  private void separate() {
    if (comma) {
      put(',');
    }
    comma = true;
  }

  private void ensure(int count) {
    if (count > buffer.length - length) {
      buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, length + count));
    }
  }
}
