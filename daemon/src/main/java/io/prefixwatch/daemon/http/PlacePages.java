package io.prefixwatch.daemon.http;

import io.javalin.http.Context;
import io.prefixwatch.daemon.json.JsonWriter;
import io.prefixwatch.monitor.registry.AsnSet;
import io.prefixwatch.monitor.registry.Partner;
import io.prefixwatch.monitor.registry.Site;
import io.prefixwatch.monitor.registry.Site.Coordinates;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/partners} and {@code /api/v1/sites}: as they are configured. */
final class PlacePages {

  private static final int DECIMALS = 6;

  private final Parts parts;

  PlacePages(Parts parts) {
    this.parts = parts;
  }

  void partners(Context to) {
    Queries.allow(to, Set.of());
    List<Partner> partners = parts.running().get().config().partners();
    JsonWriter body = new JsonWriter().beginObject();
    body.name("partners").beginArray();
    for (Partner partner : partners) {
      body.beginObject();
      body.name("id").string(partner.id());
      body.name("name").string(partner.name());
      body.name("service").label(partner.service().label());
      asns(body.name("asns"), partner.asns());
      asns(body.name("cone"), partner.cone());
      body.endObject();
    }
    Answers.json(to, body.endArray().endObject());
  }

  private static void asns(JsonWriter body, @Nullable AsnSet asns) {
    if (asns == null) {
      body.nullValue();
      return;
    }
    body.beginArray();
    asns.toList().forEach(body::number);
    body.endArray();
  }

  void sites(Context to) {
    Queries.allow(to, Set.of());
    List<Site> sites = parts.running().get().config().sites();
    JsonWriter body = new JsonWriter().beginObject();
    body.name("sites").beginArray();
    for (Site site : sites) {
      body.beginObject();
      body.name("id").string(site.id());
      body.name("name").string(site.name());
      body.name("country").stringOrNull(site.country());
      body.name("region").stringOrNull(site.region());
      Coordinates where = site.coordinates();
      body.name("coordinates");
      if (where == null) {
        body.nullValue();
      } else {
        body.beginArray();
        body.decimal(where.latitude(), DECIMALS).decimal(where.longitude(), DECIMALS).endArray();
      }
      body.endObject();
    }
    Answers.json(to, body.endArray().endObject());
  }
}
