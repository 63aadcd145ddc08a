package io.prefixwatch.daemon.config;

import java.time.Instant;

/**
 * A registration that came over the API.
 *
 * @param id of the registration
 * @param document what was said, as JSON with the configuration's keys: one item of {@code
 *     registrations}
 * @param since when it came
 */
public record AddedRegistration(String id, String document, Instant since) {}
