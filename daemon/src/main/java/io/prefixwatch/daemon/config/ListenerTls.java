package io.prefixwatch.daemon.config;

import java.nio.file.Path;

/**
 * What a listener shows to those who connect over TLS, as PEM files.
 *
 * @param certificate its own and those that signed it
 * @param key its private key
 */
public record ListenerTls(Path certificate, Path key) {}
