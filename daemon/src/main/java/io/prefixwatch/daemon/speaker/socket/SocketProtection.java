package io.prefixwatch.daemon.speaker.socket;

import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.unix.RawUnixChannelOption;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.daemon.config.AoKey;
import io.prefixwatch.daemon.config.PeerSecurity;
import io.prefixwatch.daemon.config.SessionSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts keys and distances on sockets. Whatever does not take ends in an exception, never in a
 * socket that is open to more than it should be. For channels of native epoll; others refuse.
 */
public final class SocketProtection {

  private static final int MAX_TTL = 255;
  private static final Path OPTMEM = Path.of("/proc/sys/net/core/optmem_max");

  private SocketProtection() {}

  // Listening sockets.

  /** Says what a listening socket is: structures and options of the two families differ. */
  public static void isOfFamily(Channel listener, boolean ipv6) {
    LinuxOption.isOfFamily(listener, ipv6);
  }

  /**
   * Readies a socket that is to listen: every key, the distance, and that the first packet of each
   * connection is kept. Before it is bound, or there is a moment without.
   *
   * @param minTtl what every peer that may connect arrives with at least; 0 for any
   * @param sendTtl255 whether some peer expects our packets from nearby
   * @throws IOException a sentence that says what did not take, and why
   */
  public static void protectListener(
      Channel listener, KeyTable keys, int minTtl, boolean sendTtl255) throws IOException {
    changeKeys(listener, KeyTable.EMPTY, keys);
    changeDistance(listener, minTtl, sendTtl255);
    LinuxOption.set(listener, LinuxOption.SAVE_SYN, 1);
  }

  /** Changes the distance of a listening socket. */
  public static void changeDistance(Channel listener, int minTtl, boolean sendTtl255)
      throws IOException {
    requireTtl(listener, minTtl);
    if (sendTtl255) {
      sendTtl255(listener);
    }
  }

  /**
   * Makes the keys of a listening socket those of another table. What fails is taken back, so that
   * it stays as it was.
   *
   * @throws IOException a sentence that says which key did not take, and why
   */
  public static void changeKeys(Channel listener, KeyTable before, KeyTable after)
      throws IOException {
    List<Step> done = new ArrayList<>();
    try {
      for (Step step : steps(before, after)) {
        step.take(listener);
        done.add(step);
      }
    } catch (IOException e) {
      for (int i = done.size() - 1; i >= 0; i--) {
        takeBack(listener, done.get(i), e);
      }
      throw e;
    }
  }

