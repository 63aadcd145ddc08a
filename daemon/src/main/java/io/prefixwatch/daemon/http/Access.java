package io.prefixwatch.daemon.http;

import io.prefixwatch.daemon.config.HttpSettings.Scope;
import io.prefixwatch.daemon.config.HttpSettings.Token;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what. Tokens are compared by their digests, all of them each time, so that the time of
 * an answer tells nothing about any.
 */
final class Access {

  private static final String BEARER = "Bearer ";

  /** Longer than any token. */
  private static final int LONGEST = 256;

  @SuppressWarnings("ArrayRecordComponent") // compared by isEqual only
  private record Known(byte[] digest, Scope scope) {}

  private final List<Known> tokens = new ArrayList<>();

  Access(List<Token> configured) {
    for (Token token : configured) {
      tokens.add(new Known(digest(token.secret().octets()), token.scope()));
    }
  }

  /**
   * Lets a request pass, or says why not.
   *
   * @param authorization the header of that name, null if there is none
   * @throws ProblemException 401 if nobody is known by it, 403 if that one may not
   */
  void check(@Nullable String authorization, Scope wanted) {
    if (tokens.isEmpty()) {
      if (wanted == Scope.WRITE) {
        throw new ProblemException(403, "writes are refused: no token is configured");
      }
      return;
    }
    Scope granted = granted(authorization);
    if (granted == null) {
      throw new ProblemException(401, "a token is required: Authorization: Bearer TOKEN");
    }
    if (wanted == Scope.WRITE && granted != Scope.WRITE) {
      throw new ProblemException(403, "this token may read only");
    }
  }

  private @Nullable Scope granted(@Nullable String authorization) {
    if (authorization == null
        || authorization.length() > LONGEST
        || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return null;
    }
    String token = authorization.substring(BEARER.length()).strip();
    byte[] given = digest(token.getBytes(StandardCharsets.UTF_8));
    Scope granted = null;
    for (Known known : tokens) {
      if (MessageDigest.isEqual(known.digest(), given)) {
        granted = known.scope();
      }
    }
    return granted;
  }

  private static byte[] digest(byte[] octets) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(octets);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
