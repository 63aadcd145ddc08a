package io.prefixwatch.daemon.config.section;

import io.prefixwatch.daemon.config.SessionSettings;
import io.prefixwatch.monitor.registry.Partner;
import io.prefixwatch.monitor.registry.Site;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What registrations may name, and who meets us where.
 *
 * @param sites by id
 * @param partners by id
 * @param meetings where partners have a PNI session
 */
public record Interconnects(
    Map<String, Site> sites, Map<String, Partner> partners, Set<Meeting> meetings) {

  /**
   * A partner at a site.
   *
   * @param partner its id
   * @param site its id
   */
  public record Meeting(String partner, String site) {}

  static Interconnects of(
      Map<String, Site> sites, Map<String, Partner> partners, List<SessionSettings> sessions) {
    Set<Meeting> meetings = new HashSet<>();
    for (SessionSettings settings : sessions) {
      Partner partner = settings.session().partner();
      Site site = settings.session().site();
      if (partner != null && site != null && settings.session().isPni()) {
        meetings.add(new Meeting(partner.id(), site.id()));
      }
    }
    return new Interconnects(sites, partners, meetings);
  }
}
