package io.prefixwatch.monitor.registry;

import org.jspecify.annotations.Nullable;

/**
 * A customer's location: who, through whom, and where its prefixes should arrive.
 *
 * @param id unique among registrations
 * @param customer the customer's name; the id if none was given
 * @param partner the partner that the prefixes are registered with; without one only hijack and
 *     leak kinds work
 * @param country of the location
 * @param region of the location
 * @param primarySite where its routes should arrive
 * @param backupSite where else
 */
public record Registration(
    String id,
    String customer,
    @Nullable Partner partner,
    @Nullable String country,
    @Nullable String region,
    @Nullable Site primarySite,
    @Nullable Site backupSite) {

  /** The partner's id; null without one. */
  public @Nullable String partnerId() {
    return partner == null ? null : partner.id();
  }

  /**
   * True for the sessions on which a registered prefix should be held: the PNI sessions of the
   * partner at the primary and backup site, or all of them if no site is named.
   */
  public boolean expects(Session session) {
    if (partner == null || !session.isPni() || !session.belongsTo(partner)) {
      return false;
    }
    if (primarySite == null && backupSite == null) {
      return true;
    }
    return (primarySite != null && session.isAt(primarySite))
        || (backupSite != null && session.isAt(backupSite));
  }
}
