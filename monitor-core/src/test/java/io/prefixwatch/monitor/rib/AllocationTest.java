package io.prefixwatch.monitor.rib;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.speak.UpdateBuilder;
import io.prefixwatch.bgp.update.ScanContext;
import io.prefixwatch.bgp.update.UpdateScan;
import io.prefixwatch.monitor.registry.PrefixLimit;
import io.prefixwatch.monitor.registry.PrefixLimit.Action;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** UPDATEs that touch no registered prefix leave no garbage: not one octet, once warm. */
class AllocationTest {

  private static final int ROUNDS = 500;
  private static final int RUNS = 5;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /**
   * Announcements, replacements by other attributes and withdrawals of the same prefixes. The
   * attribute sets stay in use by one more route, as nearly all are in a table.
   */
  private static List<byte[]> churn() {
    List<byte[]> messages = new ArrayList<>();
    String[] prefixes = new String[50];
    for (int i = 0; i < prefixes.length; i++) {
      prefixes[i] = "198.51." + i + ".0/24";
    }
    for (String prefix : prefixes) {
      messages.add(first().announcing(prefix).encode());
      messages.add(second().announcing(prefix).encode());
      messages.add(second().announcing(prefix).encode());
    }
    messages.add(anUpdate().withdrawing(prefixes).encode());
    messages.add(first().announcing("2001:db8:ff::/48").encode());
    messages.add(anUpdate().withdrawing("2001:db8:ff::/48").encode());
    return messages;
  }

  private static UpdateBuilder first() {
    return anUpdate().via(64496, 64499, 64502).communities("64496:1", "64496:2").med(10);
  }

  private static UpdateBuilder second() {
    return anUpdate().via(64496, 64502).communities("64496:3").largeCommunity(64496, 1, 2);
  }

  private static long allocatedBy(Runnable work) {
    long thread = Thread.currentThread().getId();
    long before = THREADS.getThreadAllocatedBytes(thread);
    work.run();
    return THREADS.getThreadAllocatedBytes(thread) - before;
  }

  /**
   * Octets that many rounds cost, once warm: the least of several runs, since the JVM itself may
   * allocate on this thread now and then.
   */
  private static long cost(Runnable round) {
    Runnable run =
        () -> {
          for (int i = 0; i < ROUNDS; i++) {
            round.run();
          }
        };
    run.run();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < RUNS; i++) {
      least = Math.min(least, allocatedBy(run));
    }
    return least;
  }

  private static Runnable through(IntakeScript script, List<byte[]> messages) {
    UpdateScan scan = new UpdateScan();
    ScanContext context = script.context();
    long micros = SyncWatch.micros(script.now());
    return () -> {
      for (int i = 0; i < messages.size(); i++) {
        byte[] message = messages.get(i);
        script.table().foresee(script.intake(), message, 0, message.length, context);
        scan.scan(message, 0, message.length, context);
        script.intake().update(scan, micros);
      }
    };
  }

  private static IntakeScript holdingTheSets(PrefixLimit limit) {
    return IntakeScript.up(limit)
        .send(first().announcing("192.0.2.0/25", "2001:db8:fe::/48"))
        .send(second().announcing("192.0.2.128/25"));
  }

  @Test
  void allocatesNothingForUpdatesThatTouchNoRegisteredPrefix() {
    IntakeScript script = holdingTheSets(PrefixLimit.NONE).forget();

    long octets = cost(through(script, churn()));

    assertThat(octets).isZero();
    assertThat(script.events()).isEmpty();
  }

  /** Nothing else is held: table, sets and columns are empty between two of these. */
  @Test
  void allocatesNothingForTheOnlyRouteThatComesAndGoes() {
    IntakeScript script = IntakeScript.up().forget();
    List<byte[]> messages =
        List.of(
            first().announcing("198.51.100.0/24").encode(),
            anUpdate().withdrawing("198.51.100.0/24").encode(),
            first().announcing("2001:db8:ff::/48").encode(),
            anUpdate().withdrawing("2001:db8:ff::/48").encode());

    assertThat(cost(through(script, messages))).isZero();
  }

  @Test
  void allocatesNothingForPathsThatComeAndGo() {
    IntakeScript script = IntakeScript.upWithPaths(1).forget();
    List<byte[]> messages = new ArrayList<>();
    for (int path = 1; path < 40; path++) {
      messages.add(first().announcing("198.51.100.0/24").pathId(path).encode());
    }
    for (int path = 1; path < 40; path++) {
      messages.add(anUpdate().withdrawing("198.51.100.0/24").pathId(path).encode());
    }

    assertThat(cost(through(script, messages))).isZero();
  }

  @Test
  void allocatesNothingBeyondALimitEither() {
    IntakeScript script = holdingTheSets(new PrefixLimit(10, 10, Action.BLOCK)).synced();

    long octets = cost(through(script, blocked()));

    assertThat(octets).isZero();
    assertThat(script.intake().leftOut(Family.IPV4_UNICAST)).isPositive();
  }

  private static List<byte[]> blocked() {
    UpdateBuilder update = first();
    for (int i = 0; i < 50; i++) {
      update.announcing("198.51." + i + ".0/24");
    }
    return List.of(update.encode());
  }

  /** An event, its route and attributes; the scratch that they are read with is kept. */
  @Test
  void allocatesLittleForUpdatesThatTouchARegisteredPrefix() {
    IntakeScript script = holdingTheSets(PrefixLimit.NONE).forget();
    List<byte[]> messages =
        List.of(
            first().announcing("203.0.113.0/24").encode(),
            anUpdate().withdrawing("203.0.113.0/24").encode());

    assertThat(cost(through(script, messages)) / ROUNDS).isLessThan(2_048);
  }

  /** The measure itself works: one registered prefix among them and there is garbage. */
  @Test
  void allocatesForAnUpdateThatTouchesARegisteredPrefix() {
    IntakeScript script = holdingTheSets(PrefixLimit.NONE).forget();
    List<byte[]> messages =
        List.of(
            first().announcing("203.0.113.0/24").encode(),
            anUpdate().withdrawing("203.0.113.0/24").encode());
    Runnable round = through(script, messages);

    long octets = allocatedBy(round);

    assertThat(octets).isPositive();
    assertThat(script.events()).hasSize(2);
  }
}
