package io.prefixwatch.daemon.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prefixwatch.daemon.fixture.KernelCounters;
import io.prefixwatch.daemon.fixture.OtherPrograms;
import io.prefixwatch.daemon.fixture.RunningDaemon;
import io.prefixwatch.daemon.interop.SecuredRouter.Peering;
import io.prefixwatch.daemon.interop.SecuredRouter.Program;
import io.prefixwatch.daemon.speaker.Rejection;
import io.prefixwatch.daemon.speaker.socket.SocketSupport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * TCP MD5 and GTSM with a real BIRD and a real GoBGP, right and wrong. The wrong ones try first,
 * until the kernel or the daemon has counted that; then a right one comes up, and no other has.
 */
class SecureSessionInteropIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path temp;
  private RunningDaemon daemon;

  /** A part of 127.0.0.0/8 that no other test has. */
  private final String block =
      "127."
          + ThreadLocalRandom.current().nextInt(1, 255)
          + "."
          + ThreadLocalRandom.current().nextInt(0, 256)
          + ".";

  /** The same for all addresses of a test. */
  private int port;

  @BeforeEach
  void setUp() {
    daemon = new RunningDaemon(temp);
    port = Wiring.of(Transport.THEY_CONNECT, temp).daemonPort();
  }

  @AfterEach
  void close() throws Exception {
    daemon.close();
  }

  private void start(String sessions) throws Exception {
    daemon.start(
        """
        speaker:
          asn: 64500
          router-id: 192.0.2.1
          listen: ["%1$s101:%2$d", "%1$s102:%2$d", "%1$s103:%2$d", "[::1]:%2$d"]
        sessions:
        """
                .formatted(block, port)
            + sessions);
  }

  /** The router's address ends in this, the daemon's in 100 more. */
  private Peering peering(int host) {
    return new Peering(block + host, block + (100 + host), port, null, false, false);
  }

  private SecuredRouter router(Program program, String name, Peering... peerings)
      throws IOException {
    return daemon.closing(SecuredRouter.start(program, temp.resolve(name), port, peerings));
  }

  private String nextUp() throws InterruptedException {
    return daemon.sink().awaitEvent("SessionUp").get("session").asString();
  }

  private static void awaitTrue(String what, Callable<Boolean> condition) {
    await(what).atMost(PATIENCE).until(condition);
  }

  private static void requireMd5(Program program) {
    program.require();
    require(new SocketSupport().password());
  }

  private static void requireGtsm(Program program) {
    program.require();
    require(new SocketSupport().ttlSecurity());
  }

  private static void require(@Nullable String missing) {
    OtherPrograms.require(missing == null, String.valueOf(missing));
  }

  @ParameterizedTest
  @EnumSource
  void takesTheRouterWithThePassword(Program program) throws Exception {
    requireMd5(program);
    start(keyed("right", 1) + keyed("wrong", 2) + keyed("none", 3));
    long failed = KernelCounters.tcp("TCPMD5Failure");
    long missing = KernelCounters.tcp("TCPMD5NotFound");

    SecuredRouter outside =
        router(program, "outside", peering(2).key("closesesame"), peering(3).key(null));
    awaitTrue("a wrong key was tried", () -> KernelCounters.tcp("TCPMD5Failure") > failed);
    awaitTrue("no key was tried", () -> KernelCounters.tcp("TCPMD5NotFound") > missing);
    router(program, "inside", peering(1).key("opensesame"));

    assertThat(nextUp()).isEqualTo("right");
    assertThat(outside.isAlive()).isTrue();
  }

  private String keyed(String id, int host) {
    return "  - {id: %s, kind: collector, peer: {address: %s%d, asn: 64496}, password: opensesame}\n"
        .formatted(id, block, host);
  }

  @ParameterizedTest
  @EnumSource
  void takesTheRouterOfARangeWithThePassword(Program program) throws Exception {
    requireMd5(program);
    start(
        "  - {id: lan, kind: collector, dynamic: {range: %s0/24}, password: opensesame}\n"
            .formatted(block));
    long failed = KernelCounters.tcp("TCPMD5Failure");
    long missing = KernelCounters.tcp("TCPMD5NotFound");

    SecuredRouter outside =
        router(program, "outside", peering(2).key("closesesame"), peering(3).key(null));
    awaitTrue("a wrong key was tried", () -> KernelCounters.tcp("TCPMD5Failure") > failed);
    awaitTrue("no key was tried", () -> KernelCounters.tcp("TCPMD5NotFound") > missing);
    router(program, "inside", peering(1).key("opensesame"));

    assertThat(nextUp()).isEqualTo("lan/" + block + "1");
    assertThat(outside.isAlive()).isTrue();
  }

  /** We connect, from the address that the system chooses. */
  @ParameterizedTest
  @EnumSource
  void connectsToTheRouterWithThePassword(Program program) throws Exception {
    requireMd5(program);
    Peering one = new Peering(block + 1, "127.0.0.1", 179, "opensesame", false, true);
    Peering two = new Peering(block + 2, "127.0.0.1", 179, "closesesame", false, true);
    long failed = KernelCounters.tcp("TCPMD5Failure");
    router(program, "outside", two);
    start(active("right", 1) + active("wrong", 2));

    awaitTrue("a wrong key was tried", () -> KernelCounters.tcp("TCPMD5Failure") > failed);
    router(program, "inside", one);

    assertThat(nextUp()).isEqualTo("right");
  }

  private String active(String id, int host) {
    return ("  - {id: %s, kind: collector, peer: {address: %s%d, asn: 64496, active: true,"
            + " port: %d}, password: opensesame}\n")
        .formatted(id, block, host, port);
  }

  @ParameterizedTest
  @EnumSource
  void takesTheRouterThatIsNear(Program program) throws Exception {
    requireGtsm(program);
    start(
        near("near", block + 1)
            + near("far", block + 2)
            + "  - {id: anywhere, kind: collector, peer: {address: %s3, asn: 64496}}\n"
                .formatted(block));

    SecuredRouter outside = router(program, "outside", peering(2));
    awaitTrue("somebody far has tried", () -> rejectedFar() > 0);
    router(program, "inside", peering(1).isNear(), peering(3));

    assertThat(new String[] {nextUp(), nextUp()}).containsExactlyInAnyOrder("near", "anywhere");
    assertThat(outside.isAlive()).isTrue();
  }

  private static String near(String id, String address) {
    return "  - {id: %s, kind: collector, peer: {address: \"%s\", asn: 64496}, ttl-security: 1}\n"
        .formatted(id, address);
  }

  private long rejectedFar() {
    return daemon.application().speaker().rejections(Rejection.TTL);
  }

  /** There is one IPv6 address here: the same router comes from far, and then from near. */
  @ParameterizedTest
  @EnumSource
  void takesTheRouterThatIsNearOverIpv6(Program program) throws Exception {
    requireGtsm(program);
    start(
        near("near", "::1")
            + "  - {id: anywhere, kind: collector, peer: {address: %s3, asn: 64496}}\n"
                .formatted(block));
    Peering far = new Peering("::1", "::1", port, null, false, false);
    int routerPort = port + 1;

    SecuredRouter outside = SecuredRouter.start(program, temp.resolve("outside"), routerPort, far);
    daemon.closing(outside);
    awaitTrue("it has tried from far", () -> rejectedFar() > 0);
    outside.close();
    daemon.closing(SecuredRouter.start(program, temp.resolve("inside"), routerPort, far.isNear()));

    assertThat(nextUp()).isEqualTo("near");
  }
}
