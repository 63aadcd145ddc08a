package io.prefixwatch.monitor.registry;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A service provider whose networks connect to us.
 *
 * @param id unique among partners
 * @param name for people; the id if none was given
 * @param service what it provides
 * @param asns its own AS numbers; the first AS of a route on its PNI must be one of them
 * @param cone ASNs it may carry as origins, null if not stated
 */
public record Partner(String id, String name, Service service, AsnSet asns, @Nullable AsnSet cone) {

  /** The kinds of provider that a Peering Service knows. */
  public enum Service {
    ISP,
    IXP,
    SDCI;

    /** As written in configuration and JSON. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
