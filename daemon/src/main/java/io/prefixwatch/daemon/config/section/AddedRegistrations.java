package io.prefixwatch.daemon.config.section;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.daemon.config.AddedRegistration;
import io.prefixwatch.daemon.config.DaemonConfig;
import io.prefixwatch.daemon.config.DynamicRange;
import io.prefixwatch.daemon.config.problem.Problem;
import io.prefixwatch.daemon.config.problem.Problems;
import io.prefixwatch.daemon.config.problem.Severity;
import io.prefixwatch.daemon.config.tree.Substitution;
import io.prefixwatch.daemon.config.tree.YamlMapping;
import io.prefixwatch.daemon.config.tree.YamlNode;
import io.prefixwatch.daemon.config.tree.YamlReader;
import io.prefixwatch.daemon.json.JsonTree;
import io.prefixwatch.monitor.registry.AsnSet;
import io.prefixwatch.monitor.registry.Partner;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import io.prefixwatch.monitor.registry.Registration;
import io.prefixwatch.monitor.registry.Site;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Registrations that came over the API beside those of the files, which win: one that names an id
 * or a prefix of a file, or of one that came earlier, has no effect while that is there. Mutable;
 * whoever made it owns it.
 */
public final class AddedRegistrations {

  private static final Comparator<RegisteredPrefix> BY_PREFIX =
      Comparator.comparing(RegisteredPrefix::prefix);

  /**
   * One of them, as it was understood.
   *
   * @param registration null if there are errors
   * @param errors why it is refused, a line each
   * @param warnings what its state will tell too: a partner that nobody knows
   * @param conflict what it stands against; null if it has effect
   */
  public record Entry(
      AddedRegistration added,
      @Nullable Registration registration,
      List<RegisteredPrefix> prefixes,
      List<String> errors,
      List<String> warnings,
      @Nullable String conflict) {

    public Entry {
      prefixes = List.copyOf(prefixes);
      errors = List.copyOf(errors);
      warnings = List.copyOf(warnings);
    }

    /** Whether its prefixes are judged by it. */
    public boolean hasEffect() {
      return registration != null && conflict == null;
    }

    private Entry against(String other) {
      return new Entry(added, registration, prefixes, errors, warnings, other);
    }
  }

  private final DaemonConfig files;
  private final List<Entry> entries;

  /** Those with effect, by id. */
  private final Map<String, Entry> withEffect;

  /** Their prefixes. */
  private final Map<Prefix, RegisteredPrefix> prefixes;

  /** Ids of the files; null before any is asked for. */
  private @Nullable Set<String> fileIds;

  /** All together; null while it has to be put together anew. */
  private @Nullable DaemonConfig effective;

  /** Those of the files alone. */
  public AddedRegistrations(DaemonConfig files) {
    this.files = files;
    this.entries = new ArrayList<>();
    this.withEffect = new LinkedHashMap<>();
    this.prefixes = new HashMap<>();
    this.effective = files;
  }

  /** The same once more, for a change that may not come about. */
  public AddedRegistrations(AddedRegistrations others) {
    this.files = others.files;
    this.entries = new ArrayList<>(others.entries);
    this.withEffect = new LinkedHashMap<>(others.withEffect);
    this.prefixes = new HashMap<>(others.prefixes);
    this.fileIds = others.fileIds;
    this.effective = others.effective;
  }

  /** What stands in files. */
  public DaemonConfig files() {
    return files;
  }

  /** The files' with those that were added and have effect. */
  public DaemonConfig effective() {
    DaemonConfig all = effective;
    if (all == null) {
      List<Registration> registrations = new ArrayList<>(files.registrations());
      withEffect.values().forEach(entry -> registrations.add(entry.registration()));
      List<RegisteredPrefix> registered = new ArrayList<>(files.prefixes());
      registered.addAll(prefixes.values());
      registered.sort(BY_PREFIX);
      all = files.registering(registrations, registered);
      effective = all;
    }
    return all;
  }

  /** All that were added, in their order. */
  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** Adds one behind the others. */
  public Entry add(AddedRegistration added) {
    Entry entry = read(added);
    String conflict = entry.registration() == null ? null : conflict(entry);
    if (conflict != null) {
      entry = entry.against(conflict);
    }
    entries.add(entry);
    if (entry.hasEffect()) {
      withEffect.put(added.id(), entry);
      entry.prefixes().forEach(one -> prefixes.put(one.prefix(), one));
      effective = null;
    }
    return entry;
  }

