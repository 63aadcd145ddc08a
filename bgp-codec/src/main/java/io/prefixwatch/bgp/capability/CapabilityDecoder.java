package io.prefixwatch.bgp.capability;

import io.prefixwatch.bgp.capability.AddPathCapability.PathFamily;
import io.prefixwatch.bgp.capability.ExtendedNextHopCapability.NextHopFamily;
import io.prefixwatch.bgp.capability.GracefulRestartCapability.RestartFamily;
import io.prefixwatch.bgp.capability.LongLivedGracefulRestartCapability.StaleFamily;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.Octets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one capability out of its own octets; it cannot see its neighbours.
 *
 * <p>A capability whose inside is wrong is kept as unknown, that is ignored: the field has crashed
 * too often on them. The one exception is decided by the caller (AS number, RFC 6793).
 */
public final class CapabilityDecoder {

  private CapabilityDecoder() {}

  /** The capability, or {@link UnknownCapability} with the same code and octets. */
  public static Capability decode(int code, Octets value) {
    Capability known =
        switch (code) {
          case CapabilityCode.MULTIPROTOCOL -> multiprotocol(value);
          case CapabilityCode.ROUTE_REFRESH ->
              value.isEmpty() ? new RouteRefreshCapability() : null;
          case CapabilityCode.EXTENDED_NEXT_HOP -> extendedNextHop(value);
          case CapabilityCode.EXTENDED_MESSAGE ->
              value.isEmpty() ? new ExtendedMessageCapability() : null;
          case CapabilityCode.ROLE -> role(value);
          case CapabilityCode.GRACEFUL_RESTART -> gracefulRestart(value);
          case CapabilityCode.FOUR_OCTET_ASN ->
              value.length() == 4 ? new FourOctetAsnCapability(value.u32(0)) : null;
          case CapabilityCode.ADD_PATH -> addPath(value);
          case CapabilityCode.ENHANCED_ROUTE_REFRESH ->
              value.isEmpty() ? new EnhancedRouteRefreshCapability() : null;
          case CapabilityCode.LONG_LIVED_GRACEFUL_RESTART -> longLived(value);
          case CapabilityCode.FQDN -> fqdn(value);
          case CapabilityCode.SOFTWARE_VERSION -> softwareVersion(value);
          default -> null;
        };
    return known != null ? known : new UnknownCapability(code, value);
  }

  private static @Nullable Capability multiprotocol(Octets value) {
    return value.length() == 4
        ? new MultiprotocolCapability(Family.of(value.u16(0), value.at(3)))
        : null;
  }

  private static @Nullable Capability role(Octets value) {
    Role role = value.length() == 1 ? Role.of(value.at(0)) : null;
    return role == null ? null : new RoleCapability(role);
  }

  private static @Nullable Capability gracefulRestart(Octets value) {
    if (value.length() % 4 != 2) {
      return null;
    }
    List<RestartFamily> families = new ArrayList<>();
    for (int i = 2; i < value.length(); i += 4) {
      families.add(
          new RestartFamily(
              Family.of(value.u16(i), value.at(i + 2)), (value.at(i + 3) & 0x80) != 0));
    }
    int head = value.u16(0);
    return new GracefulRestartCapability(
        (head & 0x8000) != 0, (head & 0x4000) != 0, head & 0xFFF, families);
  }

  private static @Nullable Capability addPath(Octets value) {
    if (value.length() % 4 != 0 || value.isEmpty()) {
      return null;
    }
    List<PathFamily> families = new ArrayList<>();
    for (int i = 0; i < value.length(); i += 4) {
      int mode = value.at(i + 3);
      if (mode < 1 || mode > 3) {
        return null;
      }
      families.add(new PathFamily(Family.of(value.u16(i), value.at(i + 2)), mode));
    }
    return new AddPathCapability(families);
  }

  private static @Nullable Capability extendedNextHop(Octets value) {
    if (value.length() % 6 != 0) {
      return null;
    }
    List<NextHopFamily> entries = new ArrayList<>();
    for (int i = 0; i < value.length(); i += 6) {
      if (value.u16(i + 2) <= 0xFF) {
        Family family = Family.of(value.u16(i), value.u16(i + 2));
        entries.add(new NextHopFamily(family, value.u16(i + 4)));
      }
    }
    return new ExtendedNextHopCapability(entries);
  }

  private static @Nullable Capability longLived(Octets value) {
    if (value.length() % 7 != 0) {
      return null;
    }
    List<StaleFamily> families = new ArrayList<>();
    for (int i = 0; i < value.length(); i += 7) {
      families.add(
          new StaleFamily(
              Family.of(value.u16(i), value.at(i + 2)),
              (value.at(i + 3) & 0x80) != 0,
              (int) value.u32(i + 3) & 0xFF_FFFF));
    }
    return new LongLivedGracefulRestartCapability(families);
  }

  private static @Nullable Capability fqdn(Octets value) {
    if (value.length() < 2) {
      return null;
    }
    int hostLength = value.at(0);
    if (hostLength == 0 || 1 + hostLength + 1 > value.length()) {
      return null;
    }
    int domainLength = value.at(1 + hostLength);
    if (2 + hostLength + domainLength != value.length()) {
      return null;
    }
    return new FqdnCapability(
        value.slice(1, hostLength).utf8(), value.slice(2 + hostLength, domainLength).utf8(), value);
  }

  private static @Nullable Capability softwareVersion(Octets value) {
    if (value.length() < 2 || value.at(0) + 1 != value.length()) {
      return null;
    }
    return new SoftwareVersionCapability(value.slice(1, value.at(0)).utf8(), value);
  }
}
