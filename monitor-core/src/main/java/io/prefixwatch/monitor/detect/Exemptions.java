package io.prefixwatch.monitor.detect;

import io.prefixwatch.monitor.registry.AsnSet;
import io.prefixwatch.monitor.registry.Exemption;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the {@code except} entry that a route falls under. A pure function of the route and the
 * time. An entry says who else may announce a prefix and how long it may be; about everything else
 * (paths, leaks against a role, our own AS) it says nothing.
 */
final class Exemptions {

  private static final String CHECK = "exception";

  private Exemptions() {}

  /** The first entry that allows the route at this time, or null. */
  static @Nullable Exemption of(JudgedRoute judged, Instant now) {
    for (Exemption exemption : judged.registered().rules().exemptions()) {
      if (!exemption.isOver(now) && fits(judged, exemption)) {
        return exemption;
      }
    }
    return null;
  }

  /** True for a verdict on who announces the prefix, or how long it is. */
  static boolean mayExcuse(Finding finding) {
    return switch (finding.kind().family()) {
      case "hijack" -> finding.kind() != Kind.HIJACK_FORGED_PATH;
      case "leak" -> finding.kind() == Kind.LEAK_MORE_SPECIFIC;
      default -> false;
    };
  }

  /** What the entries of the registered prefix have to do with a route that is found fault with. */
  static @Nullable Evidence evidence(JudgedRoute judged, Instant now) {
    List<Exemption> entries = judged.registered().rules().exemptions();
    if (entries.isEmpty()) {
      return null;
    }
    Exemption applying = of(judged, now);
    if (applying != null) {
      return applies(applying);
    }
    for (Exemption entry : entries) {
      if (fits(judged, entry)) {
        return Evidence.neutral(CHECK, "expired", entry.describe());
      }
    }
    return Evidence.neutral(CHECK, "none-applies", null);
  }

  static Evidence applies(Exemption exemption) {
    return Evidence.neutral(CHECK, "applies", exemption.describe());
  }

  private static boolean fits(JudgedRoute judged, Exemption exemption) {
    RegisteredPrefix registered = judged.registered();
    AsnSet origins = exemption.origins() == null ? registered.origins() : exemption.origins();
    int longest = Math.max(exemption.maxLength(), registered.prefix().length());
    return judged.origin().isAllowed(origins)
        && judged.route().prefix().length() <= longest
        && exemption.communities().stream()
            .allMatch(wanted -> RouteCommunities.has(judged.route().attributes(), wanted));
  }
}
