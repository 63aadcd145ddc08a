package io.prefixwatch.daemon.http;

import io.javalin.http.Context;
import io.prefixwatch.bgp.attribute.PathAttributes;
import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.daemon.json.JsonWriter;
import io.prefixwatch.daemon.json.RouteJson;
import io.prefixwatch.daemon.speaker.BgpSpeaker;
import io.prefixwatch.daemon.speaker.SessionRoutes;
import io.prefixwatch.monitor.registry.Session;
import io.prefixwatch.monitor.rib.RouteSearch.Found;
import io.prefixwatch.monitor.rib.RouteSearch.Match;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/routes}: the looking glass. One question at a time, whoever asks. */
final class RoutePages {

  private static final Set<String> MATCHES =
      Arrays.stream(Match.values()).map(Match::label).collect(Collectors.toUnmodifiableSet());

  private final BgpSpeaker speaker;

  RoutePages(BgpSpeaker speaker) {
    this.speaker = speaker;
  }

  void find(Context to) {
    Queries.allow(to, Set.of("prefix", "match", "session", "limit"));
    Prefix prefix = prefix(to.queryParam("prefix"));
    String word = Queries.word(to, "match", MATCHES);
    Match match = word == null ? Match.EXACT : Match.valueOf(word.toUpperCase(Locale.ROOT));
    int limit = Queries.limit(to);
    List<SessionRoutes> found = ask(prefix, match, to.queryParam("session"), limit);
    JsonWriter body = new JsonWriter().beginObject();
    body.name("routes").beginArray();
    int left = limit;
    boolean more = false;
    for (SessionRoutes of : found) {
      for (Found route : of.routes()) {
        more |= left == 0;
        if (left > 0) {
          write(body, of.session(), route);
          left--;
        }
      }
    }
    body.endArray();
    body.name("truncated").bool(more);
    Answers.json(to, body.endObject());
  }

  private synchronized List<SessionRoutes> ask(
      Prefix prefix, Match match, @Nullable String session, int limit) {
    return speaker.routes(prefix, match, session, limit + 1);
  }

  /** An address stands for itself alone. */
  private static Prefix prefix(@Nullable String text) {
    if (text == null) {
      throw new ProblemException(400, "prefix is missing");
    }
    try {
      if (text.indexOf('/') >= 0) {
        return Prefix.parse(text);
      }
      return Prefix.parse(text + (Address.parse(text).ipv6() ? "/128" : "/32"));
    } catch (IllegalArgumentException e) {
      throw new ProblemException(400, "prefix is no prefix or address, or has bits beyond its end");
    }
  }

  private static void write(JsonWriter body, Session session, Found route) {
    PathAttributes attributes = route.attributes();
    body.beginObject();
    body.name("session").string(session.id());
    body.name("partner").stringOrNull(session.partnerId());
    body.name("site").stringOrNull(session.siteId());
    body.name("router").stringOrNull(session.router());
    RouteJson.prefix(body.name("prefix"), route.prefix());
    RouteJson.pathId(body.name("path_id"), route.pathId());
    RouteJson.asPath(body.name("as_path"), attributes.asPath());
    RouteJson.origin(body.name("origin"), attributes.origin());
    RouteJson.nextHopMembers(body, attributes.nextHop());
    RouteJson.number(body.name("med"), attributes.med());
    RouteJson.communities(body.name("communities"), attributes.communities());
    RouteJson.largeCommunities(body.name("large_communities"), attributes.largeCommunities());
    RouteJson.number(body.name("otc"), attributes.otc());
    body.endObject();
  }
}
