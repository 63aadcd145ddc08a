package io.prefixwatch.bgp.message;

import io.prefixwatch.bgp.attribute.NextHop;
import io.prefixwatch.bgp.attribute.PathAttributes;
import io.prefixwatch.bgp.error.Disposition;
import io.prefixwatch.bgp.error.Issue;
import io.prefixwatch.bgp.net.Family;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole UPDATE as a value, with what RFC 7606 made of it. For people and tests: the daemon works
 * on the octets (see {@link io.prefixwatch.bgp.update.UpdateScan}).
 *
 * @param outcome the strongest of all issues
 * @param notification what answers it, if the outcome resets the session
 * @param announced routes as they count after the outcome
 * @param withdrawn withdrawals as they count after the outcome, treat-as-withdraw included
 * @param attributes the attributes that remain; their next hop is that of no particular family
 * @param endOfRib the family whose End-of-RIB this is
 * @param otherFamilies NLRI of families that we do not look into
 * @param issues everything wrong with it, in the order of the octets
 */
public record UpdateMessage(
    Disposition outcome,
    @Nullable Notification notification,
    List<Announced> announced,
    List<Nlri> withdrawn,
    PathAttributes attributes,
    @Nullable Family endOfRib,
    List<OtherFamily> otherFamilies,
    List<Issue> issues)
    implements BgpMessage {

  /**
   * One announced route.
   *
   * @param nlri what is reachable
   * @param nextHop through whom
   */
  public record Announced(Nlri nlri, @Nullable NextHop nextHop) {}

  /**
   * NLRI of a family that we frame and count, but never look into.
   *
   * @param family which
   * @param reach true in MP_REACH_NLRI, false in MP_UNREACH_NLRI
   * @param octets of NLRI
   */
  public record OtherFamily(Family family, boolean reach, int octets) {}

  public UpdateMessage {
    announced = List.copyOf(announced);
    withdrawn = List.copyOf(withdrawn);
    otherFamilies = List.copyOf(otherFamilies);
    issues = List.copyOf(issues);
  }

  @Override
  public MessageType type() {
    return MessageType.UPDATE;
  }
}
