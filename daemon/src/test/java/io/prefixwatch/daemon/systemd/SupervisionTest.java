package io.prefixwatch.daemon.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.netty.channel.epoll.Epoll;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisionTest {

  private static final long PID = 4711;
  private static final Duration INTERVAL = Duration.ofSeconds(15);

  @TempDir private Path temp;
  private final AtomicLong idleMicros = new AtomicLong();
  private final Map<String, String> environment = new HashMap<>();
  private NotifyReceiver systemd;

  @BeforeEach
  void listen() {
    Assumptions.assumeTrue(Epoll.isAvailable(), "datagrams in the Unix domain need Linux");
    Path path = temp.resolve("notify");
    systemd = new NotifyReceiver(path.toString());
    environment.put("NOTIFY_SOCKET", path.toString());
    // Long enough that the feeding thread does not get in the way of what is tested here.
    environment.put("WATCHDOG_USEC", "3600000000");
    environment.put("WATCHDOG_PID", Long.toString(PID));
  }

  @AfterEach
  void close() {
    systemd.close();
  }

  private Supervision supervision() {
    return Supervision.of(environment, PID, idleMicros::get, () -> "all is well");
  }

  @Test
  void saysWhenItIsReadyReloadsAndStops() {
    try (Supervision supervision = supervision()) {
      supervision.ready();
      supervision.reloading();
      supervision.reloaded();
      supervision.stopping();

      systemd.await("STOPPING=1");
      assertThat(systemd.messages())
          .startsWith("READY=1\nSTATUS=all is well")
          .filteredOn(message -> message.matches("RELOADING=1\nMONOTONIC_USEC=\\d+"))
          .hasSize(1);
      assertThat(systemd.messages())
          .filteredOn(message -> message.startsWith("READY=1"))
          .hasSize(2);
    }
  }

  @Test
  void feedsTheWatchdogWhileTheEngineTurns() {
    try (Supervision supervision = supervision()) {
      idleMicros.set(1_000_000);

      supervision.beat(INTERVAL);

      systemd.await("STATUS=");
      assertThat(systemd.messages()).containsExactly("WATCHDOG=1", "STATUS=all is well");
    }
  }

  @Test
  void starvesTheWatchdogWhileTheEngineIsStuck() {
    try (Supervision supervision = supervision()) {
      idleMicros.set(INTERVAL.toMillis() * 1_000);

      supervision.beat(INTERVAL);

      systemd.await("STATUS=");
      assertThat(systemd.messages()).containsExactly("STATUS=all is well");
    }
  }

  @Test
  void feedsNoWatchdogThatIsAnothersOrNone() {
    environment.put("WATCHDOG_PID", "1");
    try (Supervision others = supervision()) {
      others.beat(INTERVAL);
    }
    environment.remove("WATCHDOG_USEC");
    try (Supervision none = supervision()) {
      none.beat(INTERVAL);
      none.stopping();
    }

    systemd.await("STOPPING=1");
    assertThat(systemd.messages()).noneMatch(message -> message.startsWith("WATCHDOG"));
  }

  @Test
  void reachesASocketInTheAbstractNamespace() {
    String name = "prefixwatch-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
    environment.put("NOTIFY_SOCKET", "@" + name);
    try (NotifyReceiver hidden = new NotifyReceiver('\0' + name);
        Supervision supervision = supervision()) {
      supervision.stopping();

      hidden.await("STOPPING=1");
    }
  }

  @Test
  void goesOnWhereNobodyListensOrNobodyAsked() {
    environment.put("NOTIFY_SOCKET", temp.resolve("absent").toString());
    assertThatCode(this::wholeLife).doesNotThrowAnyException();

    environment.clear();
    assertThatCode(this::wholeLife).doesNotThrowAnyException();
  }

  private void wholeLife() {
    try (Supervision supervision = supervision()) {
      supervision.ready();
      supervision.reloading();
      supervision.reloaded();
      supervision.stopping();
    }
  }
}
