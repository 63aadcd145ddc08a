package io.prefixwatch.daemon.interop;

import io.prefixwatch.daemon.fixture.OtherPrograms;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The programs, and in what they differ as far as the daemon's alerts show it. GoBGP, which waits
 * half a minute after a reset, comes first.
 */
enum RouterKind {
  GOBGP,
  BIRD,
  FRR,
  OPENBGPD,
  EXABGP;

  /**
   * How a program behaves.
   *
   * @param restartsGracefully it announces that it keeps forwarding over a restart (RFC 4724); only
   *     then does GoBGP send End-of-RIB
   * @param resetText what its NOTIFICATION says when the session is reset (RFC 9003)
   * @param shutdownText what it says when the session is shut down
   * @param comesBack it connects again after a shutdown, at once
   */
  record Manners(
      boolean restartsGracefully,
      @Nullable String resetText,
      @Nullable String shutdownText,
      boolean comesBack) {}

  PeerRouter router(Wiring wiring) {
    return switch (this) {
      case GOBGP -> new GobgpRouter(wiring);
      case BIRD -> new BirdRouter(wiring);
      case FRR -> new FrrRouter(wiring);
      case OPENBGPD -> new OpenbgpdRouter(wiring);
      case EXABGP -> new ExabgpRouter(wiring);
    };
  }

  Manners manners() {
    return switch (this) {
      case GOBGP -> new Manners(true, null, null, false);
      case BIRD, FRR, OPENBGPD -> new Manners(false, null, PeerRouter.WHY, false);
      case EXABGP -> new Manners(false, "Administrative Reset", "Administrative Shutdown", true);
    };
  }

  /** Its configuration in the test resources, and the language of its block in the guide. */
  String template() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The command with which the program itself checks a configuration. */
  List<String> check(Path file) {
    String path = file.toString();
    return switch (this) {
      case BIRD -> List.of(BirdRouter.DAEMON, "-p", "-c", path);
      case FRR -> List.of(FrrRouter.CLIENT, "-C", "-f", path);
      case GOBGP -> List.of(GobgpRouter.DAEMON, "-d", "-f", path);
      case OPENBGPD -> List.of(OpenbgpdRouter.DAEMON, "-n", "-f", path);
      case EXABGP -> List.of(ExabgpRouter.DAEMON, "--test", path);
    };
  }

  /** Skips the test, or fails it where that is asked for, unless the program can run here. */
  void require() {
    OtherPrograms.require(programs());
    OtherPrograms.require(!needsRoot() || isRoot(), this + " runs only as root");
  }

  boolean canRun() {
    return OtherPrograms.areInstalled(programs()) && (!needsRoot() || isRoot());
  }

  /** OpenBGPD gives its privileges up, so it must have them. */
  private boolean needsRoot() {
    return this == OPENBGPD;
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private String[] programs() {
    return switch (this) {
      case GOBGP -> new String[] {GobgpRouter.DAEMON, GobgpRouter.CLIENT};
      case BIRD -> new String[] {BirdRouter.DAEMON, BirdRouter.CLIENT};
      case FRR -> new String[] {FrrRouter.DAEMON, FrrRouter.CLIENT};
      case OPENBGPD -> new String[] {OpenbgpdRouter.DAEMON, OpenbgpdRouter.CLIENT};
      case EXABGP -> new String[] {ExabgpRouter.DAEMON};
    };
  }
}
