package io.prefixwatch.daemon.config.section;

import io.prefixwatch.daemon.config.problem.Position;

/**
 * One item of {@code include:}.
 *
 * @param name a file name or a glob
 * @param written the same as it may be shown
 * @param position where it stands
 */
public record Include(String name, String written, Position position) {}
