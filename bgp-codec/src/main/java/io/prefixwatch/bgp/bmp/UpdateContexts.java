package io.prefixwatch.bgp.bmp;

import io.prefixwatch.bgp.capability.AddPathCapability;
import io.prefixwatch.bgp.capability.AddPathCapability.PathFamily;
import io.prefixwatch.bgp.capability.MultiprotocolCapability;
import io.prefixwatch.bgp.message.Open;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.update.ParserPolicy;
import io.prefixwatch.bgp.update.ScanContext;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How the UPDATEs of one monitored peer are to be read: by what its two OPENs agreed on, and by the
 * flags of each message. Immutable, made at Peer Up.
 *
 * <p>As with a recording, what the router shows is shown: nothing is dropped because it came over
 * eBGP, and next hops and families are not held against an agreement that is not ours.
 */
public final class UpdateContexts {

  private static final int AS4 = 4;
  private static final int ADD_PATH_IPV4 = 2;
  private static final int ADD_PATH_IPV6 = 1;

  private final Set<Family> families;

  /** By {@link #AS4}, {@link #ADD_PATH_IPV4} and {@link #ADD_PATH_IPV6}. */
  private final ScanContext[] contexts = new ScanContext[8];

  // Add-path bits of what comes in, of what goes out, and of the Loc-RIB.
  private final int in;
  private final int out;
  private final int locRib;

  private UpdateContexts(Set<Family> families, int in, int out, int locRib, ParserPolicy policy) {
    this.families = families;
    this.in = in;
    this.out = out;
    this.locRib = locRib;
    for (int i = 0; i < contexts.length; i++) {
      contexts[i] =
          ScanContext.recorded((i & AS4) != 0, false)
              .withAddPath((i & ADD_PATH_IPV4) != 0, (i & ADD_PATH_IPV6) != 0)
              .withPolicy(policy);
    }
  }

  /** What a Peer Up settles. */
  public static UpdateContexts of(PeerUp up, ParserPolicy policy) {
    return new UpdateContexts(
        families(up),
        agreed(up, RibView.PRE_POLICY),
        agreed(up, RibView.ADJ_RIB_OUT_PRE_POLICY),
        agreed(up, RibView.LOC_RIB),
        policy);
  }

  /** What is likely where no Peer Up came: both families, no path identifiers. */
  public static UpdateContexts unannounced(ParserPolicy policy) {
    return new UpdateContexts(Set.of(Family.IPV4_UNICAST, Family.IPV6_UNICAST), 0, 0, 0, policy);
  }

  /** Families in both OPENs; one without any capability has IPv4 unicast (RFC 4760 section 8). */
  private static Set<Family> families(PeerUp up) {
    Set<Family> both = new LinkedHashSet<>(offered(up.sent()));
    both.retainAll(offered(up.received()));
    both.removeIf(family -> !family.isUnicast());
    return Set.copyOf(both);
  }

  private static List<Family> offered(Open open) {
    List<Family> listed =
        open.capabilities(MultiprotocolCapability.class).stream()
            .map(MultiprotocolCapability::family)
            .toList();
    return listed.isEmpty() ? List.of(Family.IPV4_UNICAST) : listed;
  }

  private static int agreed(PeerUp up, RibView view) {
    return (isAgreed(up, Family.IPV4_UNICAST, view) ? ADD_PATH_IPV4 : 0)
        | (isAgreed(up, Family.IPV6_UNICAST, view) ? ADD_PATH_IPV6 : 0);
  }

  /**
   * Whether NLRI carry path identifiers (RFC 7911 section 4). A Loc-RIB was never agreed on: its
   * OPENs name ADD-PATH if it is used (RFC 9069 section 5.3).
   */
  private static boolean isAgreed(PeerUp up, Family family, RibView view) {
    int sent = mode(up.sent(), family);
    int received = mode(up.received(), family);
    if (view == RibView.LOC_RIB) {
      return sent != 0 && received != 0;
    }
    int ours = view.isOut() ? AddPathCapability.SEND : AddPathCapability.RECEIVE;
    int theirs = view.isOut() ? AddPathCapability.RECEIVE : AddPathCapability.SEND;
    return (sent & ours) != 0 && (received & theirs) != 0;
  }

  private static int mode(Open open, Family family) {
    int mode = 0;
    AddPathCapability capability = open.capability(AddPathCapability.class).orElse(null);
    if (capability != null) {
      for (PathFamily entry : capability.families()) {
        mode |= entry.family().equals(family) ? entry.mode() : 0;
      }
    }
    return mode;
  }

  private int agreed(RibView view) {
    return view == RibView.LOC_RIB ? locRib : view.isOut() ? out : in;
  }

  /** The unicast families that the session carries. */
  public Set<Family> families() {
    return families;
  }

  /** The families whose routes carry path identifiers in this view. */
  public Set<Family> addPath(RibView view) {
    Set<Family> with = new LinkedHashSet<>();
    if ((agreed(view) & ADD_PATH_IPV4) != 0) {
      with.add(Family.IPV4_UNICAST);
    }
    if ((agreed(view) & ADD_PATH_IPV6) != 0) {
      with.add(Family.IPV6_UNICAST);
    }
    return with;
  }

  /** How {@link io.prefixwatch.bgp.update.UpdateScan#scan} has to read this UPDATE. */
  public ScanContext of(PeerHeader peer, MonitoredUpdate update) {
    RibView view = peer.view();
    int paths = update.isStateless() ? stated(update, view) : agreed(view);
    return contexts[(peer.as4() ? AS4 : 0) | paths];
  }

  private static int stated(MonitoredUpdate update, RibView view) {
    return (update.statesAddPath(false, view) ? ADD_PATH_IPV4 : 0)
        | (update.statesAddPath(true, view) ? ADD_PATH_IPV6 : 0);
  }
}
