package io.prefixwatch.daemon.config.section;

import io.prefixwatch.daemon.config.BmpRouter;
import io.prefixwatch.daemon.config.BmpSettings;
import io.prefixwatch.daemon.config.SessionSettings;
import io.prefixwatch.monitor.registry.Partner;
import io.prefixwatch.monitor.registry.Session;
import io.prefixwatch.monitor.registry.Site;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
    sessions.forEach(settings -> add(settings.session(), meetings));
    return new Interconnects(sites, partners, meetings);
  }

  /** The same, with the PNIs that a monitored router shows us. */
  Interconnects with(@Nullable BmpSettings bmp) {
    if (bmp == null) {
      return this;
    }
    Set<Meeting> all = new HashSet<>(meetings);
    for (BmpRouter router : bmp.routers()) {
      Stream.concat(Stream.of(router.template()), router.peers().stream())
          .forEach(session -> add(session, all));
    }
    return new Interconnects(sites, partners, all);
  }

  private static void add(Session session, Set<Meeting> meetings) {
    Partner partner = session.partner();
    Site site = session.site();
    if (partner != null && site != null && session.isPni()) {
      meetings.add(new Meeting(partner.id(), site.id()));
    }
  }
}
