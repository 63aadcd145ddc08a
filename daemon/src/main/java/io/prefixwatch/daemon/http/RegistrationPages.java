package io.prefixwatch.daemon.http;

import io.javalin.http.Context;
import io.prefixwatch.daemon.config.DaemonConfig;
import io.prefixwatch.daemon.config.section.AddedRegistrations.Entry;
import io.prefixwatch.daemon.json.JsonWriter;
import io.prefixwatch.daemon.operator.Configurations;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import io.prefixwatch.monitor.registry.Registration;
import io.prefixwatch.monitor.registry.Site;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/v1/registrations}: what the files say and what came over the API, which is kept in
 * the store and counts at once.
 */
final class RegistrationPages {

  /** Prefixes that are shown of one registration; {@code /prefixes} shows all. */
  private static final int MOST_PREFIXES = 100;

  private final Configurations configurations;

  RegistrationPages(Configurations configurations) {
    this.configurations = configurations;
  }

  /**
   * A registration as it is shown.
   *
   * @param fromApi whether it came over the API
   * @param conflict why it has no effect; null if it has
   */
  private record Shown(
      Registration registration,
      List<RegisteredPrefix> prefixes,
      boolean fromApi,
      @Nullable String conflict) {}

  /** In the order of the files, then of their coming. */
  void list(Context to) {
    Queries.allow(to, Set.of("cursor", "limit"));
    long first = Queries.number(to, "cursor", 0);
    int limit = Queries.limit(to);
    DaemonConfig config = configurations.effective();
    List<Entry> added = configurations.added();
    Set<String> fromApi = new HashSet<>();
    List<Shown> rest = new ArrayList<>();
    for (Entry entry : added) {
      Registration registration = entry.registration();
      if (entry.hasEffect()) {
        fromApi.add(entry.added().id());
      } else if (registration != null) {
        rest.add(new Shown(registration, entry.prefixes(), true, entry.conflict()));
      }
    }
    List<Registration> page =
        config.registrations().stream().skip(first).limit(limit + 1L).toList();
    Map<String, List<RegisteredPrefix>> prefixes = prefixes(config, page);
    List<Shown> shown = new ArrayList<>();
    for (Registration one : page) {
      List<RegisteredPrefix> its = prefixes.getOrDefault(one.id(), List.of());
      shown.add(new Shown(one, its, fromApi.contains(one.id()), null));
    }
    rest.stream()
        .skip(Math.max(0, first - config.registrations().size()))
        .limit(limit + 1L - shown.size())
        .forEach(shown::add);
    JsonWriter body = new JsonWriter().beginObject();
    body.name("registrations").beginArray();
    shown.stream().limit(limit).forEach(one -> write(body, one, List.of()));
    body.endArray();
    boolean more = shown.size() > limit;
    body.name("next_cursor").stringOrNull(more ? Long.toString(first + limit) : null);
    Answers.json(to, body.endObject());
  }

  private static Map<String, List<RegisteredPrefix>> prefixes(
      DaemonConfig config, List<Registration> page) {
    Map<String, List<RegisteredPrefix>> found = new HashMap<>();
    page.forEach(one -> found.put(one.id(), new ArrayList<>()));
    for (RegisteredPrefix one : config.prefixes()) {
      List<RegisteredPrefix> its = found.get(one.registration().id());
      if (its != null) {
        its.add(one);
      }
    }
    return found;
  }

  void add(Context to) throws InterruptedException {
    Queries.allow(to, Set.of());
    RegistrationBody body = RegistrationBody.read(to);
    if (configurations.added().size() >= Configurations.MOST_ADDED) {
      throw new ProblemException(
          409, "there are " + Configurations.MOST_ADDED + " already; put more into files");
    }
    Entry entry;
    try {
      entry = configurations.register(body.id(), body.document(), to.ip());
    } catch (IOException e) {
      throw new ProblemException(503, "the store does not take it at present");
    }
    Registration registration = entry.registration();
    if (registration == null) {
      Answers.problemWith(
          to,
          422,
          String.join("; ", entry.errors().subList(0, Math.min(3, entry.errors().size()))),
          members -> strings(members, "errors", entry.errors()));
      return;
    }
    if (entry.conflict() != null) {
      throw new ProblemException(409, entry.conflict());
    }
    JsonWriter answer = new JsonWriter();
    write(answer, new Shown(registration, entry.prefixes(), true, null), entry.warnings());
    to.status(201);
    Answers.json(to, answer);
  }

  void remove(Context to) throws InterruptedException {
    Queries.allow(to, Set.of());
    String id = to.pathParam("id");
    try {
      if (!configurations.unregister(id, to.ip())) {
        boolean inFile =
            configurations.effective().registrations().stream()
                .anyMatch(one -> one.id().equals(id));
        throw inFile
            ? new ProblemException(409, "it stands in the configuration; take it out there")
            : new ProblemException(404, "there is no registration of this id");
      }
    } catch (IOException e) {
      throw new ProblemException(503, "the store does not take it at present");
    }
    to.status(204);
  }

  private static void write(JsonWriter body, Shown shown, List<String> warnings) {
    Registration registration = shown.registration();
    body.beginObject();
    body.name("id").string(registration.id());
    body.name("customer").string(registration.customer());
    body.name("partner").stringOrNull(registration.partnerId());
    body.name("location").beginObject();
    body.name("country").stringOrNull(registration.country());
    body.name("region").stringOrNull(registration.region()).endObject();
    body.name("primary_site").stringOrNull(id(registration.primarySite()));
    body.name("backup_site").stringOrNull(id(registration.backupSite()));
    List<RegisteredPrefix> prefixes = shown.prefixes();
    strings(
        body,
        "prefixes",
        prefixes.stream().limit(MOST_PREFIXES).map(one -> one.prefix().toString()).toList());
    body.name("prefixes_total").number(prefixes.size());
    body.name("source").label(shown.fromApi() ? "api" : "file");
    body.name("effective").bool(shown.conflict() == null);
    body.name("conflict").stringOrNull(shown.conflict());
    strings(body, "warnings", warnings);
    body.endObject();
  }

  private static @Nullable String id(@Nullable Site site) {
    return site == null ? null : site.id();
  }

  private static void strings(JsonWriter body, String name, List<String> texts) {
    body.name(name).beginArray();
    texts.forEach(body::string);
    body.endArray();
  }
}
