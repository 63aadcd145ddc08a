package io.prefixwatch.monitor.rib;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Hashes that a peer cannot foresee if the seed is secret: it chooses what we store, and must not
 * choose where. Nothing that is seen from outside depends on the seed. Immutable.
 */
final class Mixing {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final long first;
  private final long second;

  Mixing(long seed) {
    first = seed ^ 0x9E37_79B9_7F4A_7C15L;
    // Odd, and far from zero whatever the seed.
    second = fold(first, 0xBF58_476D_1CE4_E5B9L) | 0x8000_0000_0000_0001L;
  }

  /** Both halves of a product folded into one: each bit of the input matters everywhere. */
  private static long fold(long a, long b) {
    return Math.multiplyHigh(a, b) ^ a * b;
  }

  private static int half(long mixed) {
    return (int) (mixed ^ mixed >>> 32);
  }

  int hash(long key) {
    return half(fold(key ^ first, second));
  }

  int hash(long a, long b, int c) {
    return half(fold(fold(a ^ first, b ^ second) ^ c, second));
  }

  /** Of a run of octets. */
  int hash(byte[] octets, int from, int length) {
    int end = from + length;
    long mixed = length;
    if (length < 16) {
      for (int at = from; at < end; at++) {
        mixed = fold(mixed ^ first ^ octets[at], second);
      }
      return half(mixed);
    }
    int last = end - 16;
    for (int at = from; at < last; at += 16) {
      mixed = block(octets, at, mixed);
    }
    // Overlaps the block before unless the length is a multiple.
    return half(fold(block(octets, last, mixed) ^ first, second));
  }

  private long block(byte[] octets, int at, long mixed) {
    long low = (long) LONG.get(octets, at);
    long high = (long) LONG.get(octets, at + 8);
    return mixed + fold(low ^ first ^ mixed, high ^ second);
  }
}
