package io.prefixwatch.daemon.config.section;

import io.prefixwatch.daemon.config.schema.BgpValues;
import io.prefixwatch.daemon.config.schema.Values;
import io.prefixwatch.monitor.registry.AsnSet;
import io.prefixwatch.monitor.registry.Partner;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code partners:}. */
final class PartnersSection {

  private PartnersSection() {}

  /**
   * By id, in the order of the file.
   *
   * @param peerAsns the peer ASNs of the PNI sessions that name the partner; its own if it states
   *     none
   */
  static Map<String, Partner> read(MappingReader top, Map<String, List<Long>> peerAsns) {
    Map<String, Partner> partners = new LinkedHashMap<>();
    UniqueIds ids = new UniqueIds("partner");
    for (MappingReader entry : top.mappings("partners")) {
      String id = ids.read(entry, "id", Values::id);
      String name = entry.get("name", Values::text);
      Partner.Service service =
          entry.get("service", Values.choice(Partner.Service.class, Partner.Service::label));
      List<Long> asns = entry.distinct("asns", BgpValues::asn);
      List<Long> cone = entry.distinct("cone", BgpValues::asn);
      if (id != null) {
        boolean stated = entry.has("asns");
        partners.put(
            id,
            new Partner(
                id,
                name == null ? id : name,
                service == null ? Partner.Service.ISP : service,
                AsnSet.of(stated ? asns : peerAsns.getOrDefault(id, List.of())),
                entry.has("cone") ? AsnSet.of(cone) : null));
      }
    }
    return partners;
  }
}
