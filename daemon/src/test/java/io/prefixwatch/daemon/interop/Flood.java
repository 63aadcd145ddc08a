package io.prefixwatch.daemon.interop;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.bgp.speak.ScriptedSpeaker;
import io.prefixwatch.bgp.speak.UpdateBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A router of AS 64499 with a large table, which it sends as fast as anybody reads. */
final class Flood implements AutoCloseable {

  /** Host routes of 198.18.0.0/15, which is set aside for benchmarks (RFC 2544). */
  static final int ROUTES = 1 << 17;

  private static final long FIRST = 0xC612_0000L << 32;
  private static final int PER_UPDATE = 100;

  private final ScriptedSpeaker speaker;
  private final AtomicInteger sent = new AtomicInteger();
  private volatile @Nullable IOException end;
  private @Nullable Thread sender;

  private Flood(ScriptedSpeaker speaker) {
    this.speaker = speaker;
  }

  /** Brings the session up. */
  static Flood connect(String from, Wiring to) throws IOException {
    ScriptedSpeaker speaker =
        ScriptedSpeaker.connect(
            InetAddress.getByName(from), new InetSocketAddress(to.daemon(), to.daemonPort()));
    speaker.establish(ScriptedSpeaker.plainOpen(64499, "192.0.2.3"));
    return new Flood(speaker);
  }

  /** Sends its table over and over, until the connection ends. */
  void sendWithoutEnd() {
    Thread thread =
        new Thread(
            () -> {
              try {
                for (long origin = 64503; ; origin++) {
                  send(0, ROUTES, origin);
                }
              } catch (IOException e) {
                end = e;
              }
            },
            "flood");
    sender = thread;
    thread.start();
  }

  /** Routes sent so far, as far as the system took them. */
  int sent() {
    return sent.get();
  }

  /**
   * What ended the sending.
   *
   * @return null if it was not under way any more
   */
  @Nullable IOException awaitEnd() throws InterruptedException {
    Thread thread = sender;
    if (thread != null) {
      thread.join();
    }
    return end;
  }

  /** Sends some of its routes. */
  void send(int from, int to, long origin) throws IOException {
    for (int at = from; at < to; at += PER_UPDATE) {
      UpdateBuilder update = anUpdate().via(64499, origin);
      int until = Math.min(to, at + PER_UPDATE);
      for (int route = at; route < until; route++) {
        update.announcing(new Prefix(false, FIRST + ((long) route << 32), 0, 32));
      }
      speaker.send(update);
      sent.addAndGet(until - at);
    }
  }

  ScriptedSpeaker speaker() {
    return speaker;
  }

  @Override
  public void close() throws IOException {
    speaker.close();
  }
}
