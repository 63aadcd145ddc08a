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
    Roa roa = new Roa();
    if (json.object(roa::member)) {
      entries.vrp(at, roa.prefix, roa.maxLength, roa.asn, roa.anchor, roa.expires);
    }
  }

  /** What an entry of {@code roas} says, as far as it does. */
  private final class Roa {
    private String prefix = "";
    private long maxLength = -1;
    private long asn = -1;
    private String anchor = "";
    private long expires;

    void member(String name) {
      switch (name) {
        case "prefix" -> prefix = json.text();
        case "maxLength" -> maxLength = json.number();
        case "asn" -> asn = RpkiEntries.asn(json.text());
        case "ta" -> anchor = json.text();
        case "expires" -> expires = json.number();
        case "source" -> json.items(() -> json.object(this::source));
        default -> json.skip();
      }
    }

    /** {@code jsonext}: where it was found; the first names the trust anchor. */
    private void source(String name) {
      if (name.equals("tal") && anchor.isEmpty()) {
        anchor = json.text();
      } else {
        json.skip();
      }
    }
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
