package io.prefixwatch.monitor.registry;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.monitor.index.PrefixIndex;
import io.prefixwatch.monitor.topology.Topology;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything the operator told us, at one moment. Immutable; a reload makes another with a higher
 * generation.
 */
public final class Registry {

  private final long generation;
  private final Speaker speaker;
  private final Map<String, Session> sessions;
  private final Map<String, Session> templates;
  private final List<RegisteredPrefix> prefixes;
  private final PrefixIndex index;
  private final DetectionSettings settings;
  private final Topology topology;
  private final List<MaintenanceWindow> maintenance;

  private Registry(
      long generation,
      Speaker speaker,
      Map<String, Session> sessions,
      Map<String, Session> templates,
      List<RegisteredPrefix> prefixes,
      PrefixIndex index,
      DetectionSettings settings,
      Topology topology,
      List<MaintenanceWindow> maintenance) {
    this.maintenance = List.copyOf(maintenance);
    this.topology = topology;
    this.generation = generation;
    this.speaker = speaker;
    this.sessions = sessions;
    this.templates = templates;
    this.prefixes = prefixes;
    this.index = index;
    this.settings = settings;
  }

  /**
   * Builds a snapshot and its index.
   *
   * @param generation of the configuration, 1 at start
   * @throws IllegalArgumentException if two sessions share an id or a prefix is registered twice;
   *     the configuration reports both to people before it comes to this
   */
  public static Registry of(
      long generation,
      Speaker speaker,
      Collection<Session> sessions,
      Collection<RegisteredPrefix> prefixes,
      DetectionSettings settings) {
    Map<String, Session> byId = byId(sessions);
    List<RegisteredPrefix> sorted =
        prefixes.stream().sorted(Comparator.comparing(RegisteredPrefix::prefix)).toList();
    PrefixIndex index = PrefixIndex.of(sorted.stream().map(RegisteredPrefix::prefix).toList());
    return new Registry(
        generation, speaker, byId, Map.of(), sorted, index, settings, Topology.NONE, List.of());
  }

  private static Map<String, Session> byId(Collection<Session> sessions) {
    Map<String, Session> byId = new LinkedHashMap<>();
    for (Session session : sessions) {
      if (byId.put(session.id(), session) != null) {
        throw new IllegalArgumentException("session " + session.id() + " stands twice");
      }
    }
    return byId;
  }

  /**
   * The same with ranges of peers that nobody lists.
   *
   * @param ranges what the sessions of each range have in common, see {@link Session#forPeer}
   */
  public Registry withTemplates(Collection<Session> ranges) {
    return new Registry(
        generation,
        speaker,
        sessions,
        byId(ranges),
        prefixes,
        index,
        settings,
        topology,
        maintenance);
  }

  /** The same with what is known of the internet. */
  public Registry withTopology(Topology known) {
    return new Registry(
        generation, speaker, sessions, templates, prefixes, index, settings, known, maintenance);
  }

  /** The same with planned work. */
  public Registry withMaintenance(List<MaintenanceWindow> planned) {
    return new Registry(
        generation, speaker, sessions, templates, prefixes, index, settings, topology, planned);
  }

  /** Planned work, in the order of the configuration. */
  public List<MaintenanceWindow> maintenance() {
    return maintenance;
  }

  public long generation() {
    return generation;
  }

  public Speaker speaker() {
    return speaker;
  }

  /** The configured sessions, in the order of the configuration. */
  public Collection<Session> sessions() {
    return sessions.values();
  }

  public @Nullable Session session(String id) {
    return sessions.get(id);
  }

  /**
   * A session by its id, also one that comes up by itself: of that, what its range tells.
   *
   * @return null if neither the session nor its range is configured
   */
  public @Nullable Session named(String id) {
    Session configured = sessions.get(id);
    int slash = id.indexOf('/');
    if (configured != null || slash < 0) {
      return configured;
    }
    Session template = templates.get(id.substring(0, slash));
    return template == null ? null : template.named(id);
  }

  /**
   * A session that came up by itself, as this configuration describes it.
   *
   * @return null if the range that it belongs to is not configured any more
   */
  public @Nullable Session described(Session dynamic) {
    Session template = templates.get(String.valueOf(dynamic.templateId()));
    return template == null ? null : template.forPeer(dynamic.peerAddress(), dynamic.peerAsn());
  }

  /** All registered prefixes in ascending order; positions are the ids of {@link #index()}. */
  public List<RegisteredPrefix> prefixes() {
    return prefixes;
  }

  public PrefixIndex index() {
    return index;
  }

  public DetectionSettings settings() {
    return settings;
  }

  public Topology topology() {
    return topology;
  }

  /** The most specific registered prefix that equals or covers this one: the one that judges it. */
  public @Nullable RegisteredPrefix judgeOf(Prefix prefix) {
    int id = index.longestCover(prefix);
    return id < 0 ? null : prefixes.get(id);
  }

  /** The registered prefix that equals this one. */
  public @Nullable RegisteredPrefix exact(Prefix prefix) {
    int id = index.exact(prefix);
    return id < 0 ? null : prefixes.get(id);
  }
}
