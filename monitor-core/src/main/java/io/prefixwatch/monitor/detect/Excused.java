package io.prefixwatch.monitor.detect;

import io.prefixwatch.monitor.registry.Exemption;

/**
 * A verdict that an {@code except} entry of the registration takes back. It opens no incident and
 * the route counts as any other, but what was hidden stays on record.
 *
 * @param exemption the entry that applies
 * @param hidden what would have been said
 */
public record Excused(Exemption exemption, Finding hidden) {}
