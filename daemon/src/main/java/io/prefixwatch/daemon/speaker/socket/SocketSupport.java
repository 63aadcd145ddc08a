package io.prefixwatch.daemon.speaker.socket;

import io.netty.channel.Channel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollSocketChannel;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.daemon.config.AoAlgorithm;
import io.prefixwatch.daemon.config.AoKey;
import io.prefixwatch.daemon.config.Secret;
import io.prefixwatch.daemon.config.TransportSupport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What this machine can do, found out by doing it on a socket that connects to nobody. */
public final class SocketSupport implements TransportSupport {

  private static final Prefix NOBODY = Prefix.parse("192.0.2.1/32");
  private static final String PROBE = "probe";

  /** Sets something on a socket. */
  @FunctionalInterface
  private interface Attempt {
    void on(Channel channel) throws IOException;
  }

  @Override
  public @Nullable String password() {
    byte[] key = PROBE.getBytes(StandardCharsets.US_ASCII);
    return whyNot(
        channel ->
            LinuxOption.set(
                channel,
                LinuxOption.MD5_KEY,
                Md5Structure.set(NOBODY, key, LinuxOption.isIpv6(channel))),
        "the kernel refuses keys");
  }

  @Override
  public @Nullable String tcpAo(AoAlgorithm algorithm) {
    AoKey key = new AoKey(1, 1, algorithm, Secret.of(PROBE));
    return whyNot(
        channel ->
            LinuxOption.set(
                channel,
                LinuxOption.AO_ADD,
                AoStructure.add(NOBODY, key, false, true, LinuxOption.isIpv6(channel))),
        "the kernel has no TCP-AO with "
            + algorithm.label()
            + ", which needs Linux 6.7 built with CONFIG_TCP_AO");
  }

  @Override
  public @Nullable String ttlSecurity() {
    return whyNot(
        channel -> {
          SocketProtection.requireTtl(channel, 255);
          SocketProtection.sendTtl255(channel);
          LinuxOption.set(channel, LinuxOption.SAVE_SYN, 1);
        },
        "the kernel refuses it");
  }

  private static @Nullable String whyNot(Attempt attempt, String reason) {
    if (!Epoll.isAvailable()) {
      return "this platform has no native epoll transport";
    }
    Channel channel = new EpollSocketChannel();
    try {
      attempt.on(channel);
      return null;
    } catch (IOException e) {
      return reason + " (" + e.getMessage() + ")";
    } finally {
      channel.unsafe().closeForcibly();
    }
  }
}