  private static void takeBack(Channel listener, Step step, IOException cause) {
    try {
      step.opposite().take(listener);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  /** What goes comes first: TCP MD5 and TCP-AO keys of one peer cannot stand together. */
  private static List<Step> steps(KeyTable before, KeyTable after) {
    List<Step> steps = new ArrayList<>();
    for (Map.Entry<Prefix, KeyTable.Entry> old : before.entries().entrySet()) {
      KeyTable.Entry fresh = after.entry(old.getKey());
      boolean same = fresh != null && fresh.security().hasKeysOf(old.getValue().security());
      if (!same && !replacesInPlace(old.getValue(), fresh)) {
        steps.add(new Step(old.getKey(), old.getValue(), null));
      }
    }
    for (Map.Entry<Prefix, KeyTable.Entry> fresh : after.entries().entrySet()) {
      KeyTable.Entry old = before.entry(fresh.getKey());
      boolean same = old != null && old.security().hasKeysOf(fresh.getValue().security());
      if (!same) {
        boolean inPlace = old != null && replacesInPlace(old, fresh.getValue());
        steps.add(new Step(fresh.getKey(), inPlace ? old : null, fresh.getValue()));
      }
    }
    return steps;
  }

  /** A new TCP MD5 key takes the place of the old one at once; there is no moment without. */
  private static boolean replacesInPlace(KeyTable.Entry old, KeyTable.@Nullable Entry fresh) {
    return fresh != null
        && old.security().password() != null
        && fresh.security().password() != null;
  }

  /**
   * One change on a listening socket.
   *
   * @param before keys that go, null for none
   * @param after keys that come, null for none
   */
  private record Step(
      Prefix peers, KeyTable.@Nullable Entry before, KeyTable.@Nullable Entry after) {

    Step opposite() {
      return new Step(peers, after, before);
    }

    void take(Channel listener) throws IOException {
      if (after != null) {
        addKeys(listener, peers, after, false);
      } else if (before != null) {
        removeKeys(listener, peers, before.security());
      }
    }
  }

  private static void addKeys(
      Channel channel, Prefix peers, KeyTable.Entry entry, boolean connecting) throws IOException {
    boolean ipv6 = LinuxOption.isIpv6(channel);
    PeerSecurity security = entry.security();
    if (security.password() != null) {
      ByteBuffer key = Md5Structure.set(peers, security.password().octets(), ipv6);
      add(channel, LinuxOption.MD5_KEY, key, "TCP MD5", entry.session());
    }
    List<AoKey> added = new ArrayList<>();
    for (AoKey key : security.aoKeys()) {
      boolean preferred = connecting && added.isEmpty();
      ByteBuffer structure =
          AoStructure.add(peers, key, security.aoExcludesOptions(), preferred, ipv6);
      try {
        add(channel, LinuxOption.AO_ADD, structure, "TCP-AO", entry.session());
      } catch (IOException e) {
        removeKeys(channel, peers, new PeerSecurity(null, added, false, 0));
        throw e;
      }
      added.add(key);
    }
  }

  private static void add(
      Channel channel, RawUnixChannelOption option, ByteBuffer key, String what, String session)
      throws IOException {
    try {
      LinuxOption.set(channel, option, key);
    } catch (IOException e) {
      String why =
          takesAlone(LinuxOption.isIpv6(channel), option, key.rewind()) ? noRoom() : e.getMessage();
      throw new IOException(
          "the " + what + " key of session " + session + " did not take: " + why, e);
    }
  }

  /** True if a socket without other keys takes this one: then it is a question of room. */
  private static boolean takesAlone(boolean ipv6, RawUnixChannelOption option, ByteBuffer key) {
    Channel fresh;
    try {
      fresh = new EpollSocketChannel(ipv6 ? SocketProtocolFamily.INET6 : SocketProtocolFamily.INET);
    } catch (RuntimeException | LinkageError e) {
      return false;
    }
    try {
      LinuxOption.set(fresh, option, key);
      return true;
    } catch (IOException e) {
      return false;
    } finally {
      fresh.unsafe().closeForcibly();
    }
  }

  private static String noRoom() {
    return "one socket has no room for so many keys; raise net.core.optmem_max (now "
        + optmemMax()
        + "), or give the peers of a range one key";
  }

  /** In one read: a file under /proc/sys gives nothing after the first. */
  private static String optmemMax() {
    try (BufferedReader reader = Files.newBufferedReader(OPTMEM)) {
      return String.valueOf(reader.readLine());
    } catch (IOException e) {
      return "unknown";
    }
  }

  private static void removeKeys(Channel channel, Prefix peers, PeerSecurity security)
      throws IOException {
    boolean ipv6 = LinuxOption.isIpv6(channel);
    if (security.password() != null) {
      LinuxOption.set(channel, LinuxOption.MD5_KEY, Md5Structure.remove(peers, ipv6));
    }
    for (AoKey key : security.aoKeys()) {
      LinuxOption.set(channel, LinuxOption.AO_DELETE, AoStructure.remove(peers, key, ipv6));
    }
  }

  // Our own connections.

  /**
   * Readies a socket before it connects to its peer.
   *
   * @throws IOException a sentence that says what did not take, and why
   */
  public static void protectConnector(Channel connecting, SessionSettings session)
      throws IOException {
    PeerSecurity security = session.security();
    if (security.isKeyed()) {
      addKeys(
          connecting,
          KeyTable.host(session.session().peerAddress()),
          new KeyTable.Entry(session.session().id(), security),
          true);
    }
    if (security.hasTtl()) {
      sendTtl255(connecting);
      requireTtl(connecting, security.minTtl());
    }
  }

  // Distance.

  /** Drops what arrives with less; 0 drops nothing. */
  static void requireTtl(Channel channel, int minTtl) throws IOException {
    LinuxOption.set(channel, LinuxOption.IP_MIN_TTL, minTtl);
    if (LinuxOption.isIpv6(channel)) {
      LinuxOption.set(channel, LinuxOption.IPV6_MIN_HOPS, minTtl);
    }
  }

  static void sendTtl255(Channel channel) throws IOException {
    LinuxOption.set(channel, LinuxOption.IP_TTL, MAX_TTL);
    if (LinuxOption.isIpv6(channel)) {
      LinuxOption.set(channel, LinuxOption.IPV6_HOPS, MAX_TTL);
    }
  }

  /** Takes only IPv6 connections on the unspecified IPv6 address. */
  public static void onlyIpv6(Channel listener) throws IOException {
    LinuxOption.set(listener, LinuxOption.IPV6_ONLY, 1);
  }
}
