package io.prefixwatch.daemon.bench;

/** Runs each task on a daemon thread of its own. */
final class Threads {

  private Threads() {}

  static void start(Runnable task) {
    Thread thread = new Thread(task, "bench");
    thread.setDaemon(true);
    thread.start();
  }
}
