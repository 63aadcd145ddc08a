package io.prefixwatch.daemon.inspect;

import io.prefixwatch.bgp.attribute.PathAttributes;
import io.prefixwatch.bgp.message.Nlri;
import io.prefixwatch.bgp.mrt.RecordedPeer;
import io.prefixwatch.bgp.mrt.RecordedStateChange;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.daemon.json.JsonKey;
import io.prefixwatch.daemon.json.JsonLines;
import io.prefixwatch.daemon.json.JsonWriter;
import io.prefixwatch.daemon.json.RouteJson;
import io.prefixwatch.daemon.json.TimeJson;
import java.io.OutputStream;

/**
 * Lines of {@code dump}: a head of time and peer, a prefix, a tail of attributes.
 *
 * <p>A full table announces many prefixes with the same attributes in one message, so head and tail
 * are rendered once a message and copied into each of its lines. Failures of the output surface as
 * {@link java.io.UncheckedIOException}.
 */
final class DumpLines {

  private static final JsonKey TIME = JsonKey.of("time");
  private static final JsonKey TYPE = JsonKey.of("type");
  private static final JsonKey PEER = JsonKey.of("peer");
  private static final JsonKey PEER_ASN = JsonKey.of("peer_asn");
  private static final JsonKey PREFIX = JsonKey.of("prefix");
  private static final JsonKey PATH_ID = JsonKey.of("path_id");
  private static final JsonKey AS_PATH = JsonKey.of("as_path");
  private static final JsonKey ORIGIN = JsonKey.of("origin");
  private static final JsonKey MED = JsonKey.of("med");
  private static final JsonKey LOCAL_PREF = JsonKey.of("local_pref");
  private static final JsonKey COMMUNITIES = JsonKey.of("communities");
  private static final JsonKey EXT_COMMUNITIES = JsonKey.of("ext_communities");
  private static final JsonKey LARGE_COMMUNITIES = JsonKey.of("large_communities");
  private static final JsonKey AGGREGATOR = JsonKey.of("aggregator");
  private static final JsonKey ATOMIC_AGGREGATE = JsonKey.of("atomic_aggregate");
  private static final JsonKey OTC = JsonKey.of("otc");
  private static final JsonKey NEXT_HOP = JsonKey.of("next_hop");
  private static final JsonKey ORIGINATED = JsonKey.of("originated");
  private static final JsonKey OLD_STATE = JsonKey.of("old_state");
  private static final JsonKey NEW_STATE = JsonKey.of("new_state");
  private static final JsonKey REASON = JsonKey.of("reason");

  private static final JsonKey[] ATTRIBUTES = {
    AS_PATH,
    ORIGIN,
    NEXT_HOP,
    MED,
    LOCAL_PREF,
    COMMUNITIES,
    EXT_COMMUNITIES,
    LARGE_COMMUNITIES,
    AGGREGATOR,
    ATOMIC_AGGREGATE,
    OTC
  };

  private final JsonLines output;
  private final JsonWriter lines;
  private final JsonWriter head = new JsonWriter();
  private final JsonWriter tail = new JsonWriter();

  DumpLines(OutputStream out) {
    output = new JsonLines(out);
    lines = output.writer();
  }

  /** Head of the lines that follow. */
  void begin(long time, String type, RecordedPeer peer) {
    head.clear();
    head.beginObject().name(TIME);
    TimeJson.write(head, time);
    head.name(TYPE).label(type).name(PEER);
    RouteJson.address(head, peer.address());
    head.name(PEER_ASN).number(peer.asn()).name(PREFIX);
    tail.clear();
  }

  /** Tail of the lines that follow: these attributes. */
  void attributes(PathAttributes attributes) {
    RouteJson.asPath(tail.name(AS_PATH), attributes.asPath());
    RouteJson.origin(tail.name(ORIGIN), attributes.origin());
    RouteJson.nextHopMembers(tail, attributes.nextHop());
    RouteJson.number(tail.name(MED), attributes.med());
    RouteJson.number(tail.name(LOCAL_PREF), attributes.localPref());
    RouteJson.communities(tail.name(COMMUNITIES), attributes.communities());
    RouteJson.extendedCommunities(tail.name(EXT_COMMUNITIES), attributes.extendedCommunities());
    RouteJson.largeCommunities(tail.name(LARGE_COMMUNITIES), attributes.largeCommunities());
    RouteJson.aggregator(tail.name(AGGREGATOR), attributes.aggregator());
    tail.name(ATOMIC_AGGREGATE).bool(attributes.atomicAggregate());
    RouteJson.number(tail.name(OTC), attributes.otc());
  }

  /** Tail of the lines that follow: no attribute applies. */
  void withoutAttributes() {
    for (JsonKey attribute : ATTRIBUTES) {
      tail.name(attribute).nullValue();
    }
  }

  /** When a RIB entry was received, behind its attributes. */
  void originated(long time) {
    TimeJson.write(tail.name(ORIGINATED), time);
  }

  /** Why a route counts as withdrawn that was announced. */
  void reason(String reason) {
    tail.name(REASON).label(reason);
  }

  /** Writes one line with the head and tail in hand. */
  void route(Prefix prefix, long pathId) {
    lines.append(head);
    RouteJson.prefix(lines, prefix);
    RouteJson.pathId(lines.name(PATH_ID), pathId);
    finish();
  }

  /** Writes a whole line. */
  void state(RecordedStateChange change) {
    begin(change.time(), "state", change.peer());
    withoutAttributes();
    tail.name(OLD_STATE).label(change.oldState().label());
    tail.name(NEW_STATE).label(change.newState().label());
    lines.append(head).nullValue();
    RouteJson.pathId(lines.name(PATH_ID), Nlri.NO_PATH_ID);
    finish();
  }

  private void finish() {
    lines.more(tail).endObject().endLine();
    output.lineEnded();
  }

  /** Hands everything to the output. */
  void flush() {
    output.flush();
  }
}
