/**
 * A speaker that announces routes: for tests and the demo only.
 *
 * <p>The daemon never announces anything. An architecture rule keeps this package out of everything
 * but {@code io.prefixwatch.daemon.demo} and the tests.
 */
@NullMarked
package io.prefixwatch.bgp.speak;

import org.jspecify.annotations.NullMarked;
