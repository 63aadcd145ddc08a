/**
 * From many event loops to one engine thread: a bounded queue, its overflow rule, and the clock.
 *
 * <p>Overflow rule: a full queue turns reading off on the event loop that filled it; TCP makes its
 * peers wait; keepalives still flow. Nothing is dropped.
 */
@NullMarked
package io.prefixwatch.daemon.pipeline;

import org.jspecify.annotations.NullMarked;
