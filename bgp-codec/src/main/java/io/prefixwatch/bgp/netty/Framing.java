package io.prefixwatch.bgp.netty;

/** What {@link FrameHandler} has to know of a protocol, and where its messages go. */
interface Framing {

  /** More octets are needed to tell. */
  int NEED_MORE = 0;

  /** The octets cannot be framed any further. */
  int BROKEN = -1;

  /** The length of the whole message at {@code from}, {@link #NEED_MORE} or {@link #BROKEN}. */
  int next(byte[] buffer, int from, int to);

  /**
   * Messages will come that can be looked at early; they may turn out to be anything.
   *
   * @return up to where they were looked at: what is behind that is shown later
   */
  default int foresee(byte[] buffer, int from, int to) {
    return to;
  }

  /** A whole message; the octets are valid only during the call. */
  void message(byte[] buffer, int from, int length);

  /** The messages of one turn of the event loop were given. */
  default void turnOver() {}

  /** {@link #next} called the octets at {@code from} broken; nothing more will come. */
  void broken(byte[] buffer, int from, int to);

  /** The connection is gone. */
  void closed();
}
