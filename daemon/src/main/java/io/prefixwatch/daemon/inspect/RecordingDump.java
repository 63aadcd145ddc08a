package io.prefixwatch.daemon.inspect;

import io.prefixwatch.bgp.attribute.NextHop;
import io.prefixwatch.bgp.error.Disposition;
import io.prefixwatch.bgp.message.MessageType;
import io.prefixwatch.bgp.message.Nlri;
import io.prefixwatch.bgp.mrt.MrtFault;
import io.prefixwatch.bgp.mrt.MrtHandler;
import io.prefixwatch.bgp.mrt.MrtType;
import io.prefixwatch.bgp.mrt.RecordedMessage;
import io.prefixwatch.bgp.mrt.RecordedRibEntry;
import io.prefixwatch.bgp.mrt.RecordedStateChange;
import io.prefixwatch.bgp.update.AttributeDecoder;
import io.prefixwatch.bgp.update.NlriCursor;
import io.prefixwatch.bgp.update.UpdateScan;
import io.prefixwatch.daemon.feed.mrt.RecordedFaults;
import java.io.OutputStream;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes each change of a recording as a line of JSON: what was announced, withdrawn, held in a
 * table, and which session changed its state. What the collector sent itself is left out.
 */
public final class RecordingDump implements MrtHandler {

  private static final String TREAT_AS_WITHDRAW = "treat-as-withdraw";

  private final UpdateScan scan = new UpdateScan();
  private final Consumer<MrtFault> complaints;
  private final DumpLines lines;
  private final Map<String, Long> unsupported = new TreeMap<>();

  /**
   * Starts a dump of one file.
   *
   * @param out gets the lines, in large pieces; its failures surface as UncheckedIOException
   * @param complaints gets what could not be read inside whole records
   */
  public RecordingDump(OutputStream out, Consumer<MrtFault> complaints) {
    this.complaints = complaints;
    lines = new DumpLines(out);
  }

  /** Hands the last lines to the output. */
  public void flush() {
    lines.flush();
  }

  /** How many records of which type were skipped. */
  public Map<String, Long> unsupported() {
    return Collections.unmodifiableMap(unsupported);
  }

  @Override
  public void message(RecordedMessage message) {
    if (message.local() || message.type() != MessageType.UPDATE) {
      return;
    }
    Disposition outcome =
        scan.scan(message.buffer(), message.from(), message.length(), message.context());
    if (outcome.isAtLeast(Disposition.FAMILY_DISABLE)) {
      complaints.accept(RecordedFaults.of(message, scan));
      return;
    }
    withdrawals(message);
    if (outcome == Disposition.WITHDRAW) {
      lines.begin(message.time(), "withdraw", message.peer());
      lines.withoutAttributes();
      lines.reason(TREAT_AS_WITHDRAW);
      routes(scan.announcedPlain(), Set.of());
      routes(scan.announcedMultiprotocol(), Set.of());
      return;
    }
    if (scan.announcedPlain().next()) {
      beginAnnouncements(message, AttributeDecoder.plainNextHop(scan.attributes()));
      routes(scan.announcedPlain(), Set.of());
    }
    if (scan.announcedMultiprotocol().next()) {
      beginAnnouncements(message, AttributeDecoder.multiprotocolNextHop(scan));
      routes(scan.announcedMultiprotocol(), Set.of());
    }
  }

  private void beginAnnouncements(RecordedMessage message, @Nullable NextHop nextHop) {
    lines.begin(message.time(), "announce", message.peer());
    lines.attributes(AttributeDecoder.decode(scan.attributes(), message.as4(), nextHop));
  }

  /** Writes what is withdrawn and not announced by the same message. */
  private void withdrawals(RecordedMessage message) {
    boolean plain = scan.withdrawnPlain().next();
    boolean multiprotocol = scan.withdrawnMultiprotocol().next();
    if (!plain && !multiprotocol) {
      return;
    }
    Set<Nlri> announced = announced();
    lines.begin(message.time(), "withdraw", message.peer());
    lines.withoutAttributes();
    routes(scan.withdrawnPlain(), announced);
    routes(scan.withdrawnMultiprotocol(), announced);
  }

  /** What the message announces; asked only where it also withdraws, which is rare. */
  private Set<Nlri> announced() {
    Set<Nlri> announced = new HashSet<>();
    collect(scan.announcedPlain(), announced);
    collect(scan.announcedMultiprotocol(), announced);
    return announced;
  }

  private static void collect(NlriCursor cursor, Set<Nlri> into) {
    while (cursor.next()) {
      into.add(cursor.toNlri());
    }
  }

  private void routes(NlriCursor cursor, Set<Nlri> except) {
    while (cursor.next()) {
      if (except.isEmpty() || !except.contains(cursor.toNlri())) {
        lines.route(cursor.toPrefix(), cursor.pathId());
      }
    }
  }

  @Override
  public void ribEntry(RecordedRibEntry entry) {
    Disposition outcome =
        scan.scanRibEntry(
            entry.buffer(),
            entry.attributesFrom(),
            entry.attributesLength(),
            entry.context(),
            entry.ipv6());
    if (outcome.isAtLeast(Disposition.FAMILY_DISABLE)) {
      complaints.accept(RecordedFaults.of(entry, scan));
      return;
    }
    if (outcome == Disposition.WITHDRAW) {
      lines.begin(entry.time(), "withdraw", entry.peer());
      lines.withoutAttributes();
      lines.reason(TREAT_AS_WITHDRAW);
    } else {
      NextHop reached = AttributeDecoder.multiprotocolNextHop(scan);
      NextHop nextHop =
          reached != null ? reached : AttributeDecoder.plainNextHop(scan.attributes());
      lines.begin(entry.time(), "rib", entry.peer());
      lines.attributes(AttributeDecoder.decode(scan.attributes(), entry.context().as4(), nextHop));
      lines.originated(entry.originated());
    }
    lines.route(entry.toPrefix(), entry.pathId());
  }

  @Override
  public void stateChange(RecordedStateChange change) {
    lines.state(change);
  }

  @Override
  public void malformed(MrtFault fault) {
    complaints.accept(fault);
  }

  @Override
  public void unsupported(int type, int subtype) {
    unsupported.merge(MrtType.label(type, subtype), 1L, Long::sum);
  }
}
