package io.prefixwatch.monitor.incident;

import io.prefixwatch.bgp.session.DownReason;

/**
 * How a session was lost: what an alert about a session tells beside its common fields.
 *
 * @param session its id
 * @param reason the cause, with the NOTIFICATION if there was one
 */
public record SessionLoss(String session, DownReason reason) {}
