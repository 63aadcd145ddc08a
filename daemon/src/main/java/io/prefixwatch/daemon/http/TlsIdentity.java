package io.prefixwatch.daemon.http;

import io.prefixwatch.daemon.config.ListenerTls;
import io.prefixwatch.daemon.tls.PemFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate that the listener shows. Files that change are read again within some seconds;
 * connections that are there stay, new ones are shown the new one. Files that cannot be used change
 * nothing.
 */
final class TlsIdentity {

  private static final Logger LOG = LoggerFactory.getLogger(TlsIdentity.class);
  private static final long LOOK_SECONDS = 2;

  private final ListenerTls files;
  private final SslContextFactory.Server factory = new SslContextFactory.Server();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "http-tls");
            thread.setDaemon(true);
            return thread;
          });

  /** When the files were written that were looked at last. Owned by the clock's thread. */
  private List<FileTime> seen;

  /**
   * Reads the files.
   *
   * @throws IOException if they cannot be used; says why
   */
  TlsIdentity(ListenerTls files) throws IOException {
    this.files = files;
    this.seen = times();
    factory.setKeyStore(PemFiles.identity(files.certificate(), files.key()));
    factory.setKeyStorePassword(PemFiles.PASSWORD);
    factory.setIncludeProtocols("TLSv1.3", "TLSv1.2");
  }

  /** For the connector; looks after the files from now on. */
  SslContextFactory.Server start() {
    var unused =
        clock.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    return factory;
  }

  void stop() {
    clock.shutdownNow();
  }

  private void look() {
    List<FileTime> now = times();
    if (!now.equals(seen)) {
      seen = now;
      renew();
    }
  }

  private void renew() {
    try {
      var store = PemFiles.identity(files.certificate(), files.key());
      factory.reload(any -> factory.setKeyStore(store));
      LOG.info("event=certificate-renewed file={}", files.certificate());
    } catch (Exception e) {
      LOG.error("event=certificate-refused reason=\"{}\"", e.getMessage());
    }
  }

  private List<FileTime> times() {
    return List.of(time(files.certificate()), time(files.key()));
  }

  private static FileTime time(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }
}
