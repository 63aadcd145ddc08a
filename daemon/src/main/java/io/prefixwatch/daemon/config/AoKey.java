package io.prefixwatch.daemon.config;

/**
 * One master key of TCP-AO (RFC 5925 section 3.1).
 *
 * @param sendId names the key in what we send, 0 to 255; the peer's receive id
 * @param recvId names the key in what we receive, 0 to 255; the peer's send id
 * @param algorithm of traffic keys and message codes
 * @param secret the master key
 */
public record AoKey(int sendId, int recvId, AoAlgorithm algorithm, Secret secret) {}
