package io.prefixwatch.bgp.bmp;

import io.prefixwatch.bgp.bmp.StatisticsReport.Statistic;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.update.OctetCursor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statistics Report, behind the per-peer header (RFC 7854 section 4.8). */
final class StatisticsParser {

  private static final int COUNTER = 4;
  private static final int GAUGE = 8;
  private static final int FAMILY_GAUGE = 11;

  private StatisticsParser() {}

  /** Null if there is no count, which was told; the count itself is held against what is there. */
  static @Nullable StatisticsReport read(OctetCursor cursor, FaultSink faults) {
    if (!cursor.has(4)) {
      faults.fault("the message ends before the number of statistics");
      return null;
    }
    long announced = cursor.u32();
    long seen = 0;
    int omitted = 0;
    List<Statistic> statistics = new ArrayList<>();
    while (cursor.remaining() > 0) {
      if (!cursor.has(InformationParser.HEAD)) {
        faults.fault(cursor.remaining() + " octets are left over behind the last statistic");
        break;
      }
      int type = cursor.u16();
      int length = cursor.u16();
      if (!cursor.has(length)) {
        faults.fault("statistic of type " + type + " runs past the message");
        break;
      }
      seen++;
      Statistic statistic =
          statistics.size() < StatisticsReport.MAX_STATISTICS ? read(cursor, type, length) : null;
      if (statistic == null) {
        omitted++;
        cursor.skip(length);
      } else {
        statistics.add(statistic);
      }
    }
    if (seen != announced) {
      faults.fault(announced + " statistics are announced, " + seen + " are there");
    }
    return new StatisticsReport(statistics, omitted);
  }

  /** By its length; null, and nothing read, if that is none of a number. */
  private static @Nullable Statistic read(OctetCursor cursor, int type, int length) {
    return switch (length) {
      case COUNTER -> new Statistic(type, null, cursor.u32());
      case GAUGE -> new Statistic(type, null, cursor.i64());
      case FAMILY_GAUGE -> {
        Family family = Family.of(cursor.u16(), cursor.u8());
        yield new Statistic(type, family, cursor.i64());
      }
      default -> null;
    };
  }
}
