package io.prefixwatch.daemon.config.schema;

/** Raw text to a value. */
@FunctionalInterface
public interface ValueParser<T> {

  /** The value of the text. */
  T parse(String text) throws BadValue;
}
