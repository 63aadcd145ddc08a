package io.prefixwatch.daemon.malformed;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;

import io.prefixwatch.bgp.attribute.AsPath;
import io.prefixwatch.bgp.attribute.AsPathBuilder;
import io.prefixwatch.bgp.attribute.SegmentType;
import io.prefixwatch.bgp.capability.FourOctetAsnCapability;
import io.prefixwatch.bgp.fixture.malformed.MalformedCase;
import io.prefixwatch.bgp.fixture.malformed.Phase;
import io.prefixwatch.bgp.fixture.malformed.Setting;
import io.prefixwatch.bgp.message.MessageType;
import io.prefixwatch.bgp.message.Nlri;
import io.prefixwatch.bgp.message.Open;
import io.prefixwatch.bgp.message.OpenDecoder;
import io.prefixwatch.bgp.message.UpdateMessage;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.bgp.session.OpenExchange;
import io.prefixwatch.bgp.speak.ScriptedSpeaker;
import io.prefixwatch.bgp.speak.UpdateBuilder;
import io.prefixwatch.bgp.update.UpdateDecoder;
import io.prefixwatch.bgp.update.UpdateScan;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The peer of one case: comes up as its setting says, and announces as that asks for. */
final class CaseSession implements Closeable {

  /** Registered to AS 64501, which no case has as its origin. */
  static final List<Prefix> REGISTERED =
      List.of(Prefix.parse("203.0.113.0/24"), Prefix.parse("2001:db8:1::/48"));

  private final MalformedCase malformed;
  private final ScriptedSpeaker speaker;
  private final Open ours;

  private CaseSession(MalformedCase malformed, ScriptedSpeaker speaker, Open ours) {
    this.malformed = malformed;
    this.speaker = speaker;
    this.ours = ours;
  }

  /** Connects, and goes as far as the case's phase asks for. */
  static CaseSession before(MalformedCase malformed, InetAddress from, InetSocketAddress to)
      throws IOException {
    Open ours = malformed.setting().peerOpen();
    if (malformed.phase() == Phase.OPEN_SENT) {
      Open stated = stated(malformed.message().toByteArray());
      ours = stated == null ? ours : stated;
    }
    ScriptedSpeaker speaker = ScriptedSpeaker.connect(from, to);
    CaseSession session = new CaseSession(malformed, speaker, ours);
    speaker.expectOpen();
    if (malformed.phase() != Phase.OPEN_SENT) {
      speaker.send(ours.encode());
      speaker.expect(MessageType.KEEPALIVE);
    }
    if (malformed.phase() == Phase.ESTABLISHED) {
      session.comeUp();
    }
    return session;
  }

  private static @Nullable Open stated(byte[] message) {
    boolean isOpen = message.length >= 29 && message[18] == MessageType.OPEN.code();
    return isOpen ? OpenDecoder.decode(message, 0, message.length).value() : null;
  }

  /** Completes the session behind both OPENs. */
  void comeUp() throws IOException {
    speaker.sendKeepalive();
    speaker.sendEndOfRib(Family.IPV4_UNICAST);
    speaker.sendEndOfRib(Family.IPV6_UNICAST);
  }

  ScriptedSpeaker speaker() {
    return speaker;
  }

  /** The registered prefixes that the case's UPDATE announces, or would announce. */
  List<Nlri> registered() {
    if (!malformed.isUpdate()) {
      return List.of();
    }
    UpdateScan scan = new UpdateScan();
    byte[] message = malformed.message().toByteArray();
    Setting setting = malformed.setting();
    scan.scan(
        message,
        0,
        message.length,
        Objects.requireNonNull(OpenExchange.settle(setting.parameters(), ours).value()).scan());
    UpdateMessage update = UpdateDecoder.decode(scan);
    List<Nlri> held =
        malformed.reaction().endsSession() || !update.announced().isEmpty()
            ? update.announced().stream().map(UpdateMessage.Announced::nlri).toList()
            : update.withdrawn();
    return held.stream().filter(nlri -> REGISTERED.contains(nlri.prefix())).toList();
  }

  /** A sound announcement of one prefix from this origin. */
  UpdateBuilder announcement(Prefix prefix, long origin) {
    return inShape(anUpdate().announcing(prefix).path(path(origin)));
  }

  UpdateBuilder withdrawal(Nlri nlri) {
    UpdateBuilder update = anUpdate().withdrawing(nlri.prefix());
    return nlri.pathId() == Nlri.NO_PATH_ID ? update : update.pathId(nlri.pathId());
  }

  UpdateBuilder withdrawal(Prefix prefix) {
    return inShape(anUpdate().withdrawing(prefix));
  }

  private AsPath path(long origin) {
    if (malformed.setting() != Setting.CONFEDERATION) {
      return AsPath.of(64496, origin);
    }
    AsPathBuilder path = new AsPathBuilder();
    path.segment(SegmentType.CONFED_SEQUENCE).hop(Setting.MEMBER_ASN);
    return path.segment(SegmentType.AS_SEQUENCE).hop(64496).hop(origin).build();
  }

  /** AS numbers and path identifiers as both sides agreed. */
  private UpdateBuilder inShape(UpdateBuilder update) {
    if (ours.capability(FourOctetAsnCapability.class).isEmpty()) {
      update.as2();
    }
    return malformed.setting() == Setting.ADD_PATH ? update.pathId(1) : update;
  }

  @Override
  public void close() throws IOException {
    speaker.close();
  }
}
