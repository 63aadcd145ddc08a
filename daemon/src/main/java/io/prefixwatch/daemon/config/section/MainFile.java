package io.prefixwatch.daemon.config.section;

import io.prefixwatch.daemon.config.BmpSettings;
import io.prefixwatch.daemon.config.DaemonConfig;
import io.prefixwatch.daemon.config.DynamicRange;
import io.prefixwatch.daemon.config.HttpSettings;
import io.prefixwatch.daemon.config.RpkiSettings;
import io.prefixwatch.daemon.config.SessionSettings;
import io.prefixwatch.daemon.config.SinkSettings;
import io.prefixwatch.daemon.config.SpeakerSettings;
import io.prefixwatch.daemon.config.StoreSettings;
import io.prefixwatch.daemon.config.TransportSupport;
import io.prefixwatch.daemon.config.problem.Problems;
import io.prefixwatch.daemon.config.problem.Quoted;
import io.prefixwatch.daemon.config.tree.YamlMapping;
import io.prefixwatch.monitor.registry.Contract;
import io.prefixwatch.monitor.registry.DetectionSettings;
import io.prefixwatch.monitor.registry.MaintenanceWindow;
import io.prefixwatch.monitor.registry.Partner;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import io.prefixwatch.monitor.registry.Site;
import io.prefixwatch.monitor.topology.Topology;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything that the main file says, before its includes are read. */
public final class MainFile {

  private final @Nullable SpeakerSettings speaker;
  private final Map<String, Site> sites;
  private final Map<String, Partner> partners;
  private final List<SessionSettings> sessions;
  private final List<DynamicRange> ranges;
  private final @Nullable DetectionSettings detection;
  private final Topology topology;
  private final List<MaintenanceWindow> maintenance;
  private final List<SinkSettings> sinks;
  private final @Nullable BmpSettings bmp;
  private final @Nullable StoreSettings store;
  private final @Nullable RpkiSettings rpki;
  private final @Nullable HttpSettings http;
  private final RegistrationBook book;
  private final List<Include> includes;

  private MainFile(MappingReader top, Path folder, TransportSupport support) {
    speaker = SpeakerSection.read(top);
    sites = SitesSection.read(top);
    SessionsSection sessionsSection = new SessionsSection(top, support);
    partners = PartnersSection.read(top, sessionsSection.peerAsns());
    sessions = sessionsSection.read(sites, partners);
    ranges = sessionsSection.ranges();
    detection = DetectionSection.read(top);
    topology = TopologySection.read(top, folder);
    sinks = new SinksSection(folder).read(top);
    store = StoreSection.read(top, folder);
    http = HttpSection.read(top, folder);
    List<SessionSettings> places =
        Stream.concat(sessions.stream(), ranges.stream().map(DynamicRange::template)).toList();
    bmp = new BmpSection(sites, partners, places).read(top);
    rpki = RpkiSection.read(top, folder);
    maintenance = MaintenanceSection.of(sites, partners, places, bmp).read(top);
    book =
        new RegistrationBook(Interconnects.of(sites, partners, places).with(bmp), top.problems());
    includes = top.includes();
  }

  /**
   * Reads all sections of the main file, its registrations into {@link #book()}.
   *
   * @param file its name for positions
   * @param folder where relative paths begin
   * @param support what the machine can do to protect connections
   */
  public static MainFile read(
      String file, YamlMapping root, Path folder, TransportSupport support, Problems problems) {
    MappingReader top = MappingReader.open(root, "", problems);
    MainFile main = new MainFile(top, folder, support);
    main.book.beginFile(file);
    main.book.useContract(ContractSection.read(top, Contract.NONE));
    new RegistrationsSection(main.book).read(top);
    main.checkListening(top);
    if (main.sessions.isEmpty() && !top.has("sessions") && !top.has("bmp")) {
      problems.warning(
          top.position(), "there is no session", "run has nothing to watch; replay needs none");
    }
    return main;
  }

  private void checkListening(MappingReader top) {
    if (speaker == null || !speaker.listen().isEmpty()) {
      return;
    }
    Stream.concat(sessions.stream(), ranges.stream().map(DynamicRange::template))
        .filter(settings -> !settings.active())
        .findFirst()
        .ifPresent(
            passive ->
                top.warning(
                    "speaker",
                    "listen is empty, and session "
                        + Quoted.of(passive.session().id())
                        + " waits for its peer",
                    "add an address to listen, or active: true to the session"));
  }

  /** The registrations of all files. */
  public RegistrationBook book() {
    return book;
  }

  /** The files to read after this one. */
  public List<Include> includes() {
    return includes;
  }

  /**
   * The configuration; empty if a problem was reported that leaves a hole in it.
   *
   * @param prefixes all registered prefixes in ascending order
   */
  public Optional<DaemonConfig> config(List<RegisteredPrefix> prefixes) {
    if (speaker == null || detection == null) {
      return Optional.empty();
    }
    return Optional.of(
        new DaemonConfig(
            speaker,
            List.copyOf(sites.values()),
            List.copyOf(partners.values()),
            sessions,
            ranges,
            book.registrations(),
            prefixes,
            detection,
            topology,
            maintenance,
            sinks,
            bmp,
            store,
            rpki,
            http,
            book.contract()));
  }
}
