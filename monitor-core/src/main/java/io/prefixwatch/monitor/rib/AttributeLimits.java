package io.prefixwatch.monitor.rib;

import io.prefixwatch.bgp.attribute.Aggregator;
import io.prefixwatch.bgp.attribute.AsPath;
import io.prefixwatch.bgp.attribute.AttributeType;
import io.prefixwatch.bgp.attribute.PathAttributes;
import io.prefixwatch.bgp.update.AttributeDecoder;
import io.prefixwatch.bgp.update.AttributeTable;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * How much of a route's attributes is kept: one UPDATE of 64 KiB must not weigh on every route of a
 * table. What is over a limit is shortened and marked, never refused. Takes time in the length of
 * the attributes, and only where one of them is unusually long.
 */
final class AttributeLimits {

  /** Hops kept of a longer path: from the neighbour on, and up to the origin. */
  static final int FIRST_HOPS = 64;

  static final int LAST_HOPS = 960;

  /** Communities kept of each kind. */
  static final int COMMUNITIES = 1_024;

  /** Octets kept of an attribute that we do not use. */
  static final int UNKNOWN = 256;

  /** Octets kept of all of them. */
  static final int ALL_UNKNOWN = 1_024;

  /** No attribute that we know is over a limit up to this length: 1,024 hops of two octets. */
  static final int HARMLESS = 2 * (FIRST_HOPS + LAST_HOPS);

  /** Where an attribute stands in the octets that are being written. */
  private record Entry(int type, int flags, int at, int length) {}

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<Entry> entries = new ArrayList<>();
  private int unknownLeft = ALL_UNKNOWN;
  private boolean cut;

  private AttributeLimits() {}

  /**
   * The attributes within the limits, with 4-octet AS numbers; the same table if they are within
   * them as they stand.
   */
  static AttributeTable within(AttributeTable table, boolean as4) {
    AttributeLimits limits = new AttributeLimits();
    PathAttributes all = AttributeDecoder.decode(table, as4, null);
    for (int type = table.nextType(0); type >= 0; type = table.nextType(type + 1)) {
      limits.attribute(table, type, all);
    }
    return limits.cut ? limits.table() : table;
  }

  private void attribute(AttributeTable table, int type, PathAttributes all) {
    switch (type) {
      case AttributeType.AS_PATH -> path(all.asPath());
      case AttributeType.AGGREGATOR -> {
        Aggregator aggregator = all.aggregator();
        if (aggregator != null) {
          aggregator(aggregator);
        }
      }
      // Merged into the two above.
      case AttributeType.AS4_PATH, AttributeType.AS4_AGGREGATOR -> {}
      case AttributeType.COMMUNITIES -> list(table, type, 4);
      case AttributeType.EXTENDED_COMMUNITIES -> list(table, type, 8);
      case AttributeType.LARGE_COMMUNITIES -> list(table, type, 12);
      default -> {
        if (AttributeDecoder.hasField(type)) {
          copy(table, type, table.length(type), 0);
        } else {
          unknown(table, type);
        }
      }
    }
  }

  private void path(AsPath whole) {
    AsPath path = whole.shortened(FIRST_HOPS, LAST_HOPS);
    int at = out.size();
    for (int s = 0; s < path.segmentCount(); s++) {
      int from = path.segmentStart(s);
      while (from < path.segmentEnd(s)) {
        int to = Math.min(from + 255, path.segmentEnd(s));
        out.write(path.segmentType(s).code());
        out.write(to - from);
        for (; from < to; from++) {
          u32(path.hop(from));
        }
      }
    }
    entry(AttributeType.AS_PATH, path.isTruncated(), at);
  }

  private void aggregator(Aggregator aggregator) {
    int at = out.size();
    u32(aggregator.asn());
    u32(aggregator.address().ipv4Bits());
    entry(AttributeType.AGGREGATOR, false, at);
  }

  private void list(AttributeTable table, int type, int item) {
    copy(table, type, Math.min(table.length(type), COMMUNITIES * item), 0);
  }

  private void unknown(AttributeTable table, int type) {
    int kept = Math.min(Math.min(table.length(type), UNKNOWN), unknownLeft);
    unknownLeft -= kept;
    if (kept < table.length(type)) {
      int at = out.size();
      out.write(table.length(type) >>> 8);
      out.write(table.length(type));
      out.write(table.buffer(), table.valueAt(type), kept);
      cut = true;
      int flags = table.flags(type) & 0xE0 | AttributeDecoder.CUT;
      entries.add(new Entry(type, flags, at, out.size() - at));
    } else {
      copy(table, type, kept, table.flags(type) & 0xE0);
    }
  }

  private void copy(AttributeTable table, int type, int kept, int flags) {
    int at = out.size();
    out.write(table.buffer(), table.valueAt(type), kept);
    boolean shortened = kept < table.length(type);
    cut |= shortened;
    entries.add(new Entry(type, shortened ? flags | AttributeDecoder.CUT : flags, at, kept));
  }

  private void entry(int type, boolean shortened, int at) {
    cut |= shortened;
    entries.add(new Entry(type, shortened ? AttributeDecoder.CUT : 0, at, out.size() - at));
  }

  private void u32(long value) {
    out.write((int) (value >>> 24));
    out.write((int) (value >>> 16));
    out.write((int) (value >>> 8));
    out.write((int) value);
  }

  private AttributeTable table() {
    AttributeTable table = new AttributeTable();
    table.reset(out.toByteArray());
    for (Entry entry : entries) {
      table.put(entry.type, entry.flags, entry.at, entry.length);
    }
    return table;
  }
}
