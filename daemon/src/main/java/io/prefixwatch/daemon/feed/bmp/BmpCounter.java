package io.prefixwatch.daemon.feed.bmp;

/** What a station counts. */
public enum BmpCounter {
  /** Connections from addresses of no configured router, closed unread. */
  CONNECTIONS_REJECTED,
  /** Connections of configured routers. */
  CONNECTIONS,
  /** Whole messages of any type. */
  MESSAGES,
  /** Route Monitoring messages that were applied. */
  UPDATES,
  /** Route Monitoring messages of another table than the one that is judged. */
  OTHER_VIEW,
  /** Messages of peers that have a session of their own with us. */
  KNOWN_PEER,
  /** Messages about peers that no Peer Up announced. */
  UNANNOUNCED_PEER,
  /** Peers that carry no family whose routes we look into. */
  OTHER_FAMILIES,
  /** Peers beyond what one router may have. */
  TOO_MANY_PEERS,
  /** Messages of which at least a part could not be read. */
  MALFORMED,
  /** UPDATEs that would have reset a session; they changed no route. */
  MALFORMED_UPDATES,
  /** Connections closed because messages could not be told apart any more. */
  BROKEN,
  /** Messages and peers of unknown types, skipped. */
  UNKNOWN_TYPES,
  /** Messages that a router mirrored, not read. */
  MIRRORED,
  /** Statistics Reports. */
  STATISTICS
}
