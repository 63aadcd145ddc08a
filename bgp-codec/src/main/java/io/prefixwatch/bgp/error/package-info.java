/**
 * What goes wrong, as values: NOTIFICATION codes, RFC 7606 dispositions, issues with their place.
 *
 * <p>Input octets never cause an exception to leave the codec; they cause one of these.
 */
@NullMarked
package io.prefixwatch.bgp.error;

import org.jspecify.annotations.NullMarked;