  private @Nullable String conflict(Entry entry) {
    String id = entry.added().id();
    if (withEffect.containsKey(id) || fileIds().contains(id)) {
      return "the registration " + id + " is there already, from " + source(id);
    }
    if (entries.stream().anyMatch(other -> other.added().id().equals(id))) {
      return "the registration " + id + " is there already, from the API, without effect";
    }
    for (RegisteredPrefix mine : entry.prefixes()) {
      RegisteredPrefix there = registered(mine);
      if (there != null) {
        String other = there.registration().id();
        return mine.prefix() + " of " + id + " is registered by " + other + ", " + source(other);
      }
    }
    return null;
  }

  private @Nullable RegisteredPrefix registered(RegisteredPrefix like) {
    int at = Collections.binarySearch(files.prefixes(), like, BY_PREFIX);
    return at >= 0 ? files.prefixes().get(at) : prefixes.get(like.prefix());
  }

  private Set<String> fileIds() {
    Set<String> ids = fileIds;
    if (ids == null) {
      ids = files.registrations().stream().map(Registration::id).collect(Collectors.toSet());
      fileIds = ids;
    }
    return ids;
  }

  private String source(String id) {
    return withEffect.containsKey(id) ? "the API" : "the configuration";
  }

  private Entry read(AddedRegistration added) {
    Problems problems = new Problems(false);
    List<String> warnings = new ArrayList<>();
    RegistrationBook book = new RegistrationBook(interconnects(added, warnings), problems);
    book.beginFile(added.id());
    book.useContract(files.contract());
    YamlMapping root = parse(added, problems);
    if (root != null) {
      new RegistrationsSection(book).readIncluded(root, problems);
    }
    List<RegisteredPrefix> its = book.close();
    List<String> errors = new ArrayList<>();
    for (Problem problem : problems.sorted()) {
      String hint = problem.hint().isEmpty() ? "" : " (" + problem.hint() + ")";
      boolean error = problem.severity() == Severity.ERROR;
      (error ? errors : warnings).add(problem.message() + hint);
    }
    if (errors.isEmpty() && book.registrations().size() != 1) {
      errors.add("there is no registration in it");
    }
    return errors.isEmpty()
        ? new Entry(added, book.registrations().get(0), its, List.of(), warnings, null)
        : new Entry(added, null, List.of(), errors, warnings, null);
  }

  private static @Nullable YamlMapping parse(AddedRegistration added, Problems problems) {
    byte[] octets =
        ("{\"registrations\":[" + added.document() + "]}").getBytes(StandardCharsets.UTF_8);
    try {
      YamlNode root =
          new YamlReader(Substitution.none(problems), problems)
              .read(added.id(), new ByteArrayInputStream(octets));
      return root instanceof YamlMapping mapping ? mapping : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What it may name. A partner or a site that nobody knows is no error here, as it may come with
   * the next configuration; until then no session is expected to hold its prefixes.
   */
  private Interconnects interconnects(AddedRegistration added, List<String> warnings) {
    Map<String, Site> sites = byId(files.sites(), Site::id);
    Map<String, Partner> partners = byId(files.partners(), Partner::id);
    JsonTree said = JsonTree.parse(added.document());
    String partner = said.get("partner").text();
    if (!partner.isEmpty() && !partners.containsKey(partner)) {
      warnings.add("no partner " + partner + " is configured");
      partners.put(
          partner, new Partner(partner, partner, Partner.Service.ISP, AsnSet.of(List.of()), null));
    }
    for (String key : List.of("primary-site", "backup-site")) {
      String site = said.get(key).text();
      if (!site.isEmpty() && !sites.containsKey(site)) {
        warnings.add("no site " + site + " is configured");
        sites.put(site, new Site(site, site, null, null, null));
      }
    }
    return Interconnects.of(
            sites,
            partners,
            Stream.concat(
                    files.sessions().stream(), files.ranges().stream().map(DynamicRange::template))
                .toList())
        .with(files.bmp());
  }

  private static <T> Map<String, T> byId(List<T> all, Function<T, String> id) {
    return all.stream()
        .collect(Collectors.toMap(id, one -> one, (first, second) -> first, HashMap::new));
  }
}
