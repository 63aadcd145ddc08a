package io.prefixwatch.daemon.http;

/** A request that is not answered as asked; the client is told as problem+json (RFC 9457). */
final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;

  /**
   * A problem.
   *
   * @param status the HTTP status code
   * @param detail a sentence for whoever reads the answer
   */
  ProblemException(int status, String detail) {
    super(detail, null, false, false);
    this.status = status;
  }

  int status() {
    return status;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
