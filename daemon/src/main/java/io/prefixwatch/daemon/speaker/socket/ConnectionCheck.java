package io.prefixwatch.daemon.speaker.socket;

import io.netty.channel.Channel;
import io.prefixwatch.daemon.config.PeerSecurity;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Holds a connection that is there against what its peer's session demands.
 *
 * <p>The kernel has checked keys already, by the address. What is left is the distance, where peers
 * of one listener have different ones, and that no connection slipped in before its key was set.
 */
public final class ConnectionCheck {

  /** What is wrong with a connection. */
  public enum Cause {
    /** It comes from too far away, or nobody can say from how far. */
    TTL,
    /** It is not signed as it should be. */
    UNSIGNED
  }

  /**
   * Why a connection is not taken.
   *
   * @param detail for the log, in words
   */
  public record Refusal(Cause cause, String detail) {}

  private ConnectionCheck() {}

  /**
   * Checks an accepted connection of which nothing was read, and sets its distance.
   *
   * @param listenerMinTtl what the listener demanded of every packet, 0 for nothing
   * @return null if the session may have it
   */
  public static @Nullable Refusal accepted(
      Channel channel, PeerSecurity security, int listenerMinTtl) {
    if (!security.hasTtl() && !security.isKeyed()) {
      return null;
    }
    ByteBuffer kept = LinuxOption.get(channel, LinuxOption.SAVED_SYN);
    SavedSyn syn = kept == null ? null : SavedSyn.parse(kept);
    Refusal distance = security.hasTtl() ? distance(channel, security, listenerMinTtl, syn) : null;
    return distance != null ? distance : signature(channel, security, syn);
  }

  private static @Nullable Refusal distance(
      Channel channel, PeerSecurity security, int listenerMinTtl, @Nullable SavedSyn syn) {
    try {
      SocketProtection.requireTtl(channel, security.minTtl());
      SocketProtection.sendTtl255(channel);
    } catch (IOException e) {
      return new Refusal(Cause.TTL, String.valueOf(e.getMessage()));
    }
    if (syn == null) {
      // Under a flood of SYNs the kernel keeps none; the peer may come again.
      return listenerMinTtl >= security.minTtl()
          ? null
          : new Refusal(Cause.TTL, "TTL unknown, at least " + security.minTtl() + " required");
    }
    return syn.ttl() >= security.minTtl()
        ? null
        : new Refusal(
            Cause.TTL, "TTL " + syn.ttl() + ", at least " + security.minTtl() + " required");
  }

  private static @Nullable Refusal signature(
      Channel channel, PeerSecurity security, @Nullable SavedSyn syn) {
    if (security.password() != null && syn != null && !syn.md5()) {
      return new Refusal(Cause.UNSIGNED, "no TCP MD5 signature");
    }
    return security.hasAo() ? ao(channel) : null;
  }

  /** Checks a connection of ours that is there: the peer must have answered signed. */
  public static @Nullable Refusal connected(Channel channel, PeerSecurity security) {
    return security.hasAo() ? ao(channel) : null;
  }

  private static @Nullable Refusal ao(Channel channel) {
    ByteBuffer octets = LinuxOption.get(channel, LinuxOption.AO_INFO);
    AoState state = octets == null ? null : AoState.parse(octets);
    return state == null ? new Refusal(Cause.UNSIGNED, "no TCP-AO key is in use") : null;
  }
}
