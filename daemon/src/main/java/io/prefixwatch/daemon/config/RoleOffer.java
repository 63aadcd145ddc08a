package io.prefixwatch.daemon.config;

import io.prefixwatch.bgp.capability.Role;
import org.jspecify.annotations.Nullable;

/**
 * What a session says about roles (RFC 9234).
 *
 * @param peerRole the neighbour's role where the configuration writes it: we offer its counterpart
 *     and refuse another; null if nothing is written, so nothing is offered or compared
 * @param strict whether a neighbour that states no role is refused
 */
public record RoleOffer(@Nullable Role peerRole, boolean strict) {

  /** Roles are not spoken of. */
  public static final RoleOffer NONE = new RoleOffer(null, false);
}
