package io.prefixwatch.monitor.registry;

import io.prefixwatch.bgp.capability.Role;
import io.prefixwatch.bgp.net.Address;
import org.jspecify.annotations.Nullable;

/**
 * One BGP session as configured, or as a recording showed it: an observer with a place.
 *
 * @param id unique among sessions
 * @param kind PNI or collector
 * @param partner whose interconnect it is; null on collectors and unknown peers
 * @param site where it is
 * @param router the device it lands on
 * @param preference whether the partner should use it first
 * @param peerAddress the neighbour's address
 * @param peerAsn the neighbour's AS number, 0 if not known in advance
 * @param role the neighbour's role towards us
 * @param prefixLimit how many routes it may have
 */
public record Session(
    String id,
    SessionKind kind,
    @Nullable Partner partner,
    @Nullable Site site,
    @Nullable String router,
    Preference preference,
    Address peerAddress,
    long peerAsn,
    Role role,
    PrefixLimit prefixLimit) {

  /** A session that may have any number of routes. */
  public Session(
      String id,
      SessionKind kind,
      @Nullable Partner partner,
      @Nullable Site site,
      @Nullable String router,
      Preference preference,
      Address peerAddress,
      long peerAsn,
      Role role) {
    this(id, kind, partner, site, router, preference, peerAddress, peerAsn, role, PrefixLimit.NONE);
  }

  /** The same session with another limit. */
  public Session withPrefixLimit(PrefixLimit limit) {
    return new Session(
        id, kind, partner, site, router, preference, peerAddress, peerAsn, role, limit);
  }

  /** The same session, whose peer has told its AS number, if the configuration does not. */
  public Session known(long asn) {
    return peerAsn != 0 || asn == 0
        ? this
        : new Session(
            id, kind, partner, site, router, preference, peerAddress, asn, role, prefixLimit);
  }

  /** Between the id of a range and the peer's address in the id of a dynamic session. */
  private static final char OF_PEER = '/';

  /** The session of one peer of a range; this is the range's template. */
  public Session forPeer(Address peer, long asn) {
    return new Session(
        id + OF_PEER + peer, kind, partner, site, router, preference, peer, asn, role, prefixLimit);
  }

  /** The same session under another id. */
  public Session named(String other) {
    return new Session(
        other, kind, partner, site, router, preference, peerAddress, peerAsn, role, prefixLimit);
  }

  /** The id of the template that this session was made of; null for a configured session. */
  public @Nullable String templateId() {
    int slash = id.indexOf(OF_PEER);
    return slash < 0 ? null : id.substring(0, slash);
  }

  /** The site's id; null without one. */
  public @Nullable String siteId() {
    return site == null ? null : site.id();
  }

  /** The partner's id; null without one. */
  public @Nullable String partnerId() {
    return partner == null ? null : partner.id();
  }

  /** A peer or customer may send its own and its customers' routes. */
  public boolean sendsCustomersOnly() {
    return role == Role.PEER || role == Role.CUSTOMER;
  }

  /** The neighbour is our customer, or the client of our route server. */
  public boolean isFromBelow() {
    return role == Role.CUSTOMER || role == Role.ROUTE_SERVER_CLIENT;
  }

  public boolean isPni() {
    return kind == SessionKind.PNI;
  }

  /** True if this is a session of the given partner. */
  public boolean belongsTo(Partner other) {
    return partner != null && partner.id().equals(other.id());
  }

  /** True if the session is at the given site. */
  public boolean isAt(Site other) {
    return site != null && site.id().equals(other.id());
  }
}
