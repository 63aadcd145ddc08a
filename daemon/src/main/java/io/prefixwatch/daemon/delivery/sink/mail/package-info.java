/** Mail as a sink, and the one place that knows its library. */
@NullMarked
package io.prefixwatch.daemon.delivery.sink.mail;

import org.jspecify.annotations.NullMarked;
