/** Certificates and keys from PEM files, for those who listen and those who connect. */
@NullMarked
package io.prefixwatch.daemon.tls;

import org.jspecify.annotations.NullMarked;
