package io.prefixwatch.monitor.detect;

import org.jspecify.annotations.Nullable;

/**
 * Why a path cannot be legitimate on its session.
 *
 * @param method {@code otc}, {@code aspa}, {@code peerlock}, {@code first-as} or {@code
 *     relationship}
 * @param suspect who passed the route on against the rule
 * @param rfc7908Type 1 to 4; null where it is not known
 * @param severity how bad
 * @param evidence the check that decided
 * @param why the rule, in a sentence
 */
record PathLeak(
    String method,
    long suspect,
    @Nullable Integer rfc7908Type,
    Severity severity,
    Evidence evidence,
    String why) {}
