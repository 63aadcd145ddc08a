/**
 * Binds the tree to records by hand, one reader for each section: that gives the best messages.
 *
 * <p>{@link io.prefixwatch.daemon.config.section.MappingReader} is what the readers have in common;
 * {@link io.prefixwatch.daemon.config.section.RegistrationBook} gathers registrations from all
 * files and finds what stands twice.
 */
@NullMarked
package io.prefixwatch.daemon.config.section;

import org.jspecify.annotations.NullMarked;
