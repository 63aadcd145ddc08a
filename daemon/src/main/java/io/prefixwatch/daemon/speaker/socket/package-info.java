/**
 * What the kernel does for a session's protection: TCP MD5, TCP-AO and GTSM as socket options of
 * Linux.
 *
 * <p>{@link io.prefixwatch.daemon.speaker.socket.KeyTable} says which keys a socket must have,
 * {@link io.prefixwatch.daemon.speaker.socket.SocketProtection} sees to it and fails if one did not
 * take. Structures are laid out octet by octet as in the kernel's {@code linux/tcp.h}. Knows no
 * session.
 */
@NullMarked
package io.prefixwatch.daemon.speaker.socket;

import org.jspecify.annotations.NullMarked;
