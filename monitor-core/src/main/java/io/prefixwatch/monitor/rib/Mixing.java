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
  private final long third;

  Mixing(long seed) {
    first = seed ^ 0x9E37_79B9_7F4A_7C15L;
    // Odd, and far from zero whatever the seed.
    second = step(first, 0xBF58_476D_1CE4_E5B9L) | 0x8000_0000_0000_0001L;
    third = step(second, 0x94D0_49BB_1331_11EBL) | 0x8000_0000_0000_0001L;
  }

  /** Multiplies, and brings what gathered in the upper half, where all bits matter, down. */
  private static long step(long value, long factor) {
    long product = value * factor;
    return product ^ product >>> 32;
  }

  /**
   * The product of both halves. Unlike a product with a constant it has no difference of inputs
   * that gives the same difference whatever the secret, which the next input could cancel. And
   * unlike the full product of 128 bits it is no call where the optimizing compiler is off.
   */
  private static long halves(long value) {
    return (value & 0xFFFF_FFFFL) * (value >>> 32);
  }

  private int last(long mixed) {
    return (int) (step(mixed ^ first, second) * third >>> 32);
  }

  int hash(long key) {
    return last(key);
  }

  int hash(long a, long b, int c) {
    return last(halves(halves(a ^ second) ^ b ^ third) + c);
  }

  /** Of a run of octets. */
  int hash(byte[] octets, int from, int length) {
    long mixed = length;
    int end = from + length;
    if (length < Long.BYTES) {
      for (int at = from; at < end; at++) {
        mixed = halves(mixed ^ octets[at] ^ second) + third;
      }
      return last(mixed);
    }
    int last = end - Long.BYTES;
    for (int at = from; at < last; at += Long.BYTES) {
      mixed = halves(mixed ^ (long) LONG.get(octets, at) ^ second) + third;
    }
    // Overlaps the one before unless the length is a multiple.
    return last(halves(mixed ^ (long) LONG.get(octets, last) ^ second));
  }
}
