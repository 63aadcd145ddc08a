package io.prefixwatch.bgp.message;

/** A whole BGP message, decoded. */
public sealed interface BgpMessage
    permits Open, Notification, Keepalive, RouteRefresh, UpdateMessage {

  MessageType type();
}
