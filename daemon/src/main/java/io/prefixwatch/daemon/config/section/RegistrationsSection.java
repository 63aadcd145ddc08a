package io.prefixwatch.daemon.config.section;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.daemon.config.problem.Position;
import io.prefixwatch.daemon.config.problem.Problems;
import io.prefixwatch.daemon.config.problem.Quoted;
import io.prefixwatch.daemon.config.problem.Suggestion;
import io.prefixwatch.daemon.config.schema.BgpValues;
import io.prefixwatch.daemon.config.schema.Schema;
import io.prefixwatch.daemon.config.schema.Values;
import io.prefixwatch.daemon.config.tree.YamlMapping;
import io.prefixwatch.daemon.config.tree.YamlScalar;
import io.prefixwatch.monitor.registry.AsnSet;
import io.prefixwatch.monitor.registry.Partner;
import io.prefixwatch.monitor.registry.PathPattern;
import io.prefixwatch.monitor.registry.PrefixRules;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import io.prefixwatch.monitor.registry.Registration;
import io.prefixwatch.monitor.registry.Site;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code registrations:}, of the main file or of an included one. */
public final class RegistrationsSection {

  private static final String NAME = "registrations";

  private final RegistrationBook book;

  public RegistrationsSection(RegistrationBook book) {
    this.book = book;
  }

  /** Reads an included file, which may hold nothing else. */
  public void readIncluded(YamlMapping root, Problems problems) {
    for (YamlMapping.Entry entry : root.entries().values()) {
      if (!entry.key().written().equals(NAME)) {
        refuse(entry.key(), problems);
      }
    }
    read(MappingReader.openIncluded(root, problems));
  }

  private static void refuse(YamlScalar key, Problems problems) {
    String name = key.written();
    if (Schema.names("").contains(name)) {
      problems.error(
          key.position(),
          Quoted.of(name) + " may not stand in an included file",
          "it holds registrations: only; move this to the main file");
    } else {
      problems.error(
          key.position(),
          "unknown key " + Quoted.of(name),
          Suggestion.nearest(Set.of(NAME), name).isEmpty()
              ? "an included file holds registrations: only"
              : "did you mean " + Quoted.of(NAME) + "?");
    }
  }

  /** Reads the registrations of an opened file into the book. */
  public void read(MappingReader top) {
    for (MappingReader entry : top.mappings(NAME)) {
      readOne(entry);
    }
  }

  private void readOne(MappingReader entry) {
    Registration registration = registration(entry);
    List<MappingReader> prefixes = entry.mappings("prefixes");
    if (prefixes.isEmpty() && (!entry.has("prefixes") || entry.size("prefixes") == 0)) {
      entry.problems().warning(entry.position(), "this registration has no \"prefixes\"", "");
    }
    for (MappingReader prefix : prefixes) {
      readPrefix(prefix, registration);
    }
  }

  private @Nullable Registration registration(MappingReader entry) {
    String id = entry.get("id", Values::id);
    String customer = entry.get("customer", Values::text);
    Partner partner = entry.reference("partner", book.interconnects().partners(), "partner");
    MappingReader location = entry.mapping("location");
    String country = location == null ? null : location.get("country", Values::country);
    String region = location == null ? null : location.get("region", Values::text);
    Site primary = entry.reference("primary-site", book.interconnects().sites(), "site");
    Site backup = entry.reference("backup-site", book.interconnects().sites(), "site");
    if (primary != null && backup != null && primary.id().equals(backup.id())) {
      entry.warning("backup-site", "is the primary site", "name another, or leave it out");
    }
    if (id == null) {
      return null;
    }
    Registration registration =
        new Registration(
            id, customer == null ? id : customer, partner, country, region, primary, backup);
    book.checkMeeting(registration, primary, entry.at("primary-site"));
    book.checkMeeting(registration, backup, entry.at("backup-site"));
    return book.enter(registration, entry.at("id"), entry.written("id")) ? registration : null;
  }

  private void readPrefix(MappingReader entry, @Nullable Registration registration) {
    Prefix prefix = entry.get("prefix", BgpValues::prefix);
    List<Long> origins = entry.distinct("origins", BgpValues::asn);
    Integer maxLength = entry.get("max-length", Values.number(0, 128));
    List<Long> upstreams = entry.distinct("upstreams", BgpValues::asn);
    Boolean announced = entry.get("announced", Values::bool);
    if (announced != null) {
      checkOrigins(entry, announced);
    }
    if (entry.size("upstreams") == 0) {
      entry.error("upstreams", "nobody is allowed", "leave it out to allow anybody");
    }
    if (prefix == null) {
      return;
    }
    int longest = maxLength == null ? prefix.length() : maxLength;
    String complaint = RegistrationBook.maxLengthComplaint(prefix, longest);
    if (complaint != null) {
      entry.error("max-length", complaint, RegistrationBook.maxLengthHint(prefix));
      longest = prefix.length();
    }
    boolean nobody = announced == null || !announced || origins.isEmpty();
    Position place = entry.at("prefix");
    Registration whose =
        registration == null ? RegistrationBook.unknownRegistration() : registration;
    book.enter(
        new RegisteredPrefix(
            prefix,
            whose,
            AsnSet.of(origins),
            longest,
            entry.has("upstreams") ? AsnSet.of(upstreams) : null,
            !nobody,
            rules(entry, prefix)),
        place.line(),
        place.column());
  }

  private PrefixRules rules(MappingReader entry, Prefix prefix) {
    if (!entry.has("paths") && !entry.has("contract") && !entry.has("except")) {
      return book.rules();
    }
    List<PathPattern> paths = entry.distinct("paths", BgpValues::pathPattern);
    return new PrefixRules(
        paths, ContractSection.read(entry, book.contract()), ExceptSection.read(entry, prefix));
  }

  private static void checkOrigins(MappingReader entry, boolean announced) {
    boolean none = !entry.has("origins") || entry.size("origins") == 0;
    if (announced && none) {
      entry.missing(
          "origins", "expected: origins: [64501]; or announced: false if nobody may announce it");
    }
    if (!announced && !none) {
      entry.warning(
          "origins", "has no effect with announced: false", "nobody may announce the prefix");
    }
  }
}
