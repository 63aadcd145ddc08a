package io.prefixwatch.bgp.session;

import io.prefixwatch.bgp.capability.AddPathCapability;
import io.prefixwatch.bgp.capability.AddPathCapability.PathFamily;
import io.prefixwatch.bgp.capability.Capability;
import io.prefixwatch.bgp.capability.CapabilityCode;
import io.prefixwatch.bgp.capability.EnhancedRouteRefreshCapability;
import io.prefixwatch.bgp.capability.ExtendedMessageCapability;
import io.prefixwatch.bgp.capability.ExtendedNextHopCapability;
import io.prefixwatch.bgp.capability.FourOctetAsnCapability;
import io.prefixwatch.bgp.capability.GracefulRestartCapability;
import io.prefixwatch.bgp.capability.MultiprotocolCapability;
import io.prefixwatch.bgp.capability.Role;
import io.prefixwatch.bgp.capability.RoleCapability;
import io.prefixwatch.bgp.capability.RouteRefreshCapability;
import io.prefixwatch.bgp.error.ErrorCode;
import io.prefixwatch.bgp.message.Decoded;
import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.message.Open;
import io.prefixwatch.bgp.net.Asn;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.Octets;
import io.prefixwatch.bgp.update.PeerSort;
import io.prefixwatch.bgp.update.ScanContext;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Our OPEN, and what theirs makes of it (RFC 4271 section 6.2, RFC 5492, 6286, 9234). */
public final class OpenExchange {

  private OpenExchange() {}

  /** The OPEN that we send. */
  public static Open ours(SessionParameters parameters) {
    List<Capability> offered = new ArrayList<>();
    parameters.families().forEach(family -> offered.add(new MultiprotocolCapability(family)));
    offered.add(new RouteRefreshCapability());
    if (parameters.families().contains(Family.IPV4_UNICAST)) {
      offered.add(ExtendedNextHopCapability.ipv6ForIpv4());
    }
    offered.add(new ExtendedMessageCapability());
    // We restart nothing, but peers then send End-of-RIB and keep us in helper mode.
    offered.add(GracefulRestartCapability.ofReceiver());
    offered.add(new FourOctetAsnCapability(parameters.localAsn()));
    if (parameters.addPath()) {
      offered.add(
          new AddPathCapability(
              parameters.families().stream()
                  .map(family -> new PathFamily(family, AddPathCapability.RECEIVE))
                  .toList()));
    }
    offered.add(new EnhancedRouteRefreshCapability());
    Role peerRole = parameters.peerRole();
    if (peerRole != null && parameters.sort() == PeerSort.EBGP) {
      offered.add(new RoleCapability(peerRole.counterpart()));
    }
    return Open.offering(
        parameters.localAsn(), parameters.holdTime(), parameters.routerId(), offered);
  }

  /** Judges the peer's OPEN against what was configured, and settles what both can do. */
  public static Decoded<Negotiated> settle(SessionParameters parameters, Open theirs) {
    Notification refusal = refusal(parameters, theirs);
    if (refusal != null) {
      return Decoded.rejected(refusal);
    }
    List<Family> families = commonFamilies(parameters, theirs);
    boolean addPath4 = receivesPaths(parameters, theirs, Family.IPV4_UNICAST);
    boolean addPath6 = receivesPaths(parameters, theirs, Family.IPV6_UNICAST);
    ScanContext scan =
        new ScanContext(
            theirs.capability(FourOctetAsnCapability.class).isPresent(),
            families.contains(Family.IPV4_UNICAST),
            families.contains(Family.IPV6_UNICAST),
            addPath4,
            addPath6,
            theirs
                .capability(ExtendedNextHopCapability.class)
                .map(ExtendedNextHopCapability::allowsIpv6ForIpv4)
                .orElse(false),
            sort(parameters, theirs),
            parameters.loopbackPeer(),
            false,
            parameters.policy());
    boolean refresh = theirs.capability(RouteRefreshCapability.class).isPresent();
    return Decoded.of(
        new Negotiated(
            theirs,
            families,
            Math.min(parameters.holdTime(), theirs.holdTime()),
            refresh,
            theirs.capability(EnhancedRouteRefreshCapability.class).isPresent(),
            theirs.capability(GracefulRestartCapability.class).orElse(null),
            theirs.capability(RoleCapability.class).map(RoleCapability::role).orElse(null),
            scan));
  }

  /** A peer that is known by its address alone is what its OPEN says. */
  private static PeerSort sort(SessionParameters parameters, Open theirs) {
    if (parameters.peerAsn() != SessionParameters.ANY_ASN) {
      return parameters.sort();
    }
    return parameters.localAsn() == theirs.asn() ? PeerSort.IBGP : PeerSort.EBGP;
  }

  private static @Nullable Notification refusal(SessionParameters parameters, Open theirs) {
    boolean anyAsn = parameters.peerAsn() == SessionParameters.ANY_ASN;
    if (!anyAsn && theirs.asn() != parameters.peerAsn()) {
      int field = theirs.asn() <= 0xFFFF ? (int) theirs.asn() : Asn.TRANS;
      ByteBuffer data = ByteBuffer.allocate(2).putShort((short) field);
      return new Notification(ErrorCode.BAD_PEER_AS, Octets.of(data.array()));
    }
    if (sort(parameters, theirs) == PeerSort.IBGP
        && theirs.routerId().equals(parameters.routerId())) {
      return Notification.of(ErrorCode.BAD_BGP_IDENTIFIER);
    }
    int holdTime = theirs.holdTime();
    boolean zeroRefused = holdTime == 0 && parameters.holdTime() != 0;
    if (zeroRefused || (holdTime != 0 && holdTime < parameters.minHoldTime())) {
      return Notification.of(ErrorCode.UNACCEPTABLE_HOLD_TIME);
    }
    return roleRefusal(parameters, theirs);
  }

  /** Roles are compared only where one is configured, on eBGP (RFC 9234 section 4.2). */
  private static @Nullable Notification roleRefusal(SessionParameters parameters, Open theirs) {
    Role expected = parameters.peerRole();
    if (expected == null || sort(parameters, theirs) != PeerSort.EBGP) {
      return null;
    }
    int stated = statedRole(theirs);
    boolean mismatch = stated < 0 ? parameters.roleStrict() : stated != expected.code();
    return mismatch ? Notification.of(ErrorCode.ROLE_MISMATCH) : null;
  }

  /** The role's code point, -1 for none: also one that is unassigned fits nobody. */
  private static int statedRole(Open theirs) {
    for (Capability capability : theirs.capabilities()) {
      if (capability.code() == CapabilityCode.ROLE && capability.value().length() == 1) {
        return capability.value().at(0);
      }
    }
    return -1;
  }

  /** A peer without any multiprotocol capability has IPv4 unicast only (RFC 4760 section 8). */
  private static List<Family> commonFamilies(SessionParameters parameters, Open theirs) {
    List<MultiprotocolCapability> listed = theirs.capabilities(MultiprotocolCapability.class);
    List<Family> offered =
        listed.isEmpty()
            ? List.of(Family.IPV4_UNICAST)
            : listed.stream().map(MultiprotocolCapability::family).toList();
    return parameters.families().stream().filter(offered::contains).toList();
  }

  private static boolean receivesPaths(SessionParameters parameters, Open theirs, Family family) {
    return parameters.addPath()
        && parameters.families().contains(family)
        && theirs
            .capability(AddPathCapability.class)
            .map(capability -> capability.offers(family, AddPathCapability.SEND))
            .orElse(false);
  }
}
