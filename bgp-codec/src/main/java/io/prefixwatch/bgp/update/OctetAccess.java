package io.prefixwatch.bgp.update;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads numbers in network order out of a {@code byte[]}. The caller has checked the bounds. */
public final class OctetAccess {

  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private OctetAccess() {}

  public static int u8(byte[] buffer, int at) {
    return buffer[at] & 0xFF;
  }

  public static int u16(byte[] buffer, int at) {
    return (short) SHORT.get(buffer, at) & 0xFFFF;
  }

  public static int i32(byte[] buffer, int at) {
    return (int) INT.get(buffer, at);
  }

  public static long u32(byte[] buffer, int at) {
    return i32(buffer, at) & 0xFFFF_FFFFL;
  }

  public static long i64(byte[] buffer, int at) {
    return (long) LONG.get(buffer, at);
  }
}
