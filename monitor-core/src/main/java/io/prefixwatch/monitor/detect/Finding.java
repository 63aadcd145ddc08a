package io.prefixwatch.monitor.detect;

import io.prefixwatch.monitor.registry.RegisteredPrefix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One detector's verdict on one route.
 *
 * @param kind what it is
 * @param registered the registered prefix that was hurt
 * @param discriminator what, with kind and prefix, makes the incident's key: the suspect, a partner
 * @param suspectAsn who did it, null if nobody can be named
 * @param rule which line of the registration decided
 * @param evidence the checks, the deciding one first
 * @param summary one line: who, what, where
 * @param why what was expected and what was seen, in a sentence or two
 */
public record Finding(
    Kind kind,
    RegisteredPrefix registered,
    String discriminator,
    @Nullable Long suspectAsn,
    String rule,
    List<Evidence> evidence,
    String summary,
    String why) {

  public Finding {
    evidence = List.copyOf(evidence);
  }
}
