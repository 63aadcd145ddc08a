package io.prefixwatch.bgp.bmp;

/**
 * Messages as the peer sent them, for a person to look at (RFC 7854 section 4.7). They are counted,
 * not read: what counts comes by Route Monitoring.
 *
 * @param messages how many
 * @param errored the router could not read one of them
 * @param lost the router had to leave out some
 */
public record Mirroring(int messages, boolean errored, boolean lost) {}
