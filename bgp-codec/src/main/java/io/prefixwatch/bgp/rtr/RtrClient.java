package io.prefixwatch.bgp.rtr;

import io.prefixwatch.bgp.rtr.RtrPdu.AspaChange;
import io.prefixwatch.bgp.rtr.RtrPdu.CacheReset;
import io.prefixwatch.bgp.rtr.RtrPdu.CacheResponse;
import io.prefixwatch.bgp.rtr.RtrPdu.EndOfData;
import io.prefixwatch.bgp.rtr.RtrPdu.ErrorReport;
import io.prefixwatch.bgp.rtr.RtrPdu.PrefixChange;
import io.prefixwatch.bgp.rtr.RtrPdu.RouterKey;
import io.prefixwatch.bgp.rtr.RtrPdu.SerialNotify;
import org.jspecify.annotations.Nullable;

/**
 * The router's side of RTR with one cache, over any number of connections: asks, negotiates the
 * version, stages what comes, commits at End of Data. No I/O and no clock: the owner connects,
 * calls {@link #refresh} when that is due, and flushes when the data expire. Mutable, for one
 * thread.
 */
public final class RtrClient {

  /** Where the client stands. */
  public enum State {
    CLOSED,
    /** A query was sent; its answer has not begun. */
    ASKING,
    /** Data are coming. */
    RECEIVING,
    /** Up to date, as far as the cache has said. */
    IDLE
  }

  private final RtrPort port;
  private State state = State.CLOSED;
  private int version = RtrDecoder.NEWEST;
  private boolean versionAgreed;
  private boolean heard;
  private int session = -1;
  private long serial = -1;
  private boolean askedForAll;

  public RtrClient(RtrPort port) {
    this.port = port;
  }

  public State state() {
    return state;
  }

  /** The version that is spoken, or tried next. */
  public int version() {
    return version;
  }

  /** What the cache said last, -1 before. */
  public long serial() {
    return serial;
  }

  /** A connection is there. */
  public void connected() {
    versionAgreed = false;
    heard = false;
    ask();
  }

  private void ask() {
    state = State.ASKING;
    askedForAll = serial < 0;
    port.send(askedForAll ? RtrQuery.reset(version) : RtrQuery.serial(version, session, serial));
  }

  /** It is time to look for news; nothing if a query is under way. */
  public void refresh() {
    if (state == State.IDLE) {
      ask();
    }
  }

  /** The connection is gone. What was committed stays; what was staged does not. */
  public void closed() {
    if (state == State.ASKING && !heard) {
      // Old caches hang up on a version that they do not know.
      version = version > 0 ? version - 1 : RtrDecoder.NEWEST;
    }
    state = State.CLOSED;
  }

  /** The owner does not use the data any more: ask for everything next time. */
  public void forget() {
    session = -1;
    serial = -1;
  }

  /** Takes a whole PDU. */
  public void received(byte[] buffer, int from, int length) {
    if (state == State.CLOSED) {
      return;
    }
    heard = true;
    RtrDecoded decoded = RtrDecoder.decode(buffer, from, length);
    RtrFault fault = decoded.fault();
    RtrPdu pdu = decoded.pdu();
    if (pdu instanceof ErrorReport report) {
      reported(decoded.version(), report);
      return;
    }
    if (fault == null) {
      fault = checkVersion(decoded.version(), pdu);
    }
    if (fault == null && pdu != null) {
      fault = handle(pdu);
    }
    if (fault != null) {
      fail(fault, buffer, from, length);
    }
  }

  /** The octets cannot be framed. */
  public void broken(byte[] buffer, int from, int to) {
    if (state != State.CLOSED) {
      RtrFault fault = new RtrFault(RtrFault.CORRUPT, "the length of a PDU is impossible");
      fail(fault, buffer, from, Math.min(RtrFrame.HEADER, to - from));
    }
  }

  /** A lower version in the first answer is agreed to; after that none may change it. */
  private @Nullable RtrFault checkVersion(int theirs, @Nullable RtrPdu pdu) {
    if (!versionAgreed && theirs <= version) {
      if (!(pdu instanceof SerialNotify)) {
        version = theirs;
        versionAgreed = true;
      }
      return null;
    }
    return theirs == version
        ? null
        : new RtrFault(
            RtrFault.UNEXPECTED_VERSION, "version " + theirs + " in place of " + version);
  }

  private @Nullable RtrFault handle(RtrPdu pdu) {
    if (pdu instanceof SerialNotify notify) {
      return notified(notify);
    }
    if (pdu instanceof CacheResponse response) {
      return responded(response);
    }
    if (pdu instanceof CacheReset && state == State.ASKING) {
      serial = -1;
      ask();
      return null;
    }
    if (state != State.RECEIVING) {
      return new RtrFault(RtrFault.CORRUPT, "nobody asked for this PDU");
    }
    if (pdu instanceof PrefixChange change) {
      return port.changed(change);
    }
    if (pdu instanceof AspaChange change) {
      return port.changed(change);
    }
    if (pdu instanceof EndOfData end) {
      return ended(end);
    }
    return pdu instanceof RouterKey
        ? null
        : new RtrFault(RtrFault.INVALID_REQUEST, "this PDU is for caches");
  }

  /** While a query is under way its answer will say more. */
  private @Nullable RtrFault notified(SerialNotify notify) {
    if (state != State.IDLE) {
      return null;
    }
    if (notify.session() != session) {
      // The cache has begun anew: what it said of serials is void.
      serial = -1;
      ask();
    } else if (notify.serial() != serial) {
      ask();
    }
    return null;
  }

  private @Nullable RtrFault responded(CacheResponse response) {
    if (state != State.ASKING) {
      return new RtrFault(RtrFault.CORRUPT, "nobody asked for this response");
    }
    if (!askedForAll && response.session() != session) {
      forget();
      port.flush("the cache answered for another session");
      return new RtrFault(
          RtrFault.CORRUPT, "session " + response.session() + " is not the one asked for");
    }
    session = response.session();
    state = State.RECEIVING;
    port.begin(askedForAll);
    return null;
  }

  private @Nullable RtrFault ended(EndOfData end) {
    if (end.session() != session) {
      forget();
      port.flush("the cache changed its session within a response");
      return new RtrFault(
          RtrFault.CORRUPT, "session " + end.session() + " ends what " + session + " began");
    }
    RtrFault fault = port.commit(end.serial(), RtrTiming.of(end));
    if (fault == null) {
      serial = end.serial();
      state = State.IDLE;
    }
    return fault;
  }

  /** An error is never answered with another one. */
  private void reported(int theirs, ErrorReport report) {
    port.report(report);
    if (report.code() == RtrFault.UNSUPPORTED_VERSION && state == State.ASKING) {
      version = theirs < version ? theirs : Math.max(0, version - 1);
    } else if (report.code() == RtrFault.NO_DATA && state == State.ASKING) {
      // It will have some later: what we have stays until it expires.
      state = State.IDLE;
      return;
    } else if (!askedForAll) {
      // Some caches say so of a serial or session that is too old (StayRTR 0.5).
      serial = -1;
    }
    end("the cache reports error " + report.code());
  }

  private void fail(RtrFault fault, byte[] buffer, int from, int length) {
    port.send(RtrQuery.error(Math.min(version, RtrDecoder.NEWEST), fault, buffer, from, length));
    if (state == State.RECEIVING && !askedForAll) {
      serial = -1;
    }
    end(fault.reason());
  }

  private void end(String reason) {
    state = State.CLOSED;
    port.close(reason);
  }
}
