/**
 * Registrations by the million: a CSV file read as a stream, row by row, into the {@link
 * io.prefixwatch.daemon.config.section.RegistrationBook}.
 *
 * <p>{@link io.prefixwatch.daemon.config.csv.CsvRecords} knows RFC 4180 and no registration, {@link
 * io.prefixwatch.daemon.config.csv.CsvRegistrations} the other way round.
 */
@NullMarked
package io.prefixwatch.daemon.config.csv;

import org.jspecify.annotations.NullMarked;
