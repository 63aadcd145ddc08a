package io.prefixwatch.monitor.bench;

import io.prefixwatch.bgp.fixture.load.GeneratedTable;
import io.prefixwatch.bgp.fixture.load.GeneratedTable.Registered;
import io.prefixwatch.bgp.fixture.load.PeerLoad;
import io.prefixwatch.bgp.fixture.load.UpdateStream;
import io.prefixwatch.bgp.fixture.load.Withdrawals;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.monitor.index.PrefixIndex;
import io.prefixwatch.monitor.registry.CollectorSession;
import io.prefixwatch.monitor.rib.RouteTable;
import io.prefixwatch.monitor.rib.SessionIntake;
import io.prefixwatch.monitor.rib.Watchlist;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Prints the live heap, after collection, of the index and of Adj-RIBs-In with 1, 4 and more full
 * tables, after half of the routes were withdrawn, and after all sessions went.
 */
public final class MemoryUse {

  private MemoryUse() {}

  /** Takes the largest number of sessions; 4 if none is given. */
  public static void main(String[] args) {
    int most = args.length > 0 ? Integer.parseInt(args[0]) : 4;
    GeneratedTable generated = GeneratedTable.full();
    index(generated);
    tables(generated, most);
  }

  private static void index(GeneratedTable generated) {
    for (int count : new int[] {1000, 10_000, 100_000, 1_000_000}) {
      List<Prefix> prefixes =
          generated.registered(count).stream().map(Registered::prefix).sorted().toList();
      long before = live();
      PrefixIndex index = PrefixIndex.of(prefixes);
      long used = live() - before;
      print("index of " + index.size() + " registered prefixes", used, index.size(), "prefix");
    }
  }

  private static void tables(GeneratedTable generated, int most) {
    UpdateStream half = Withdrawals.of(generated, 2);
    UpdateStream all = Withdrawals.of(generated, 1);
    Feed feed = new Feed();
    long before = live();
    RouteTable table = new RouteTable(Watchlist.of(PrefixIndex.of(List.of())), 1);
    List<SessionIntake> sessions = new ArrayList<>();
    long paths = 0;
    for (int peer = 1; peer <= most; peer++) {
      SessionIntake session = table.open(CollectorSession.of(peer), event -> {});
      Feed.up(session);
      sessions.add(session);
      UpdateStream stream = UpdateStream.table(new PeerLoad(generated, peer));
      feed.play(stream, session);
      paths += stream.prefixes();
      if (peer == 1 || peer == 4 || peer % 10 == 0 || peer == most) {
        print(peer + " full tables", live() - before, paths, "path");
      }
    }
    sessions.forEach(session -> feed.play(half, session));
    print("half withdrawn", live() - before, paths / 2, "path left");
    sessions.forEach(session -> feed.play(all, session));
    print("all withdrawn", live() - before, paths, "path gone");
    sessions.forEach(table::close);
    print("all sessions gone", live() - before, paths, "path gone");
  }

  private static long live() {
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @SuppressWarnings("SystemOut") // it is what this program is for
  private static void print(String what, long octets, long items, String item) {
    System.out.println(
        String.format(
            Locale.ROOT,
            "%-40s %8.1f MiB %8.1f B a %s",
            what,
            octets / 1048576.0,
            (double) octets / items,
            item));
  }
}
