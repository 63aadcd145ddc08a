package io.prefixwatch.daemon.store;

import java.io.IOException;
import java.nio.file.Path;

/** Another process has the store. */
public final class StoreLockedException extends IOException {

  private static final long serialVersionUID = 1;

  StoreLockedException(Path folder) {
    super(
        "the store "
            + folder
            + " is in use by another process; stop it, or give this one another store.path");
  }
}
