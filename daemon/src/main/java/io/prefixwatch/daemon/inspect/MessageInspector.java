package io.prefixwatch.daemon.inspect;

import io.prefixwatch.bgp.attribute.AttributeType;
import io.prefixwatch.bgp.error.Disposition;
import io.prefixwatch.bgp.error.ErrorCode;
import io.prefixwatch.bgp.message.Decoded;
import io.prefixwatch.bgp.message.Frame;
import io.prefixwatch.bgp.message.Keepalive;
import io.prefixwatch.bgp.message.MessageType;
import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.message.Open;
import io.prefixwatch.bgp.message.OpenDecoder;
import io.prefixwatch.bgp.message.RouteRefresh;
import io.prefixwatch.bgp.message.UpdateMessage;
import io.prefixwatch.bgp.update.ScanContext;
import io.prefixwatch.bgp.update.UpdateDecoder;
import io.prefixwatch.bgp.update.UpdateScan;
import io.prefixwatch.daemon.json.JsonWriter;

/**
 * Judges single messages as a session with given settings would, and writes a line of JSON for
 * each. Every octet sequence has a line; nothing throws.
 */
public final class MessageInspector {

  /** Issues are listed to the last: a message has fewer than it has octets. */
  private static final int ALL_ISSUES = Frame.EXTENDED_MAX;

  private final UpdateScan scan = new UpdateScan(ALL_ISSUES);
  private final ScanContext context;
  private final boolean extendedMessage;

  /**
   * Inspects messages of one kind of session.
   *
   * @param context what the octets of an UPDATE mean
   * @param extendedMessage whether messages over 4,096 octets are legal (RFC 8654)
   */
  public MessageInspector(ScanContext context, boolean extendedMessage) {
    this.context = context;
    this.extendedMessage = extendedMessage;
  }

  /** Writes one line about the octets of one message. */
  public void inspect(byte[] octets, JsonWriter out) {
    MessageJson.write(out, judge(octets));
  }

  private MessageVerdict judge(byte[] octets) {
    int length = Frame.next(octets, 0, octets.length, extendedMessage);
    if (length == Frame.BROKEN) {
      Notification answer = Frame.error(octets, 0, octets.length, extendedMessage);
      return MessageVerdict.reset(null, answer);
    }
    if (length != octets.length) {
      return MessageVerdict.reset(null, badLength(octets));
    }
    MessageType type = MessageType.of(octets[Frame.HEADER - 1] & 0xFF);
    if (type == null) {
      return MessageVerdict.reset(null, null); // cannot be: the frame is sound
    }
    return switch (type) {
      case OPEN -> open(octets);
      case UPDATE -> update(octets);
      case NOTIFICATION -> notification(octets);
      case KEEPALIVE -> MessageVerdict.accepted(Keepalive.INSTANCE);
      case ROUTE_REFRESH -> routeRefresh(octets);
    };
  }

  /** The header claims another length than the octets have, or they are fewer than a header. */
  private static Notification badLength(byte[] octets) {
    if (octets.length < Frame.HEADER - 1) {
      return Notification.of(ErrorCode.BAD_MESSAGE_LENGTH);
    }
    return Frame.badLength((octets[16] & 0xFF) << 8 | octets[17] & 0xFF);
  }

  private static MessageVerdict open(byte[] octets) {
    Decoded<Open> decoded = OpenDecoder.decode(octets, 0, octets.length);
    Open open = decoded.value();
    return open != null
        ? MessageVerdict.accepted(open)
        : MessageVerdict.reset(MessageType.OPEN, decoded.rejection());
  }

  private MessageVerdict update(byte[] octets) {
    scan.scan(octets, 0, octets.length, context);
    UpdateMessage update = UpdateDecoder.decode(scan);
    boolean hasAsPath = scan.attributes().has(AttributeType.AS_PATH);
    return new MessageVerdict(
        MessageType.UPDATE, update.outcome(), update.notification(), update, hasAsPath);
  }

  /** A broken NOTIFICATION ends the session like any other and is never answered. */
  private static MessageVerdict notification(byte[] octets) {
    Notification received = Notification.decode(octets, 0, octets.length);
    return received != null
        ? MessageVerdict.accepted(received)
        : MessageVerdict.reset(MessageType.NOTIFICATION, null);
  }

  private static MessageVerdict routeRefresh(byte[] octets) {
    Notification answer = RouteRefresh.lengthError(octets, 0, octets.length);
    if (answer != null) {
      return MessageVerdict.reset(MessageType.ROUTE_REFRESH, answer);
    }
    if (octets.length < RouteRefresh.LENGTH) {
      // Ignored, and too short to say what it asked for.
      return new MessageVerdict(MessageType.ROUTE_REFRESH, Disposition.NONE, null, null, false);
    }
    return MessageVerdict.accepted(RouteRefresh.decode(octets, 0));
  }
}
