package io.prefixwatch.daemon.inspect;

import io.prefixwatch.bgp.error.Disposition;
import io.prefixwatch.bgp.error.Issue;
import io.prefixwatch.bgp.message.MessageType;
import io.prefixwatch.bgp.message.Nlri;
import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.message.Open;
import io.prefixwatch.bgp.message.RouteRefresh;
import io.prefixwatch.bgp.message.UpdateMessage;
import io.prefixwatch.bgp.message.UpdateMessage.Announced;
import io.prefixwatch.bgp.message.UpdateMessage.OtherFamily;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.daemon.json.JsonWriter;
import io.prefixwatch.daemon.json.RouteJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The line of {@code decode}: every key is always there, in one order. */
final class MessageJson {

  private MessageJson() {}

  static void write(JsonWriter out, MessageVerdict verdict) {
    out.beginObject();
    MessageType type = verdict.type();
    textOrNull(out.name("type"), type == null ? null : type.label());
    out.name("outcome").label(outcome(verdict.outcome()));
    answer(out.name("notification"), verdict.answer());
    UpdateMessage update = verdict.message() instanceof UpdateMessage read ? read : null;
    announced(out.name("announced"), update == null ? List.of() : update.announced());
    withdrawn(out.name("withdrawn"), update == null ? List.of() : update.withdrawn());
    Family ended = update == null ? null : update.endOfRib();
    textOrNull(out.name("end_of_rib"), ended == null ? null : ended.label());
    AttributesJson.write(
        out.name("attributes"), update == null ? null : update.attributes(), verdict.hasAsPath());
    others(out.name("other_families"), update == null ? List.of() : update.otherFamilies());
    issues(out.name("issues"), update == null ? List.of() : update.issues());
    OpenJson.write(out.name("open"), verdict.message() instanceof Open open ? open : null);
    received(
        out.name("received_notification"),
        verdict.message() instanceof Notification notification ? notification : null);
    refresh(
        out.name("route_refresh"),
        verdict.message() instanceof RouteRefresh refresh ? refresh : null);
    out.endObject().endLine();
  }

  private static String outcome(Disposition outcome) {
    return switch (outcome) {
      case NONE -> "ok";
      case DISCARD -> "attribute-discard";
      case WITHDRAW -> "treat-as-withdraw";
      case FAMILY_DISABLE, RESET -> "session-reset";
    };
  }

  private static String action(Disposition action) {
    return switch (action) {
      case NONE, DISCARD -> "discard";
      case WITHDRAW -> "withdraw";
      case FAMILY_DISABLE, RESET -> "reset";
    };
  }

  private static void textOrNull(JsonWriter out, @Nullable String text) {
    if (text == null) {
      out.nullValue();
    } else {
      out.label(text);
    }
  }

  private static void answer(JsonWriter out, @Nullable Notification answer) {
    if (answer == null) {
      out.nullValue();
      return;
    }
    out.beginObject();
    codes(out, answer);
    out.endObject();
  }

  private static void codes(JsonWriter out, Notification notification) {
    out.name("code").number(notification.error().code());
    out.name("subcode").number(notification.error().subcode());
    RouteJson.hex(out.name("data"), notification.data());
  }

  private static void announced(JsonWriter out, List<Announced> routes) {
    out.beginArray();
    for (Announced route : routes) {
      out.beginObject();
      nlri(out, route.nlri());
      RouteJson.nextHopMembers(out, route.nextHop());
      out.endObject();
    }
    out.endArray();
  }

  private static void withdrawn(JsonWriter out, List<Nlri> withdrawn) {
    out.beginArray();
    for (Nlri nlri : withdrawn) {
      out.beginObject();
      nlri(out, nlri);
      out.endObject();
    }
    out.endArray();
  }

  private static void nlri(JsonWriter out, Nlri nlri) {
    out.name("family").label(nlri.prefix().family().label());
    RouteJson.prefix(out.name("prefix"), nlri.prefix());
    RouteJson.pathId(out.name("path_id"), nlri.pathId());
  }

  private static void others(JsonWriter out, List<OtherFamily> families) {
    out.beginArray();
    for (OtherFamily other : families) {
      out.beginObject().name("afi").number(other.family().afi());
      out.name("safi").number(other.family().safi());
      out.name("reach").bool(other.reach());
      out.name("octets").number(other.octets()).endObject();
    }
    out.endArray();
  }

  private static void issues(JsonWriter out, List<Issue> issues) {
    out.beginArray();
    for (Issue issue : issues) {
      out.beginObject().name("attribute");
      if (issue.attribute() == Issue.NO_ATTRIBUTE) {
        out.nullValue();
      } else {
        out.number(issue.attribute());
      }
      out.name("offset").number(issue.offset());
      out.name("reason").string(issue.reason());
      out.name("action").label(action(issue.action())).endObject();
    }
    out.endArray();
  }

  private static void received(JsonWriter out, @Nullable Notification received) {
    if (received == null) {
      out.nullValue();
      return;
    }
    out.beginObject();
    codes(out, received);
    out.name("text").stringOrNull(received.shutdownText());
    out.endObject();
  }

  private static void refresh(JsonWriter out, @Nullable RouteRefresh refresh) {
    if (refresh == null) {
      out.nullValue();
      return;
    }
    out.beginObject().name("afi").number(refresh.family().afi());
    out.name("safi").number(refresh.family().safi());
    out.name("subtype").number(refresh.subtype()).endObject();
  }
}
