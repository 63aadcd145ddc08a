package io.prefixwatch.daemon.fuzz;

import io.prefixwatch.bgp.fixture.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * A fuzzer's octets as a list of steps: an octet that says what, two that say how many octets
 * belong to it, and those.
 */
public final class Script {

  private final byte[] input;
  private int at;
  private int kind;
  private byte[] payload = new byte[0];

  public Script(byte[] input, int from) {
    this.input = input;
    this.at = from;
  }

  /** Moves to the next step; false at the end. */
  public boolean next() {
    if (at + 3 > input.length) {
      return false;
    }
    kind = input[at] & 0x1F;
    int length = (input[at + 1] & 0xFF) << 8 | input[at + 2] & 0xFF;
    int from = at + 3;
    int to = Math.min(input.length, from + length);
    payload = Arrays.copyOfRange(input, from, to);
    at = to;
    return true;
  }

  /** 0 to 31. */
  public int kind() {
    return kind;
  }

  public byte[] payload() {
    return payload;
  }

  /** An octet of the payload, 0 if it is not there. */
  public int octet(int index) {
    return index < payload.length ? payload[index] & 0xFF : 0;
  }

  /** The payload behind a header of its type that tells the truth. */
  public byte[] message(int type) {
    int length = Math.min(19 + payload.length, 0xFFFF);
    byte[] message = Arrays.copyOf(new byte[19], length);
    Arrays.fill(message, 0, 16, (byte) 0xFF);
    message[16] = (byte) (length >>> 8);
    message[17] = (byte) length;
    message[18] = (byte) type;
    System.arraycopy(payload, 0, message, 19, length - 19);
    return message;
  }

  /** Octets of one step. */
  public static byte[] step(int kind, byte[] payload) {
    byte[] head = {(byte) kind, (byte) (payload.length >>> 8), (byte) payload.length};
    return Seeds.concat(head, payload);
  }

  /** Sessions with these settings on which two UPDATEs come with a step before each repetition. */
  public static List<byte[]> seeds(
      IntUnaryOperator settings, List<byte[]> updates, List<byte[]> between) {
    List<byte[]> seeds = new ArrayList<>();
    for (int i = 0; i < updates.size(); i++) {
      byte[] step = between.get(i % between.size());
      byte[] one = update(updates.get(i));
      byte[] other = update(updates.get((i * 7 + 3) % updates.size()));
      byte[] session = {(byte) settings.applyAsInt(i)};
      seeds.add(Seeds.concat(session, one, one, step, one, other, step, one));
    }
    return seeds;
  }

  private static byte[] update(byte[] message) {
    return step(0, Arrays.copyOfRange(message, 19, message.length));
  }
}
