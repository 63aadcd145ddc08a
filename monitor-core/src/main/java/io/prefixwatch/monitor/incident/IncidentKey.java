package io.prefixwatch.monitor.incident;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.monitor.detect.Finding;
import io.prefixwatch.monitor.detect.Kind;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What makes two observations one incident. Ordered, so that maps of incidents stay fast whatever
 * suspects a peer invents.
 *
 * @param kind what it is
 * @param prefix the registered prefix, null for kinds that concern a session
 * @param discriminator suspect, partner or session id; empty where kind and prefix suffice
 */
public record IncidentKey(Kind kind, @Nullable Prefix prefix, String discriminator)
    implements Comparable<IncidentKey> {

  private static final Comparator<@Nullable Prefix> BY_PREFIX =
      Comparator.nullsFirst(Comparator.naturalOrder());

  public static IncidentKey of(Finding finding) {
    return new IncidentKey(finding.kind(), finding.registered().prefix(), finding.discriminator());
  }

  /** Of a kind that is told apart by the registered prefix alone. */
  public static IncidentKey of(Kind kind, Prefix prefix) {
    return new IncidentKey(kind, prefix, "");
  }

  /** Of a kind that concerns a session. */
  public static IncidentKey ofSession(Kind kind, String session) {
    return new IncidentKey(kind, null, session);
  }

  @Override
  public int compareTo(IncidentKey other) {
    int byKind = kind.compareTo(other.kind);
    if (byKind != 0) {
      return byKind;
    }
    int byPrefix = BY_PREFIX.compare(prefix, other.prefix);
    return byPrefix != 0 ? byPrefix : discriminator.compareTo(other.discriminator);
  }

  /** The same for ever: over restarts, replays and instances. */
  public String dedupKey() {
    return ContentId.of(kind.label(), prefix == null ? "" : prefix.toString(), discriminator);
  }
}
