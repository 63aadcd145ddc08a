package io.prefixwatch.daemon.config.schema;

/**
 * A text is no value of the type it should be. Says so without the text: it may be a secret, only
 * the caller knows.
 */
public final class BadValue extends Exception {

  private static final long serialVersionUID = 1L;

  private final String hint;
  private final boolean telling;
  private final boolean secret;

  private BadValue(String complaint, String hint, boolean telling, boolean secret) {
    super(complaint, null, false, false);
    this.hint = hint;
    this.telling = telling;
    this.secret = secret;
  }

  /**
   * A complaint that continues a sentence beginning with the value.
   *
   * @param complaint such as {@code is not an AS number}
   * @param hint what to write
   */
  public static BadValue of(String complaint, String hint) {
    return new BadValue(complaint, hint, false, false);
  }

  /** The same for a value that is not shown even where it stands in the file. */
  public static BadValue ofSecret(String complaint, String hint) {
    return new BadValue(complaint, hint, false, true);
  }

  /** The same with a hint made of the value. */
  public static BadValue telling(String complaint, String hint) {
    return new BadValue(complaint, hint, true, false);
  }

  /** What is wrong; continues a sentence that begins with the value. */
  public String complaint() {
    return String.valueOf(getMessage());
  }

  /** True if not even the text as written may be shown. */
  public boolean isSecret() {
    return secret;
  }

  /** What to write instead; empty if that would tell a substituted value. */
  public String hint(boolean substituted) {
    return substituted && telling ? "" : hint;
  }
}
