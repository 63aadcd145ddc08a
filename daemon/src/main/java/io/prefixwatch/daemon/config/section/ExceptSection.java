package io.prefixwatch.daemon.config.section;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.daemon.config.schema.BgpValues;
import io.prefixwatch.daemon.config.schema.Values;
import io.prefixwatch.monitor.registry.AsnSet;
import io.prefixwatch.monitor.registry.Exemption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** {@code except:} of a registered prefix. */
final class ExceptSection {

  private static final String MAX_LENGTH = "max-length";

  private ExceptSection() {}

  static List<Exemption> read(MappingReader entry, Prefix prefix) {
    List<Exemption> exemptions = new ArrayList<>();
    for (MappingReader one : entry.mappings("except")) {
      List<Long> origins = one.distinct("origins", BgpValues::asn);
      Integer longest = one.get(MAX_LENGTH, Values.number(0, 128));
      List<String> communities = one.distinct("communities", BgpValues::anyCommunity);
      Instant until = one.get("until", Values::time);
      String reason = one.get("reason", Values::text);
      if (one.size("origins") == 0) {
        one.error("origins", "nobody is expected", "leave it out for the origins of the prefix");
      }
      if (!one.has("origins") && !one.has(MAX_LENGTH)) {
        entry.problems().warning(one.position(), "except: allows nothing more", "add origins");
      }
      String complaint =
          longest == null ? null : RegistrationBook.maxLengthComplaint(prefix, longest);
      if (complaint != null) {
        one.error(MAX_LENGTH, complaint, RegistrationBook.maxLengthHint(prefix));
      }
      exemptions.add(
          new Exemption(
              one.has("origins") ? AsnSet.of(origins) : null,
              longest == null ? 0 : longest,
              communities,
              until,
              reason == null ? "" : reason));
    }
    return exemptions;
  }
}
