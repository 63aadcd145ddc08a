package io.prefixwatch.daemon.delivery.sink;

import java.io.IOException;

/** A sink will not take this record, however often it is offered. */
public final class RecordRefusedException extends IOException {

  private static final long serialVersionUID = 1;

  /**
   * A refusal.
   *
   * @param reason in words, without secrets
   */
  public RecordRefusedException(String reason) {
    super(reason);
  }
}
