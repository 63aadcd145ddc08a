package io.prefixwatch.monitor.detect;

import io.prefixwatch.bgp.net.Prefix;

/**
 * What a route is called: where it is held, for what, and which of several paths.
 *
 * @param session id of the session
 * @param prefix the prefix
 * @param pathId path identifier, {@link io.prefixwatch.bgp.message.Nlri#NO_PATH_ID} for none
 */
public record RouteKey(String session, Prefix prefix, long pathId) {}
