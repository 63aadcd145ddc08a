package io.prefixwatch.daemon.config;

import java.util.List;

/**
 * The confederation that our AS is a member of (RFC 5065). Its members call us by our own AS
 * number, everybody else by the identifier.
 *
 * @param identifier the AS number that the world sees
 * @param members the AS numbers of the other members
 */
public record Confederation(long identifier, List<Long> members) {

  public Confederation {
    members = List.copyOf(members);
  }
}
