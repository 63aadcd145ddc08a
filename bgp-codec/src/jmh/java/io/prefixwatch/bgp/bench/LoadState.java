package io.prefixwatch.bgp.bench;

import io.prefixwatch.bgp.fixture.load.GeneratedTable;
import io.prefixwatch.bgp.fixture.load.PeerLoad;
import io.prefixwatch.bgp.fixture.load.UpdateStream;
import java.util.List;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The messages of one peer in memory, taken round and round. */
@State(Scope.Thread)
public class LoadState {

  /** Messages of one operation's batch. */
  static final int BATCH = 1000;

  /** Which messages: a full table of 1.2 million routes, or a million UPDATEs of churn. */
  @Param({"full", "churn"})
  public String stream = "";

  private UpdateStream load = new UpdateStream(new byte[0], 0, 0, 0, List.of());
  private int[] starts = new int[1];
  private int next;

  /** Makes the load. */
  @Setup(Level.Trial)
  public void generate() {
    PeerLoad peer = new PeerLoad(GeneratedTable.full(), 1);
    UpdateStream made =
        stream.equals("full") ? UpdateStream.table(peer) : UpdateStream.churn(peer, PeerLoad.CHURN);
    use(made);
  }

  void use(UpdateStream changed) {
    load = changed;
    starts = changed.starts();
    next = 0;
  }

  UpdateStream load() {
    return load;
  }

  byte[] octets() {
    return load.octets();
  }

  /** Moves to the next message. */
  void advance() {
    next = next + 1 == load.messages() ? 0 : next + 1;
  }

  int from() {
    return starts[next];
  }

  int to() {
    return starts[next + 1];
  }
}
