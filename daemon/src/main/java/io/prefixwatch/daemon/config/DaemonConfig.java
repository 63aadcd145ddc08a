package io.prefixwatch.daemon.config;

import io.prefixwatch.monitor.registry.Contract;
import io.prefixwatch.monitor.registry.DetectionSettings;
import io.prefixwatch.monitor.registry.MaintenanceWindow;
import io.prefixwatch.monitor.registry.Partner;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import io.prefixwatch.monitor.registry.Registration;
import io.prefixwatch.monitor.registry.Registry;
import io.prefixwatch.monitor.registry.Session;
import io.prefixwatch.monitor.registry.Site;
import io.prefixwatch.monitor.topology.Topology;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A configuration without errors: every reference leads somewhere, nothing stands twice.
 *
 * @param speaker our end of every session
 * @param sites in the order of the file
 * @param partners in the order of the file
 * @param sessions the configured sessions in the order of the file
 * @param ranges where peers may come from that are not configured one by one
 * @param registrations in the order of the files
 * @param prefixes the registered prefixes in ascending order
 * @param detection settings of judgement
 * @param topology what is known of the internet
 * @param maintenance planned work
 * @param sinks where alerts go; standard output if none is configured
 * @param bmp where monitored routers connect; null for nowhere
 * @param store where records are kept; null for memory only
 * @param rpki where VRPs and ASPAs come from; null for nowhere
 * @param http where the API, health and metrics are served; null for nowhere
 * @param contract what is asked of every registered prefix that does not say otherwise
 */
public record DaemonConfig(
    SpeakerSettings speaker,
    List<Site> sites,
    List<Partner> partners,
    List<SessionSettings> sessions,
    List<DynamicRange> ranges,
    List<Registration> registrations,
    List<RegisteredPrefix> prefixes,
    DetectionSettings detection,
    Topology topology,
    List<MaintenanceWindow> maintenance,
    List<SinkSettings> sinks,
    @Nullable BmpSettings bmp,
    @Nullable StoreSettings store,
    @Nullable RpkiSettings rpki,
    @Nullable HttpSettings http,
    Contract contract) {

  public DaemonConfig {
    sites = List.copyOf(sites);
    partners = List.copyOf(partners);
    sessions = List.copyOf(sessions);
    ranges = List.copyOf(ranges);
    registrations = List.copyOf(registrations);
    prefixes = List.copyOf(prefixes);
    maintenance = List.copyOf(maintenance);
    sinks = List.copyOf(sinks);
  }

  /**
   * The monitor's snapshot of it.
   *
   * @param generation 1 at start, higher after each reload
   */
  public Registry registry(long generation) {
    return Registry.of(generation, speaker.identity(), expectedSessions(), prefixes, detection)
        .withTemplates(ranges.stream().map(range -> range.template().session()).toList())
        .withTopology(topology)
        .withMaintenance(maintenance);
  }

  /**
   * The same with other registrations.
   *
   * @param all in some order
   * @param theirs the registered prefixes in ascending order
   */
  public DaemonConfig registering(List<Registration> all, List<RegisteredPrefix> theirs) {
    return new DaemonConfig(
        speaker,
        sites,
        partners,
        sessions,
        ranges,
        all,
        theirs,
        detection,
        topology,
        maintenance,
        sinks,
        bmp,
        store,
        rpki,
        http,
        contract);
  }

  /** The configured sessions, and the peers of monitored routers that are described by name. */
  public List<Session> expectedSessions() {
    Stream<Session> monitored =
        bmp == null
            ? Stream.empty()
            : bmp.routers().stream().flatMap(router -> router.peers().stream());
    return Stream.concat(sessions.stream().map(SessionSettings::session), monitored).toList();
  }

  /** Short, since there may be a million prefixes. */
  @Override
  public String toString() {
    return prefixes.size() + " registered prefixes, " + sessions.size() + " sessions";
  }
}
