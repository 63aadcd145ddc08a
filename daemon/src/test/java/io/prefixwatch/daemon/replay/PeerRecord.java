package io.prefixwatch.daemon.replay;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToLongFunction;

/**
 * One record of an MRT file as octets.
 *
 * @param peer whose it is: its address and AS number as hex
 * @param second when, seconds since 1970
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record PeerRecord(String peer, long second, byte[] octets) {

  private static final int HEADER = 12;
  private static final int BGP4MP = 16;

  /** The records of a recording in their order. */
  static List<PeerRecord> of(byte[] recording) {
    List<PeerRecord> records = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(recording);
    while (in.hasRemaining()) {
      int from = in.position();
      int length = HEADER + in.getInt(from + 8);
      byte[] octets = Arrays.copyOfRange(recording, from, from + length);
      records.add(new PeerRecord(peer(octets), Integer.toUnsignedLong(in.getInt(from)), octets));
      in.position(from + length);
    }
    return records;
  }

  private static String peer(byte[] octets) {
    ByteBuffer in = ByteBuffer.wrap(octets);
    boolean microseconds = in.getShort(4) == BGP4MP + 1;
    boolean as4 = in.getShort(6) >= 4;
    int body = HEADER + (microseconds ? 4 : 0);
    int afi = body + (as4 ? 8 : 4) + 2;
    int address = in.getShort(afi) == 1 ? 4 : 16;
    HexFormat hex = HexFormat.of();
    return hex.formatHex(octets, afi + 2, afi + 2 + address)
        + hex.formatHex(octets, body, body + (as4 ? 4 : 2));
  }

  /** All of them as one recording. */
  static byte[] join(List<PeerRecord> records) {
    ByteBuffer out = ByteBuffer.allocate(records.stream().mapToInt(r -> r.octets.length).sum());
    records.forEach(record -> out.put(record.octets));
    return out.array();
  }

  /**
   * Another order in which the same may arrive: within a stretch of time peers overtake each other
   * as it comes, each keeps its own order.
   *
   * @param stretch which stretch of time a record lies in
   */
  static List<PeerRecord> interleaved(
      List<PeerRecord> records, ToLongFunction<PeerRecord> stretch, Random random) {
    Map<Long, Map<String, Deque<PeerRecord>>> stretches = new LinkedHashMap<>();
    for (PeerRecord record : records) {
      stretches
          .computeIfAbsent(stretch.applyAsLong(record), unused -> new LinkedHashMap<>())
          .computeIfAbsent(record.peer, unused -> new ArrayDeque<>())
          .add(record);
    }
    List<PeerRecord> mixed = new ArrayList<>(records.size());
    for (Map<String, Deque<PeerRecord>> one : stretches.values()) {
      List<Deque<PeerRecord>> peers = new ArrayList<>(one.values());
      while (!peers.isEmpty()) {
        Deque<PeerRecord> next = peers.get(random.nextInt(peers.size()));
        mixed.add(next.remove());
        if (next.isEmpty()) {
          peers.remove(next);
        }
      }
    }
    return mixed;
  }
}
