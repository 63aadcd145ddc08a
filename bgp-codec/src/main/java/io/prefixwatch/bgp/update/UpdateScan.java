package io.prefixwatch.bgp.update;

import static io.prefixwatch.bgp.update.OctetAccess.u16;
import static io.prefixwatch.bgp.update.OctetAccess.u8;

import io.prefixwatch.bgp.attribute.AttributeType;
import io.prefixwatch.bgp.error.Disposition;
import io.prefixwatch.bgp.error.ErrorCode;
import io.prefixwatch.bgp.error.Issue;
import io.prefixwatch.bgp.message.Frame;
import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.Octets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One pass over an UPDATE: sections, attribute headers, all checks of RFC 7606, NLRI cursors.
 *
 * <p>Mutable and reused; not for sharing between threads. What it returns is valid until the next
 * {@link #scan}, refers to the caller's array, and carries nothing over from an earlier message. A
 * well-formed message costs no allocation. Never throws for any octets.
 */
public final class UpdateScan {

  /** Issues listed for one message by default; further ones still count for the outcome. */
  public static final int MAX_ISSUES = 64;

  private static final byte[] NOTHING = new byte[0];

  private final AttributeTable table = new AttributeTable();
  private final AttributeTable seen = new AttributeTable();
  private final MultiprotocolField reach = MultiprotocolField.ofReach();
  private final MultiprotocolField unreach = MultiprotocolField.ofUnreach();
  private final NlriCursor withdrawnCursor = new NlriCursor();
  private final NlriCursor unreachCursor = new NlriCursor();
  private final NlriCursor nlriCursor = new NlriCursor();
  private final NlriCursor reachCursor = new NlriCursor();
  private final NextHopOctets nextHop = new NextHopOctets();
  private final List<Issue> issues = new ArrayList<>(0);
  private final int maxIssues;

  private byte[] buffer = NOTHING;
  private ScanContext context = ScanContext.of(PeerSort.EBGP);
  private int start;
  private int withdrawnFrom;
  private int withdrawnTo;
  private int attributesTo;
  private int nlriFrom;
  private int nlriTo;

  /** AFI of the RIB entry in hand; 0 while a message is scanned. */
  private int ribFamily;

  private Disposition disposition = Disposition.NONE;

  /** The first of the strongest issues, whether or not it is listed. */
  private @Nullable Issue cause;

  /** Lists at most {@value #MAX_ISSUES} issues of a message. */
  public UpdateScan() {
    this(MAX_ISSUES);
  }

  /**
   * Lists at most {@code maxIssues} issues of a message; a message has fewer than it has octets.
   */
  public UpdateScan(int maxIssues) {
    this.maxIssues = maxIssues;
  }

  /**
   * Scans a whole UPDATE of at least 23 octets, its header included.
   *
   * @return the strongest of all errors, after the rule of RFC 7606 section 5.2
   */
  public Disposition scan(byte[] octets, int from, int length, ScanContext session) {
    begin(octets, from, session);
    if (!splitSections(length)) {
      return disposition;
    }
    checkPlainNlri(withdrawnFrom, withdrawnTo);
    walkAttributes(withdrawnTo + 2, attributesTo);
    checkPlainNlri(nlriFrom, nlriTo);
    checkNextHop();
    checkMandatory();
    // Without reachable NLRI we cannot be sure to have found all that was to be withdrawn.
    if (disposition == Disposition.WITHDRAW && !hasReachableNlri()) {
      disposition = Disposition.RESET;
    }
    return disposition;
  }

  /**
   * Scans the attributes of a recorded RIB entry (RFC 6396 section 4.3.4); there is no NLRI field.
   *
   * @param ipv6 family of the prefix that the entry belongs to
   * @return the strongest of all errors
   */
  public Disposition scanRibEntry(
      byte[] octets, int from, int length, ScanContext recording, boolean ipv6) {
    begin(octets, from, recording);
    withdrawnFrom = from;
    withdrawnTo = from;
    attributesTo = from + length;
    nlriFrom = attributesTo;
    nlriTo = attributesTo;
    ribFamily = ipv6 ? Family.AFI_IPV6 : Family.AFI_IPV4;
    walkAttributes(from, attributesTo);
    ribFamily = 0;
    checkNextHop();
    return disposition;
  }

  private void begin(byte[] octets, int from, ScanContext session) {
    buffer = octets;
    start = from;
    context = session;
    table.reset(octets);
    seen.reset(octets);
    reach.reset();
    unreach.reset();
    if (!issues.isEmpty()) {
      issues.clear();
    }
    disposition = Disposition.NONE;
    cause = null;
  }

  private boolean splitSections(int length) {
    int end = start + length;
    withdrawnFrom = start + Frame.HEADER + 2;
    withdrawnTo = withdrawnFrom + u16(buffer, withdrawnFrom - 2);
    attributesTo = withdrawnTo;
    nlriFrom = end;
    nlriTo = end;
    if (withdrawnTo + 2 > end) {
      withdrawnTo = withdrawnFrom;
      reset(Issue.NO_ATTRIBUTE, start + Frame.HEADER, "withdrawn routes run past the message");
      return false;
    }
    int attributesFrom = withdrawnTo + 2;
    attributesTo = attributesFrom + u16(buffer, withdrawnTo);
    if (attributesTo > end) {
      reset(Issue.NO_ATTRIBUTE, withdrawnTo, "path attributes run past the message");
      withdrawnTo = withdrawnFrom;
      return false;
    }
    nlriFrom = attributesTo;
    return true;
  }

  private void checkPlainNlri(int from, int to) {
    int fault = NlriCursor.firstFault(buffer, from, to, 32, context.addPathIpv4());
    if (fault >= 0) {
      add(
          Issue.NO_ATTRIBUTE,
          fault,
          "malformed prefix",
          Disposition.RESET,
          ErrorCode.INVALID_NETWORK_FIELD);
    }
  }

  private void walkAttributes(int from, int to) {
    int at = from;
    while (at < to) {
      if (at + 3 > to) {
        listError(at, to - at + " octets left over behind the last attribute");
        return;
      }
      int flags = u8(buffer, at);
      int type = u8(buffer, at + 1);
      boolean extended = (flags & 0x10) != 0;
      int valueAt = extended ? at + 4 : at + 3;
      if (valueAt > to) {
        listError(at, "extended length of one octet");
        return;
      }
      int length = extended ? u16(buffer, at + 2) : u8(buffer, at + 2);
      if (valueAt + length > to) {
        overrun(at, type);
        return;
      }
      attribute(at, type, flags, valueAt, length);
      at = valueAt + length;
    }
  }

  private void listError(int at, String reason) {
    add(Issue.NO_ATTRIBUTE, at, reason, Disposition.WITHDRAW, ErrorCode.MALFORMED_ATTRIBUTE_LIST);
  }

  /** An attribute longer than the list: fatal only where NLRI may hide in it. */
  private void overrun(int at, int type) {
    boolean hidesNlri =
        type == AttributeType.MP_REACH_NLRI || type == AttributeType.MP_UNREACH_NLRI;
    if (hidesNlri) {
      add(
          Issue.NO_ATTRIBUTE,
          at,
          "multiprotocol attribute runs past the attribute list",
          Disposition.RESET,
          ErrorCode.MALFORMED_ATTRIBUTE_LIST);
    } else {
      listError(at, "attribute " + type + " runs past the attribute list");
    }
  }

  private void attribute(int at, int type, int flags, int valueAt, int length) {
    if (seen.has(type)) {
      Disposition cost = AttributeRules.duplicate(type);
      add(type, at, "appears twice", cost, ErrorCode.MALFORMED_ATTRIBUTE_LIST);
      return;
    }
    seen.put(type, flags, valueAt, length);
    ParserPolicy policy = context.policy();
    if (!policy.singlesOutNothing()) {
      if (policy.discardTypes().contains(type)) {
        discard(type, "configured to be discarded");
        return;
      }
      if (policy.withdrawTypes().contains(type)) {
        withdraw(type, "configured to be withdrawn", ErrorCode.OPTIONAL_ATTRIBUTE);
      }
    }
    if (type == 0) {
      discard(type, "reserved type");
      return;
    }
    table.put(type, flags, valueAt, length);
    switch (type) {
      case AttributeType.MP_REACH_NLRI, AttributeType.MP_UNREACH_NLRI ->
          multiprotocol(type, flags, valueAt, length);
      default -> {
        if (AttributeRules.isKnown(type)) {
          AttributeRules.check(this, type, flags, valueAt, length);
        } else if (AttributeRules.isWellKnown(flags)) {
          unrecognized(type);
        }
      }
    }
  }

  private void multiprotocol(int type, int flags, int valueAt, int length) {
    if ((flags & 0xC0) != 0x80) {
      reset(
          type, "Optional and Transitive flags do not fit the type", ErrorCode.OPTIONAL_ATTRIBUTE);
    } else if (type == AttributeType.MP_UNREACH_NLRI) {
      unreach.unreach(this, valueAt, length);
    } else if (ribFamily != 0) {
      reach.ribEntry(this, valueAt, length, ribFamily == Family.AFI_IPV6);
    } else {
      reach.reach(this, valueAt, length);
    }
  }

  private void unrecognized(int type) {
    String reason = "well-known, but not known to us";
    if (context.policy().toleratesUnknownWellKnown()) {
      withdraw(type, reason, ErrorCode.UNRECOGNIZED_WELL_KNOWN);
    } else {
      reset(type, reason, ErrorCode.UNRECOGNIZED_WELL_KNOWN);
    }
  }

  /** NEXT_HOP means nothing beside MP_REACH_NLRI without plain NLRI (RFC 4760 section 3). */
  private void checkNextHop() {
    int type = AttributeType.NEXT_HOP;
    boolean meaningless = reach.isPresent() && !hasPlainNlri();
    if (table.has(type) && !meaningless) {
      AttributeRules.nextHop(this, table.flags(type), table.valueAt(type), table.length(type));
    }
  }

  private void checkMandatory() {
    if (!hasReachableNlri()) {
      return;
    }
    requireAttribute(AttributeType.ORIGIN, "ORIGIN is missing");
    requireAttribute(AttributeType.AS_PATH, "AS_PATH is missing");
    if (hasPlainNlri()) {
      requireAttribute(AttributeType.NEXT_HOP, "NEXT_HOP is missing");
    }
  }

  private void requireAttribute(int type, String reason) {
    if (!seen.has(type)) {
      add(type, withdrawnTo, reason, Disposition.WITHDRAW, ErrorCode.MISSING_WELL_KNOWN);
    }
  }

  // What the rules report.

  void discard(int type, String reason) {
    table.remove(type);
    add(type, seen.headerAt(type), reason, Disposition.DISCARD, ErrorCode.OPTIONAL_ATTRIBUTE);
  }

  void withdraw(int type, String reason, ErrorCode code) {
    table.remove(type);
    add(type, seen.headerAt(type), reason, Disposition.WITHDRAW, code);
  }

  void reset(int type, String reason, ErrorCode code) {
    table.remove(type);
    add(type, seen.headerAt(type), reason, Disposition.RESET, code);
  }

  private void reset(int type, int at, String reason) {
    add(type, at, reason, Disposition.RESET, ErrorCode.MALFORMED_ATTRIBUTE_LIST);
  }

  private void add(int type, int at, String reason, Disposition action, ErrorCode code) {
    disposition = disposition.or(action);
    boolean decides = cause == null || action.compareTo(cause.action()) > 0;
    boolean listed = issues.size() < maxIssues;
    if (!decides && !listed) {
      // A message may hold 20,000 errors; what nobody will see costs no memory.
      return;
    }
    Issue issue = new Issue(type, offset(at), reason, action, code);
    if (decides) {
      cause = issue;
    }
    if (listed) {
      issues.add(issue);
    }
  }

  /** Octets from the start of the message to a place in the buffer. */
  int offset(int at) {
    return at - start;
  }

  // What came of it.

  /** The outcome of the last scan. */
  public Disposition disposition() {
    return disposition;
  }

  /** Everything wrong, in the order it was found, up to the limit of this scan. */
  public List<Issue> issues() {
    return issues;
  }

  /** What decided the outcome: the first of the strongest issues; null if nothing is wrong. */
  public @Nullable Issue cause() {
    return cause;
  }

  /**
   * The attributes that remain after discards; without those that made the message a withdrawal.
   */
  public AttributeTable attributes() {
    return table;
  }

  public ScanContext context() {
    return context;
  }

  byte[] buffer() {
    return buffer;
  }

  MultiprotocolField reach() {
    return reach;
  }

  MultiprotocolField unreach() {
    return unreach;
  }

  private boolean hasPlainNlri() {
    return nlriTo > nlriFrom;
  }

  private boolean hasReachableNlri() {
    return hasPlainNlri() || reach.hasNlri();
  }

  /**
   * True if there is anything that {@link #announcedPlain} or its multiprotocol twin would show.
   */
  public boolean announcesRoutes() {
    return (hasPlainNlri() && context.ipv4Unicast()) || (reach.isOurs() && reach.hasNlri());
  }

  /** True if this prefix is among those announced; for the few that are also withdrawn. */
  public boolean announces(boolean ipv6, long hi, long lo, int length, long pathId) {
    return announcedPlain().contains(ipv6, hi, lo, length, pathId)
        || announcedMultiprotocol().contains(ipv6, hi, lo, length, pathId);
  }

  /** True if MP_REACH_NLRI carries the next hop. */
  public boolean hasMultiprotocolNextHop() {
    return reach.isOurs();
  }

  /** IPv4 prefixes of the withdrawn routes field. */
  public NlriCursor withdrawnPlain() {
    int to = context.ipv4Unicast() ? withdrawnTo : withdrawnFrom;
    return withdrawnCursor.over(buffer, withdrawnFrom, to, false, context.addPathIpv4());
  }

  /** Prefixes of MP_UNREACH_NLRI, if it is of a negotiated unicast family. */
  public NlriCursor withdrawnMultiprotocol() {
    return overField(unreachCursor, unreach);
  }

  /** IPv4 prefixes of the NLRI field. */
  public NlriCursor announcedPlain() {
    int to = context.ipv4Unicast() ? nlriTo : nlriFrom;
    return nlriCursor.over(buffer, nlriFrom, to, false, context.addPathIpv4());
  }

  /** Prefixes of MP_REACH_NLRI, if it is of a negotiated unicast family. */
  public NlriCursor announcedMultiprotocol() {
    return overField(reachCursor, reach);
  }

  private NlriCursor overField(NlriCursor cursor, MultiprotocolField field) {
    int to = field.isOurs() ? field.nlriTo() : field.nlriFrom();
    boolean addPath = field.isIpv6() ? context.addPathIpv6() : context.addPathIpv4();
    return cursor.over(buffer, field.nlriFrom(), to, field.isIpv6(), addPath);
  }

  /** The next hop of the IPv4 prefixes in the NLRI field. */
  public NextHopOctets plainNextHop() {
    int type = AttributeType.NEXT_HOP;
    boolean sound = table.has(type) && table.length(type) == 4;
    return nextHop.over(buffer, table.valueAt(type), sound ? 4 : 0);
  }

  /** The next hop of MP_REACH_NLRI, if it is of a negotiated unicast family. */
  public NextHopOctets multiprotocolNextHop() {
    return nextHop.over(buffer, reach.nextHopAt(), reach.isOurs() ? reach.nextHopLength() : 0);
  }

  /** The family whose End-of-RIB this message is (RFC 4724 section 2), or null. */
  public @Nullable Family endOfRib() {
    boolean nothingPlain = withdrawnTo == withdrawnFrom && !hasPlainNlri();
    if (!nothingPlain || disposition == Disposition.RESET) {
      return null;
    }
    int attributesLength = attributesTo - withdrawnTo - 2;
    if (attributesLength == 0) {
      return Family.IPV4_UNICAST;
    }
    boolean alone =
        unreach.isPresent()
            && seen.nextType(0) == AttributeType.MP_UNREACH_NLRI
            && seen.nextType(AttributeType.MP_UNREACH_NLRI + 1) < 0;
    return alone && !unreach.hasNlri() ? unreach.family() : null;
  }

  /** What answers this message; only after {@link Disposition#RESET}. */
  public Notification notification() {
    return cause == null
        ? Notification.of(ErrorCode.MALFORMED_ATTRIBUTE_LIST)
        : new Notification(cause.code(), data(cause));
  }

  /** The faulty attribute as received (RFC 4271 section 6.3), clamped to what is there. */
  private Octets data(Issue cause) {
    ErrorCode code = cause.code();
    if (code.equals(ErrorCode.MISSING_WELL_KNOWN)) {
      return Octets.of((byte) cause.attribute());
    }
    boolean empty =
        cause.attribute() == Issue.NO_ATTRIBUTE
            || code.equals(ErrorCode.MALFORMED_ATTRIBUTE_LIST)
            || code.equals(ErrorCode.INVALID_NETWORK_FIELD)
            || code.equals(ErrorCode.MALFORMED_AS_PATH);
    if (empty) {
      return Octets.EMPTY;
    }
    int type = cause.attribute();
    int from = seen.headerAt(type);
    int to = Math.min(seen.valueAt(type) + seen.length(type), attributesTo);
    return Octets.copyOfRange(buffer, from, Math.min(to, from + Notification.MAX_DATA));
  }
}
