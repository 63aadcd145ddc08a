package io.prefixwatch.daemon.interop;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.prefixwatch.bgp.net.Address;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The packaged daemon with a real BIRD, FRR, GoBGP, OpenBGPD and ExaBGP: the same alerts from all
 * of them, whoever connects, over IPv4 and IPv6. The stories mostly wait, for hold-downs and for
 * routers that are in no hurry to connect, so several run beside each other.
 */
class LiveSessionInteropIT {

  private static final int AT_ONCE = 8;

  @TempDir private static Path temp;
  private static final ExecutorService STORIES = Executors.newFixedThreadPool(AT_ONCE);
  private static final Map<List<Object>, Future<String>> RUNNING = new HashMap<>();

  static Stream<Arguments> stories() {
    return Stream.of(Transport.values())
        .flatMap(how -> Stream.of(RouterKind.values()).map(who -> Arguments.of(who, how)));
  }

  @BeforeAll
  static void startAllThatCanRun() throws IOException {
    for (RouterKind kind : RouterKind.values()) {
      for (Transport transport : Transport.values()) {
        if (kind.canRun() && isThere(transport)) {
          Path folder = Files.createDirectory(temp.resolve(kind + "-" + transport.name()));
          RUNNING.put(
              List.of(kind, transport), STORIES.submit(new LiveStory(kind, transport, folder)));
        }
      }
    }
  }

  @AfterAll
  static void stop() {
    STORIES.shutdownNow();
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("stories")
  void tellsTheSameOfEveryRouter(RouterKind kind, Transport transport) throws Throwable {
    kind.require();
    assumeTrue(isThere(transport), "no IPv6 on loopback");

    try {
      System.out.println(story(kind, transport).get());
    } catch (ExecutionException failed) {
      throw failed.getCause();
    }
  }

  private static Future<String> story(RouterKind kind, Transport transport) {
    Future<String> story = RUNNING.get(List.of(kind, transport));
    if (story == null) {
      throw new AssertionError("not started: " + kind + ", " + transport);
    }
    return story;
  }

  private static boolean isThere(Transport transport) {
    if (!transport.isIpv6()) {
      return true;
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(Address.parse("::1").toInetAddress(), 0));
      return true;
    } catch (IOException none) {
      return false;
    }
  }
}
