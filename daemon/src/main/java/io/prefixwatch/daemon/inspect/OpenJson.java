package io.prefixwatch.daemon.inspect;

import io.prefixwatch.bgp.capability.AddPathCapability;
import io.prefixwatch.bgp.capability.Capability;
import io.prefixwatch.bgp.capability.ExtendedNextHopCapability;
import io.prefixwatch.bgp.capability.FourOctetAsnCapability;
import io.prefixwatch.bgp.capability.FqdnCapability;
import io.prefixwatch.bgp.capability.GracefulRestartCapability;
import io.prefixwatch.bgp.capability.LongLivedGracefulRestartCapability;
import io.prefixwatch.bgp.capability.MultiprotocolCapability;
import io.prefixwatch.bgp.capability.RoleCapability;
import io.prefixwatch.bgp.capability.SoftwareVersionCapability;
import io.prefixwatch.bgp.message.Open;
import io.prefixwatch.daemon.json.JsonWriter;
import io.prefixwatch.daemon.json.RouteJson;
import org.jspecify.annotations.Nullable;

/** An OPEN as {@code decode} shows it: its fields and each capability with what is in it. */
final class OpenJson {

  private OpenJson() {}

  static void write(JsonWriter out, @Nullable Open open) {
    if (open == null) {
      out.nullValue();
      return;
    }
    out.beginObject().name("version").number(open.version());
    out.name("asn").number(open.asn());
    out.name("asn_field").number(open.asnField());
    out.name("hold_time").number(open.holdTime());
    RouteJson.routerId(out.name("router_id"), open.routerId());
    out.name("capabilities").beginArray();
    for (Capability capability : open.capabilities()) {
      out.beginObject().name("code").number(capability.code());
      out.name("name").label(capability.label());
      RouteJson.hex(out.name("value"), capability.value());
      fields(out, capability);
      out.endObject();
    }
    out.endArray().endObject();
  }

  /** What is inside; a capability without content, or that was not understood, has no more. */
  private static void fields(JsonWriter out, Capability capability) {
    if (capability instanceof MultiprotocolCapability multiprotocol) {
      out.name("family").label(multiprotocol.family().label());
    } else if (capability instanceof FourOctetAsnCapability fourOctet) {
      out.name("asn").number(fourOctet.asn());
    } else if (capability instanceof RoleCapability role) {
      out.name("role").label(role.role().label());
    } else if (capability instanceof FqdnCapability fqdn) {
      out.name("host").string(fqdn.host()).name("domain").string(fqdn.domain());
    } else if (capability instanceof SoftwareVersionCapability software) {
      out.name("version").string(software.version());
    } else if (capability instanceof AddPathCapability addPath) {
      addPath(out, addPath);
    } else if (capability instanceof ExtendedNextHopCapability nextHop) {
      extendedNextHop(out, nextHop);
    } else if (capability instanceof GracefulRestartCapability restart) {
      gracefulRestart(out, restart);
    } else if (capability instanceof LongLivedGracefulRestartCapability longLived) {
      longLived(out, longLived);
    }
  }

  private static void addPath(JsonWriter out, AddPathCapability capability) {
    out.name("families").beginArray();
    for (AddPathCapability.PathFamily entry : capability.families()) {
      out.beginObject().name("family").label(entry.family().label());
      out.name("mode").label(mode(entry.mode())).endObject();
    }
    out.endArray();
  }

  private static String mode(int mode) {
    return switch (mode) {
      case AddPathCapability.RECEIVE -> "receive";
      case AddPathCapability.SEND -> "send";
      default -> "both";
    };
  }

  private static void extendedNextHop(JsonWriter out, ExtendedNextHopCapability capability) {
    out.name("families").beginArray();
    for (ExtendedNextHopCapability.NextHopFamily entry : capability.entries()) {
      out.beginObject().name("family").label(entry.family().label());
      out.name("next_hop_afi").number(entry.nextHopAfi()).endObject();
    }
    out.endArray();
  }

  private static void gracefulRestart(JsonWriter out, GracefulRestartCapability capability) {
    out.name("restarting").bool(capability.restarting());
    out.name("notification").bool(capability.notification());
    out.name("restart_time").number(capability.restartTime());
    out.name("families").beginArray();
    for (GracefulRestartCapability.RestartFamily entry : capability.families()) {
      out.beginObject().name("family").label(entry.family().label());
      out.name("forwarding").bool(entry.forwarding()).endObject();
    }
    out.endArray();
  }

  private static void longLived(JsonWriter out, LongLivedGracefulRestartCapability capability) {
    out.name("families").beginArray();
    for (LongLivedGracefulRestartCapability.StaleFamily entry : capability.families()) {
      out.beginObject().name("family").label(entry.family().label());
      out.name("forwarding").bool(entry.forwarding());
      out.name("stale_time").number(entry.staleTime()).endObject();
    }
    out.endArray();
  }
}
