package io.prefixwatch.daemon;

import io.prefixwatch.daemon.cli.RootCommand;

/** Entry point of {@code prefixwatch.jar}. */
public final class Main {

  private Main() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] args) {
    System.exit(RootCommand.execute(args));
  }
}
