package io.prefixwatch.bgp.mrt;

import io.prefixwatch.bgp.update.OctetCursor;
import java.io.IOException;

/**
 * Reads what is inside the records of one recording and tells a handler.
 *
 * <p>One parser for one file: the peers of TABLE_DUMP_V2 are named once and referred to by number.
 */
public final class MrtParser {

  private final MrtHandler handler;
  private final Bgp4mpParser bgp4mp;
  private final TableDumpParser tableDump;
  private final TableDumpV2Parser tableDumpV2;

  public MrtParser(MrtHandler handler) {
    this.handler = handler;
    OctetCursor cursor = new OctetCursor();
    PeerCache peers = new PeerCache();
    bgp4mp = new Bgp4mpParser(handler, cursor, peers);
    tableDump = new TableDumpParser(handler, cursor, peers);
    tableDumpV2 = new TableDumpV2Parser(handler, cursor);
  }

  /**
   * Reads all records that are left.
   *
   * @throws IOException from the reader's stream
   */
  public void parseAll(MrtReader reader) throws IOException {
    while (reader.next()) {
      parse(reader);
    }
  }

  /** Reads the record that the reader stands on. */
  public void parse(MrtReader record) {
    boolean read =
        switch (record.type()) {
          case MrtType.TABLE_DUMP -> tableDump.parse(record);
          case MrtType.TABLE_DUMP_V2 -> tableDumpV2.parse(record);
          case MrtType.BGP4MP, MrtType.BGP4MP_ET -> bgp4mp.parse(record);
          default -> false;
        };
    if (!read) {
      handler.unsupported(record.type(), record.subtype());
    }
  }
}
