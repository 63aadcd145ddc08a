package io.prefixwatch.monitor.rib;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.monitor.index.PrefixIndex;
import io.prefixwatch.monitor.registry.DetectionSettings;
import io.prefixwatch.monitor.registry.Registry;
import io.prefixwatch.monitor.registry.Session;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which routes are told to the engine: those that touch a registered prefix or cover one, those of
 * our own prefixes, and those whose path is suspicious on their session. Immutable.
 */
public final class Watchlist {

  private static final PrefixIndex NOTHING = PrefixIndex.of(List.of());

  private final PrefixIndex registered;
  private final PrefixIndex own;
  private final CoverSearch covers;
  private final @Nullable Registry registry;

  private Watchlist(PrefixIndex registered, PrefixIndex own, @Nullable Registry registry) {
    this.registered = registered;
    this.own = own;
    DetectionSettings settings = registry == null ? DetectionSettings.DEFAULT : registry.settings();
    this.covers = new CoverSearch(registered, settings.ipv4Floor(), settings.ipv6Floor());
    this.registry = registry;
  }

  /** Registered prefixes only. */
  public static Watchlist of(PrefixIndex registered) {
    return new Watchlist(registered, NOTHING, null);
  }

  /** Everything that the operator told us to watch. */
  public static Watchlist of(Registry registry) {
    List<Prefix> own = List.copyOf(new TreeSet<>(registry.speaker().prefixes()));
    return new Watchlist(registry.index(), PrefixIndex.of(own), registry);
  }

  PrefixIndex registered() {
    return registered;
  }

  /** True if the route is for one of our own prefixes, or something inside. */
  boolean isOwn(boolean isIpv6, long hi, long lo, int length) {
    return own.size() > 0 && own.longestCover(isIpv6, hi, lo, length) >= 0;
  }

  /** True if the route strictly covers a registered prefix, and somebody wants to know. */
  boolean covers(boolean isIpv6, long hi, long lo, int length) {
    return registry != null && covers.covers(isIpv6, hi, lo, length);
  }

  /** What makes a path of this session suspicious; null if nothing does. */
  @Nullable PathScreen screen(Session session) {
    return registry == null ? null : PathScreen.of(registry, session);
  }
}
