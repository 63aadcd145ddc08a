/**
 * What a record looks like to others: CloudEvents, BGPalerter, Alertmanager, people.
 *
 * <p>Made from the line that was kept, so that a record delivered again is the same again.
 */
@NullMarked
package io.prefixwatch.daemon.delivery.render;

import org.jspecify.annotations.NullMarked;
