/** The page in a real browser. */
@NullMarked
package io.prefixwatch.daemon.http.page;

import org.jspecify.annotations.NullMarked;
