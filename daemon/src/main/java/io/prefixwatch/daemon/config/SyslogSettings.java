package io.prefixwatch.daemon.config;

/**
 * A syslog receiver.
 *
 * @param server where it is
 * @param transport {@link Transport#UDP}, {@link Transport#TCP} or {@link Transport#TLS}
 * @param tls files for the last of these
 * @param facility 0 to 23
 * @param enterprise private enterprise number behind the {@code @} of the structured data's name
 * @param wholeRecord whether the message is the record; else its summary
 */
public record SyslogSettings(
    HostPort server,
    Transport transport,
    TlsFiles tls,
    int facility,
    long enterprise,
    boolean wholeRecord) {}
