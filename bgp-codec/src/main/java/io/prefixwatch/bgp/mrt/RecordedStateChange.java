package io.prefixwatch.bgp.mrt;

/**
 * The collector's session with a peer went from one state to another (RFC 6396 section 4.4.1).
 *
 * @param offset octets of the file before the record
 * @param time microseconds since the epoch
 * @param peer whose session
 * @param localAsn AS number of the collector on that session
 * @param oldState before
 * @param newState after
 */
public record RecordedStateChange(
    long offset,
    long time,
    RecordedPeer peer,
    long localAsn,
    PeerState oldState,
    PeerState newState) {}
