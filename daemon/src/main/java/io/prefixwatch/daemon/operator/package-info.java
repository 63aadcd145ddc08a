/**
 * What operators say while the daemon runs: silences, and who takes care of an incident. Kept in
 * the store, told to the engine.
 */
@NullMarked
package io.prefixwatch.daemon.operator;

import org.jspecify.annotations.NullMarked;
