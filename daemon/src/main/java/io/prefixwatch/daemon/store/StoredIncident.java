package io.prefixwatch.daemon.store;

/**
 * An incident as its last record left it.
 *
 * @param line that record, the JSON with its line end
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record StoredIncident(IncidentRow row, byte[] line) {}
