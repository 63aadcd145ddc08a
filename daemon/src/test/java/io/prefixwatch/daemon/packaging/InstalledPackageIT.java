package io.prefixwatch.daemon.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.daemon.fixture.DaemonProcess;
import io.prefixwatch.daemon.fixture.OtherPrograms;
import io.prefixwatch.daemon.fixture.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The .deb in a Debian that holds nothing but what it depends on, made by debootstrap: it installs,
 * starts as its unit starts it (its user, one capability, port 179), and goes without a trace.
 * Needs root, a mirror and some minutes.
 */
@Tag("long")
class InstalledPackageIT {

  private static final String NEEDED = "systemd,procps,default-jre-headless,curl,iproute2";

  /**
   * As its own root of processes and network, so that nothing of it is left or can be reached. The
   * shell stays the first process there: the kernel forgets to kill one that became another user.
   */
  private static final String START =
      """
      set -e
      mount -t proc proc "$1/proc"
      ip link set lo up
      mkdir -p "$1/run/systemd"
      chroot "$1" install -d -o prefixwatch -g prefixwatch -m 0750 /var/lib/prefixwatch /var/log/prefixwatch
      chroot "$1" sh -c 'for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        sleep 1; curl -sf http://127.0.0.1:8080/readyz && break; done; echo' &
      chroot "$1" setpriv --reuid=prefixwatch --regid=prefixwatch --init-groups \\
        --inh-caps=-all,+net_bind_service --ambient-caps=+net_bind_service \\
        --bounding-set=-all,+net_bind_service --no-new-privs \\
        prefixwatch run -c /etc/prefixwatch/prefixwatch.yaml
      exit $?
      """;

  private Path root;

  /** Not in the folder of temporary files, which may allow no devices. */
  @AfterEach
  void remove() throws Exception {
    if (root != null) {
      ProgramRun.of("rm", "-rf", "--one-file-system", root.toString());
    }
  }

  @Test
  void installsStartsAndGoes() throws Exception {
    OtherPrograms.require("/usr/sbin/debootstrap", "/usr/bin/unshare", "/usr/bin/setpriv");
    OtherPrograms.require("root".equals(System.getProperty("user.name")), "only root may chroot");
    root = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "bookworm");
    // The daemon's user must be able to enter its root.
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
    ProgramRun made =
        ProgramRun.of(
            "debootstrap", "--variant=minbase", "--include=" + NEEDED, "bookworm", root.toString());
    OtherPrograms.require(made.exitCode() == 0, "no Debian can be made: " + made.complaints());
    Files.copy(DebianPackage.file(), root.resolve("prefixwatch.deb"));

    chroot("dpkg", "-i", "/prefixwatch.deb");

    assertThat(chroot("stat", "-c", "%U:%G %a", "/etc/prefixwatch"))
        .isEqualTo("root:prefixwatch 750\n");
    assertThat(chroot("systemctl", "is-enabled", "prefixwatch")).isEqualTo("enabled\n");
    assertThat(chroot("systemd-analyze", "verify", "--man=no", "prefixwatch.service")).isEmpty();
    starts();
    chroot("dpkg", "-P", "prefixwatch");
    assertThat(root.resolve("etc/prefixwatch")).doesNotExist();
    assertThat(root.resolve("var/lib/prefixwatch")).doesNotExist();
  }

  private void starts() throws IOException, InterruptedException {
    Path folder = Files.createDirectory(root.resolve("streams"));
    List<String> command =
        List.of(
            "unshare", "-mnp", "--fork", "--kill-child", "sh", "-c", START, "sh", root.toString());
    try (DaemonProcess daemon = DaemonProcess.start(folder, command)) {
      daemon.awaitStderr("event=started");
      assertThat(daemon.err()).contains("event=listening address=0.0.0.0:179");
      daemon.awaitStdout("\"ok\":true");
      Awaitility.await()
          .until(() -> Files.exists(root.resolve("var/lib/prefixwatch/prefixwatch.db")));
    }
    assertThat(chroot("stat", "-c", "%U", "/var/lib/prefixwatch/prefixwatch.db"))
        .isEqualTo("prefixwatch\n");
    Awaitility.await().untilAsserted(() -> assertThat(livingThere()).isEmpty());
  }

  /** Processes whose root is ours. */
  private List<Long> livingThere() {
    return ProcessHandle.allProcesses().map(ProcessHandle::pid).filter(this::livesThere).toList();
  }

  private boolean livesThere(long pid) {
    try {
      return Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "root")).equals(root);
    } catch (IOException e) {
      return false; // It has ended.
    }
  }

  private String chroot(String... command) throws IOException, InterruptedException {
    String[] inside = new String[command.length + 2];
    inside[0] = "chroot";
    inside[1] = root.toString();
    System.arraycopy(command, 0, inside, 2, command.length);
    return DebianPackage.run(inside);
  }
}
