package io.prefixwatch.daemon.rpki.file;

import io.prefixwatch.daemon.config.problem.Position;
import io.prefixwatch.daemon.config.problem.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;

/**
 * VRPs and ASPAs as rpki-client, Routinator ({@code json} and {@code jsonext}), Cloudflare and the
 * validator of RIPE write them. Unknown keys are skipped, whatever stands in them.
 */
final class RpkiJson {

  private final JsonCursor json;
  private final RpkiEntries entries;

  private RpkiJson(JsonCursor json, RpkiEntries entries) {
    this.json = json;
    this.entries = entries;
  }

  /** False after an error was reported. */
  static boolean read(String file, InputStream in, RpkiEntries entries, Problems problems)
      throws IOException {
    try (JsonCursor json = JsonCursor.open(file, in)) {
      return new RpkiJson(json, entries).top(problems);
    } catch (JacksonException e) {
      problems.error(
          JsonCursor.position(file, e), "this is no JSON: " + e.getOriginalMessage(), "");
      return false;
    }
  }

  private boolean top(Problems problems) {
    Position start = json.position();
    if (json.next() != JsonToken.START_OBJECT) {
      problems.error(start, "the file must be an object", "such as {\"roas\": [...]}");
      return false;
    }
    boolean[] found = new boolean[1];
    json.members(
        name -> {
          switch (name) {
            case "roas" -> {
              found[0] = true;
              json.items(this::roa);
            }
            case "aspas" -> {
              entries.hasAspas();
              json.items(this::aspa);
            }
            case "provider_authorizations" -> {
              entries.hasAspas();
              json.object(family -> json.items(this::aspa));
            }
            default -> json.skip();
          }
        });
    if (json.next() != null) {
      problems.error(json.position(), "something stands behind the end", "keep one object");
      return false;
    }
    if (!found[0]) {
      problems.error(
          start,
          "there is no \"roas\"",
          "expected the JSON of rpki-client, Routinator or Cloudflare");
    }
    return found[0];
  }

  private void roa() {
    Position at = json.position();
    Object[] seen = {"", -1L, -1L, "", 0L};
    boolean object =
        json.object(
            name -> {
              switch (name) {
                case "prefix" -> seen[0] = json.text();
                case "maxLength" -> seen[1] = json.number();
                case "asn" -> seen[2] = RpkiEntries.asn(json.text());
                case "ta" -> seen[3] = json.text();
                case "expires" -> seen[4] = json.number();
                case "source" -> json.items(() -> anchor(seen));
                default -> json.skip();
              }
            });
    if (object) {
      entries.vrp(
          at, (String) seen[0], (Long) seen[1], (Long) seen[2], (String) seen[3], (Long) seen[4]);
    }
  }

  /** {@code jsonext}: where it was found; the first names the trust anchor. */
  private void anchor(Object[] seen) {
    json.object(
        name -> {
          if (name.equals("tal") && seen[3].equals("")) {
            seen[3] = json.text();
          } else {
            json.skip();
          }
        });
  }

  private void aspa() {
    Position at = json.position();
    long[] customer = {-1};
    Set<Long> providers = new TreeSet<>();
    boolean object =
        json.object(
            name -> {
              switch (name) {
                case "customer_asid", "customer" -> customer[0] = RpkiEntries.asn(json.text());
                case "providers" -> json.items(() -> providers.add(RpkiEntries.asn(json.scalar())));
                default -> json.skip();
              }
            });
    if (object) {
      entries.aspa(at, customer[0], providers);
    }
  }
}
