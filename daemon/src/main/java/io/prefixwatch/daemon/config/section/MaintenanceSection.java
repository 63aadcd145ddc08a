package io.prefixwatch.daemon.config.section;

import io.prefixwatch.daemon.config.BmpSettings;
import io.prefixwatch.daemon.config.SessionSettings;
import io.prefixwatch.daemon.config.problem.Suggestion;
import io.prefixwatch.daemon.config.schema.BadValue;
import io.prefixwatch.daemon.config.schema.Values;
import io.prefixwatch.monitor.registry.MaintenanceWindow;
import io.prefixwatch.monitor.registry.Partner;
import io.prefixwatch.monitor.registry.Scope;
import io.prefixwatch.monitor.registry.Scope.Sort;
import io.prefixwatch.monitor.registry.Session;
import io.prefixwatch.monitor.registry.Site;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code maintenance:}. */
final class MaintenanceSection {

  private static final String FORM =
      "write site:, router:, session:, partner:, registration: or customer:, and its id behind it";
  private static final Set<Sort> PLANNED =
      Set.of(Sort.SITE, Sort.ROUTER, Sort.SESSION, Sort.PARTNER, Sort.REGISTRATION, Sort.CUSTOMER);

  /** What there is of each sort; registrations are read later, and may come from other files. */
  private final Map<Sort, Set<String>> known = new EnumMap<>(Sort.class);

  private MaintenanceSection(Set<String> sites, Set<String> partners, List<Session> sessions) {
    known.put(Sort.SITE, sites);
    known.put(Sort.PARTNER, partners);
    known.put(
        Sort.SESSION, sessions.stream().map(Session::id).collect(Collectors.toUnmodifiableSet()));
    known.put(
        Sort.ROUTER,
        sessions.stream()
            .flatMap(session -> Stream.ofNullable(session.router()))
            .collect(Collectors.toUnmodifiableSet()));
  }

  /**
   * A section that may name these.
   *
   * @param places sessions and ranges of sessions
   */
  static MaintenanceSection of(
      Map<String, Site> sites,
      Map<String, Partner> partners,
      List<SessionSettings> places,
      @Nullable BmpSettings bmp) {
    Stream<Session> monitored =
        bmp == null
            ? Stream.empty()
            : bmp.routers().stream()
                .flatMap(
                    router -> Stream.concat(Stream.of(router.template()), router.peers().stream()));
    Stream<Session> own = places.stream().map(SessionSettings::session);
    return new MaintenanceSection(
        sites.keySet(), partners.keySet(), Stream.concat(own, monitored).toList());
  }

  /** The windows, without those of which a problem was reported. */
  List<MaintenanceWindow> read(MappingReader top) {
    List<MaintenanceWindow> windows = new ArrayList<>();
    for (MappingReader entry : top.mappings("maintenance")) {
      Scope scope = entry.get("scope", this::scope);
      Instant from = entry.get("from", Values::time);
      Instant until = entry.get("until", Values::time);
      String reason = entry.get("reason", Values::text);
      if (from != null && until != null && !until.isAfter(from)) {
        entry.error("until", "is not after from", "a window ends after it begins");
      } else if (scope != null && from != null && until != null) {
        windows.add(new MaintenanceWindow(scope, from, until, reason));
      }
    }
    return windows;
  }

  private Scope scope(String text) throws BadValue {
    Scope scope = Scope.parse(text);
    if (scope == null || !PLANNED.contains(scope.sort())) {
      throw BadValue.of("is not a scope", FORM);
    }
    Set<String> names = known.get(scope.sort());
    String id = scope.value();
    boolean ofRange = scope.sort() == Sort.SESSION && id.indexOf('/') > 0;
    String named = ofRange ? id.substring(0, id.indexOf('/')) : id;
    if (names != null && !names.contains(named)) {
      String noun = scope.sort().label();
      String hint = Suggestion.among(names, named, "define the " + noun + " first");
      throw BadValue.telling("names no " + noun + " that there is", hint);
    }
    return scope;
  }
}
