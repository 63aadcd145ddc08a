package io.prefixwatch.daemon.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where records are kept.
 *
 * @param folder absolute, or relative to the working folder if the configuration file's was
 * @param retention how long a record is kept after every sink has it
 */
public record StoreSettings(Path folder, Duration retention) {}
