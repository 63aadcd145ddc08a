/**
 * Path attributes as immutable values, one small file each.
 *
 * <p>They are built only for routes that somebody looks at: the fast path works on octets (see
 * {@link io.prefixwatch.bgp.update.UpdateScan}). A route's attributes stand together in {@link
 * io.prefixwatch.bgp.attribute.PathAttributes}; types we do not use are kept as {@link
 * io.prefixwatch.bgp.attribute.UnknownAttribute}, never looked into.
 */
@NullMarked
package io.prefixwatch.bgp.attribute;

import org.jspecify.annotations.NullMarked;
