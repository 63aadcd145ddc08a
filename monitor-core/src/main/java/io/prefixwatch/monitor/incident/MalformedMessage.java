package io.prefixwatch.monitor.incident;

import io.prefixwatch.bgp.error.Disposition;
import io.prefixwatch.bgp.error.Issue;
import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.net.Octets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One UPDATE with an error of RFC 7606. Immutable.
 *
 * @param disposition what the error cost
 * @param issues everything that was wrong with it, in the order it was found
 * @param octets the message, at most {@link #MAX_OCTETS}; null where it is withheld because another
 *     one was shown less than a minute before, and for an entry of a table dump, which is no
 *     message
 * @param length octets that the message had; 0 for an entry of a table dump
 * @param sent the NOTIFICATION that answered it; null if the session was kept
 */
public record MalformedMessage(
    Disposition disposition,
    List<Issue> issues,
    @Nullable Octets octets,
    int length,
    @Nullable Notification sent) {

  /** Octets of a message that are kept; longer ones are cut. */
  public static final int MAX_OCTETS = 4096;

  public MalformedMessage {
    issues = List.copyOf(issues);
  }
}
