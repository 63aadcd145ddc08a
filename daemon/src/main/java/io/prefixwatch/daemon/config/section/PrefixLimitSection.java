package io.prefixwatch.daemon.config.section;

import io.prefixwatch.daemon.config.schema.Values;
import io.prefixwatch.monitor.registry.PrefixLimit;
import org.jspecify.annotations.Nullable;

/** {@code sessions[].prefix-limit}. */
final class PrefixLimitSection {

  private PrefixLimitSection() {}

  /** The limit of a session; what was refused limits nothing, and the load has failed by then. */
  static PrefixLimit read(MappingReader session) {
    MappingReader entry = session.mapping("prefix-limit");
    if (entry == null) {
      return PrefixLimit.NONE;
    }
    PrefixLimit.Action action =
        entry.get("action", Values.choice(PrefixLimit.Action.class, PrefixLimit.Action::label));
    Integer ipv4 = entry.get("ipv4", Values.number(1, Integer.MAX_VALUE));
    Integer ipv6 = entry.get("ipv6", Values.number(1, Integer.MAX_VALUE));
    if (!entry.has("ipv4") && !entry.has("ipv6")) {
      session.warning("prefix-limit", "limits nothing", "write ipv4, ipv6 or both");
    }
    return new PrefixLimit(
        orUnlimited(ipv4), orUnlimited(ipv6), action == null ? PrefixLimit.Action.WARN : action);
  }

  private static int orUnlimited(@Nullable Integer limit) {
    return limit == null ? PrefixLimit.UNLIMITED : limit;
  }
}
