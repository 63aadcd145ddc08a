package io.prefixwatch.daemon.speaker.socket;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.netty.channel.unix.RawUnixChannelOption;
import io.netty.channel.unix.Socket;
import io.netty.util.AttributeKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Socket options of Linux by their numbers, set so that none fails unseen. */
final class LinuxOption {

  private static final int IPPROTO_IP = 0;
  private static final int IPPROTO_TCP = 6;
  private static final int IPPROTO_IPV6 = 41;

  static final RawUnixChannelOption MD5_KEY = raw("TCP_MD5SIG_EXT", 32, Md5Structure.SIZE);
  static final RawUnixChannelOption AO_ADD = raw("TCP_AO_ADD_KEY", 38, AoStructure.ADD_SIZE);
  static final RawUnixChannelOption AO_DELETE = raw("TCP_AO_DEL_KEY", 39, AoStructure.DELETE_SIZE);
  static final RawUnixChannelOption AO_INFO = raw("TCP_AO_INFO", 40, AoState.SIZE);
  static final RawUnixChannelOption SAVED_SYN = raw("TCP_SAVED_SYN", 28, SavedSyn.SIZE);
  static final IntegerUnixChannelOption SAVE_SYN =
      new IntegerUnixChannelOption("TCP_SAVE_SYN", IPPROTO_TCP, 27);

  static final IntegerUnixChannelOption IP_TTL =
      new IntegerUnixChannelOption("IP_TTL", IPPROTO_IP, 2);
  static final IntegerUnixChannelOption IP_MIN_TTL =
      new IntegerUnixChannelOption("IP_MINTTL", IPPROTO_IP, 21);
  static final IntegerUnixChannelOption IPV6_HOPS =
      new IntegerUnixChannelOption("IPV6_UNICAST_HOPS", IPPROTO_IPV6, 16);
  static final IntegerUnixChannelOption IPV6_MIN_HOPS =
      new IntegerUnixChannelOption("IPV6_MINHOPCOUNT", IPPROTO_IPV6, 73);
  static final IntegerUnixChannelOption IPV6_ONLY =
      new IntegerUnixChannelOption("IPV6_V6ONLY", IPPROTO_IPV6, 26);

  private LinuxOption() {}

  private static RawUnixChannelOption raw(String name, int number, int size) {
    return new RawUnixChannelOption(name, IPPROTO_TCP, number, size);
  }

  /** Where it differs from what Netty makes by itself; accepted channels have it from theirs. */
  private static final AttributeKey<Boolean> IPV6_SOCKET = AttributeKey.valueOf("ipv6-socket");

  /** Remembers what a listening socket is. */
  static void isOfFamily(Channel listener, boolean ipv6) {
    listener.attr(IPV6_SOCKET).set(ipv6);
  }

  /** True for an IPv6 socket, also if its peer is an IPv4 one: Netty makes no others by itself. */
  static boolean isIpv6(Channel channel) {
    Channel listener = channel.parent();
    Boolean known = (listener == null ? channel : listener).attr(IPV6_SOCKET).get();
    return known == null ? Socket.isIPv6Preferred() : known;
  }

  /**
   * Sets an option.
   *
   * @throws IOException if the kernel refuses, or if the transport does not know the option; says
   *     why and nothing else
   */
  static void set(Channel channel, IntegerUnixChannelOption option, int value) throws IOException {
    try {
      if (!channel.config().setOption(option, value)) {
        throw unknown(option.name());
      }
    } catch (ChannelException e) {
      throw refused(option.name(), e);
    }
  }

  /** The same for a structure. */
  static void set(Channel channel, RawUnixChannelOption option, ByteBuffer value)
      throws IOException {
    try {
      if (!channel.config().setOption(option, value)) {
        throw unknown(option.name());
      }
    } catch (ChannelException e) {
      throw refused(option.name(), e);
    }
  }

  /** Null if the kernel has no such thing to tell. */
  static @Nullable ByteBuffer get(Channel channel, RawUnixChannelOption option) {
    try {
      return channel.config().getOption(option);
    } catch (ChannelException e) {
      return null;
    }
  }

  private static IOException unknown(String option) {
    return new IOException(option + " is not known to this transport");
  }

  /** The exception's text is the kernel's; what was to be set is never in it. */
  private static IOException refused(String option, ChannelException e) {
    String message = e.getMessage() == null ? "" : e.getMessage();
    int colon = message.lastIndexOf(": ");
    String why = colon < 0 ? message : message.substring(colon + 2);
    return new IOException(option + ": " + why);
  }
}
