package io.prefixwatch.bgp.rtr;

import io.prefixwatch.bgp.net.Octets;
import io.prefixwatch.bgp.net.Prefix;
import java.util.List;

/** What a cache says (RFC 8210 section 5). */
public sealed interface RtrPdu {

  /** There is something new; ask. */
  record SerialNotify(int session, long serial) implements RtrPdu {}

  /** A router asks for what came after a serial; no cache sends it. */
  record SerialQuery(int session, long serial) implements RtrPdu {}

  /** A router asks for everything; no cache sends it. */
  record ResetQuery() implements RtrPdu {}

  /** Data follow, up to {@link EndOfData}. */
  record CacheResponse(int session) implements RtrPdu {}

  /**
   * A VRP comes or goes.
   *
   * @param asn 0 to 4294967295
   */
  record PrefixChange(boolean announce, Prefix prefix, int maxLength, long asn) implements RtrPdu {}

  /** A router's key (RFC 8635); read and not used. */
  record RouterKey(boolean announce) implements RtrPdu {}

  /**
   * A customer's providers: an announcement replaces what was known of the customer.
   *
   * @param providers ascending; empty in a withdrawal
   * @param family 4 or 6 in the layout of draft 10, which had one set per family; 0 in the current
   */
  record AspaChange(boolean announce, long customer, List<Long> providers, int family)
      implements RtrPdu {
    public AspaChange {
      providers = List.copyOf(providers);
    }
  }

  /**
   * What was announced is complete.
   *
   * @param refresh seconds after which to ask again; -1 where version 0 does not say
   * @param retry seconds after which to try again where that failed; -1 likewise
   * @param expire seconds after which the data must not be used any more; -1 likewise
   */
  record EndOfData(int session, long serial, long refresh, long retry, long expire)
      implements RtrPdu {}

  /** The cache cannot say what came after the serial; ask for everything. */
  record CacheReset() implements RtrPdu {}

  /**
   * The cache found fault with us, or has nothing to give.
   *
   * @param text for people; may be empty, and hold anything
   */
  record ErrorReport(int code, Octets pdu, String text) implements RtrPdu {}
}
