/**
 * Proposals of registrations, as YAML for people to review: from another monitor's list of
 * prefixes, and from what is seen or attested.
 */
@NullMarked
package io.prefixwatch.daemon.propose;

import org.jspecify.annotations.NullMarked;
