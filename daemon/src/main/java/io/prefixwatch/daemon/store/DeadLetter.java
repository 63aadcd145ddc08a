package io.prefixwatch.daemon.store;

/**
 * A record that a sink refused for good.
 *
 * @param position of the record in the outbox
 * @param timeMicros when it was refused
 */
public record DeadLetter(String sink, long position, long timeMicros, String reason) {}
