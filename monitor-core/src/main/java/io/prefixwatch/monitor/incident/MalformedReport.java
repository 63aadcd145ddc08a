package io.prefixwatch.monitor.incident;

/**
 * What an alert about malformed messages tells beside its common fields.
 *
 * @param shown one of them, the last that was kept with its octets or that cost more
 * @param messages how many there were since the incident opened
 */
public record MalformedReport(MalformedMessage shown, long messages) {}
