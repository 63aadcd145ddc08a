package io.prefixwatch.daemon.delivery;

/**
 * How a sink is at one moment. Counts are since the start.
 *
 * @param waiting records in memory that it has not taken; with a store, more may wait there
 * @param delivered records that it took
 * @param refused records that it refused for good
 * @param failures attempts that failed
 * @param lost records that it will never be given
 * @param failing whether the last attempt failed
 */
public record SinkStatus(
    String name,
    int waiting,
    long delivered,
    long refused,
    long failures,
    long lost,
    boolean failing) {}
