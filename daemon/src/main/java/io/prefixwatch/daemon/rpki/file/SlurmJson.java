package io.prefixwatch.daemon.rpki.file;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.daemon.config.problem.Position;
import io.prefixwatch.daemon.config.problem.Problems;
import io.prefixwatch.monitor.rpki.Slurm;
import io.prefixwatch.monitor.rpki.Vrp;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;

/**
 * SLURM, RFC 8416. What it says of BGPsec is skipped; anything wrong in the rest is an error, since
 * half of an operator's view is none (section 3.3).
 */
final class SlurmJson {

  private final JsonCursor json;
  private final Problems problems;
  private final List<Slurm.Filter> filters = new ArrayList<>();
  private final List<Vrp> assertions = new ArrayList<>();
  private boolean sound = true;

  private SlurmJson(JsonCursor json, Problems problems) {
    this.json = json;
    this.problems = problems;
  }

  /** Null after an error was reported. */
  static @Nullable Slurm read(String file, InputStream in, Problems problems) {
    try (JsonCursor json = JsonCursor.open(file, in)) {
      SlurmJson reading = new SlurmJson(json, problems);
      reading.top();
      return reading.sound ? new Slurm(reading.filters, reading.assertions) : null;
    } catch (JacksonException e) {
      problems.error(
          JsonCursor.position(file, e), "this is no JSON: " + e.getOriginalMessage(), "");
      return null;
    }
  }

  private void top() {
    Position start = json.position();
    long[] version = {0};
    if (json.next() != JsonToken.START_OBJECT) {
      wrong(start, "the file must be an object", "such as {\"slurmVersion\": 1, ...}");
      return;
    }
    json.members(
        name -> {
          switch (name) {
            case "slurmVersion" -> version[0] = json.number();
            case "validationOutputFilters" -> json.object(this::filters);
            case "locallyAddedAssertions" -> json.object(this::assertions);
            default -> json.skip();
          }
        });
    if (version[0] != 1 && version[0] != 2) {
      wrong(start, "slurmVersion must be 1 or 2", "see RFC 8416");
    }
  }

  private void filters(String name) {
    if (name.equals("prefixFilters")) {
      json.items(this::filter);
    } else {
      json.skip();
    }
  }

  private void assertions(String name) {
    if (name.equals("prefixAssertions")) {
      json.items(this::assertion);
    } else {
      json.skip();
    }
  }

  /** A prefix, an origin and a length, as far as they are there. */
  private final class Entry {
    private final Position at = json.position();
    private @Nullable Prefix prefix;
    private long asn = -1;
    private long maxLength = -1;

    Entry() {
      json.object(
          name -> {
            switch (name) {
              case "prefix" -> prefix = prefix(json.text());
              case "asn" -> asn = asn(json.text());
              case "maxPrefixLength" -> maxLength = json.number();
              default -> json.skip();
            }
          });
    }

    private @Nullable Prefix prefix(String text) {
      try {
        return Prefix.parse(text);
      } catch (IllegalArgumentException e) {
        wrong(at, "prefix: " + e.getMessage(), "");
        return null;
      }
    }

    private long asn(String text) {
      long number = RpkiEntries.asn(text);
      if (number < 0) {
        wrong(at, "asn: " + RpkiEntries.quoted(text) + " is no AS number", "write 64501");
      }
      return number;
    }
  }

  private void filter() {
    Entry entry = new Entry();
    if (entry.prefix == null && entry.asn < 0) {
      wrong(entry.at, "a filter needs a prefix, an asn, or both", "see RFC 8416 section 3.3.1");
    } else {
      filters.add(new Slurm.Filter(entry.prefix, entry.asn < 0 ? null : entry.asn));
    }
  }

  private void assertion() {
    Entry entry = new Entry();
    Prefix prefix = entry.prefix;
    if (prefix == null || entry.asn < 0) {
      wrong(entry.at, "an assertion needs a prefix and an asn", "see RFC 8416 section 3.4.1");
      return;
    }
    long max = entry.maxLength < 0 ? prefix.length() : entry.maxLength;
    if (max < prefix.length() || max > (prefix.ipv6() ? 128 : 32)) {
      wrong(entry.at, "maxPrefixLength: " + max + " is none of " + prefix, "");
      return;
    }
    assertions.add(new Vrp(prefix, (int) max, entry.asn));
  }

  private void wrong(Position at, String message, String hint) {
    sound = false;
    problems.error(at, message, hint);
  }
}
