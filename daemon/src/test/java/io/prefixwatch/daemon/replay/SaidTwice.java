package io.prefixwatch.daemon.replay;

import io.prefixwatch.bgp.mrt.MrtFault;
import io.prefixwatch.bgp.mrt.MrtHandler;
import io.prefixwatch.bgp.mrt.RecordedMessage;
import io.prefixwatch.bgp.mrt.RecordedRibEntry;
import io.prefixwatch.bgp.mrt.RecordedStateChange;

/** Passes each message of a recording on twice. */
record SaidTwice(MrtHandler to) implements MrtHandler {

  @Override
  public void message(RecordedMessage message) {
    to.message(message);
    to.message(message);
  }

  @Override
  public void ribEntry(RecordedRibEntry entry) {
    to.ribEntry(entry);
  }

  @Override
  public void stateChange(RecordedStateChange change) {
    to.stateChange(change);
  }

  @Override
  public void malformed(MrtFault fault) {
    to.malformed(fault);
  }

  @Override
  public void unsupported(int type, int subtype) {
    to.unsupported(type, subtype);
  }
}
