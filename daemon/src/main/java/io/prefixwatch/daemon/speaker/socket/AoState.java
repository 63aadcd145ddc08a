package io.prefixwatch.daemon.speaker.socket;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * {@code struct tcp_ao_info_opt}: what TCP-AO does on a connection. The kernel has one only if the
 * connection is signed.
 *
 * <pre>
 *  0  u32  bits: current, rnext, required, counters, icmps
 *  4  u16  0
 *  6  u8   id of the current key
 *  7  u8   id of the key we ask for
 *  8  u64  segments that were good
 * 16  u64  bad
 * 24  u64  signed with an unknown key
 * 32  u64  not signed
 * 40  u64  ICMP messages ignored
 * </pre>
 *
 * @param currentKey the send id of the key that signs what we send
 * @param nextKey the receive id of the key that we ask the peer for
 * @param good segments whose code was right
 * @param bad segments whose code was wrong
 */
record AoState(int currentKey, int nextKey, long good, long bad) {

  static final int SIZE = 48;

  /** Null if these are no 48 octets, or say that no key is in use. */
  static @Nullable AoState parse(ByteBuffer octets) {
    if (octets.remaining() < SIZE) {
      return null;
    }
    ByteBuffer from = octets.slice().order(ByteOrder.nativeOrder());
    boolean signs = (from.getInt(0) & AoStructure.bit(0)) != 0;
    return signs
        ? new AoState(from.get(6) & 0xFF, from.get(7) & 0xFF, from.getLong(8), from.getLong(16))
        : null;
  }
}
