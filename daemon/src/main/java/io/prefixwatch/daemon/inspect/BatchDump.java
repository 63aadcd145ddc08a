package io.prefixwatch.daemon.inspect;

import io.prefixwatch.bgp.mrt.MrtFault;
import io.prefixwatch.bgp.mrt.MrtParser;
import io.prefixwatch.daemon.feed.mrt.RecordBatch;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Dumps batches of one file, one after the other but not all of them. Used by one thread at a time,
 * which {@link ParallelDump} sees to.
 */
final class BatchDump {

  private final BatchOutput output;
  private final RecordingDump dump;
  private final MrtParser parser;

  /** Of the batch in hand: as many at most as it has octets, over twelve. */
  private final List<MrtFault> faults = new ArrayList<>();

  /** Where the table of peers stands that the parser has read; -1 for none. */
  private long knownPeers = -1;

  private boolean learning;

  BatchDump(OutputStream out) {
    output = new BatchOutput(out);
    dump = new RecordingDump(output, this::complain);
    parser = new MrtParser(dump);
  }

  private void complain(MrtFault fault) {
    // What is wrong with a table of peers was told by the batch that holds it.
    if (!learning) {
      faults.add(fault);
    }
  }

  /** Renders a batch; waits for {@link #open} if that is much. */
  void run(RecordBatch batch) throws IOException {
    RecordBatch peers = batch.peerTable();
    if (peers != null && peers.offset() != knownPeers) {
      learning = true;
      parser.parseAll(peers.records());
      learning = false;
      knownPeers = peers.offset();
    }
    parser.parseAll(batch.records());
    dump.flush();
  }

  /** All that comes before the batch in hand is written. */
  void open() {
    output.open();
  }

  /** Writes what the batch has printed, once {@link #run} has ended. */
  void finish(Consumer<MrtFault> complaints) {
    try {
      output.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    faults.forEach(complaints);
    faults.clear();
  }

  /** How many records of which type were skipped. */
  Map<String, Long> unsupported() {
    return dump.unsupported();
  }
}
