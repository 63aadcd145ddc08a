package io.prefixwatch.monitor.bench;

import io.prefixwatch.bgp.fixture.load.GeneratedTable;
import io.prefixwatch.bgp.fixture.load.GeneratedTable.Registered;
import io.prefixwatch.bgp.fixture.load.PeerLoad;
import io.prefixwatch.bgp.fixture.load.UpdateStream;
import io.prefixwatch.bgp.fixture.load.Withdrawals;
import io.prefixwatch.monitor.index.PrefixIndex;
import io.prefixwatch.monitor.registry.CollectorSession;
import io.prefixwatch.monitor.rib.RouteTable;
import io.prefixwatch.monitor.rib.SessionIntake;
import io.prefixwatch.monitor.rib.Watchlist;
import java.util.List;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Two sessions of one table, and what their peers send. */
@State(Scope.Thread)
public class RibState {

  private static final UpdateStream NONE = new UpdateStream(new byte[0], 0, 0, 0, List.of());

  final Feed feed = new Feed();
  UpdateStream full = NONE;
  UpdateStream otherFull = NONE;
  UpdateStream churn = NONE;
  UpdateStream withdrawals = NONE;
  SessionIntake one = open(new RouteTable(Watchlist.of(PrefixIndex.of(List.of())), 1), 1);
  SessionIntake two = one;
  private PrefixIndex index = PrefixIndex.of(List.of());

  /** Makes all streams. */
  @Setup(Level.Trial)
  public void generate() {
    GeneratedTable generated = GeneratedTable.full();
    index =
        PrefixIndex.of(
            generated.registered(10_000).stream().map(Registered::prefix).sorted().toList());
    PeerLoad load = new PeerLoad(generated, 1);
    full = UpdateStream.table(load);
    churn = UpdateStream.churn(load, PeerLoad.CHURN);
    otherFull = UpdateStream.table(new PeerLoad(generated, 2));
    withdrawals = Withdrawals.of(generated, 1);
  }

  private void clear() {
    RouteTable table = new RouteTable(Watchlist.of(index), 1);
    one = open(table, 1);
    two = open(table, 2);
  }

  private static SessionIntake open(RouteTable table, int peer) {
    SessionIntake intake = table.open(CollectorSession.of(peer), event -> {});
    Feed.up(intake);
    return intake;
  }

  /** Makes the table hold nothing before each operation. */
  @State(Scope.Thread)
  public static class Empty {

    /** Begins anew. */
    @Setup(Level.Invocation)
    public void prepare(RibState state) {
      state.clear();
    }
  }

  /** Makes the table hold the first session's full table before each operation. */
  @State(Scope.Thread)
  public static class Loaded {

    /** Begins anew. */
    @Setup(Level.Invocation)
    public void prepare(RibState state) {
      state.clear();
      state.feed.play(state.full, state.one);
    }
  }
}
