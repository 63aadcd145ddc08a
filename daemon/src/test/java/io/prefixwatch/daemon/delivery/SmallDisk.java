package io.prefixwatch.daemon.delivery;

import io.prefixwatch.daemon.fixture.OtherPrograms;
import io.prefixwatch.daemon.fixture.ProgramRun;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file system of a few mebibytes that a test may fill and break. Mounting needs root; where it is
 * not allowed the test is skipped, saying so.
 */
final class SmallDisk implements AutoCloseable {

  private final Path folder;
  private final String[] mount;

  private SmallDisk(Path folder, String... mount) throws IOException, InterruptedException {
    this.folder = folder;
    this.mount = mount;
    Files.createDirectories(folder);
    ProgramRun mounted = ProgramRun.of(mount);
    OtherPrograms.require(
        mounted.exitCode() == 0, "nothing can be mounted: " + mounted.complaints());
  }

  /** In memory. */
  static SmallDisk inMemory(Path folder) throws IOException, InterruptedException {
    return new SmallDisk(
        folder, "mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", folder.toString());
  }

  /** ext4 in a file, which the kernel makes read-only when it meets an error. */
  static SmallDisk ofFile(Path folder, Path image) throws IOException, InterruptedException {
    OtherPrograms.require("/sbin/mkfs.ext4");
    try (OutputStream out = Files.newOutputStream(image)) {
      out.write(new byte[8 << 20]);
    }
    ProgramRun made = ProgramRun.of("/sbin/mkfs.ext4", "-q", "-F", image.toString());
    OtherPrograms.require(made.exitCode() == 0, made.complaints());
    return new SmallDisk(
        folder, "mount", "-o", "loop,errors=remount-ro", image.toString(), folder.toString());
  }

  Path folder() {
    return folder;
  }

  /** Leaves room for nothing. */
  void fill() throws IOException {
    try (OutputStream out = Files.newOutputStream(folder.resolve("filler"))) {
      byte[] some = new byte[512];
      while (true) {
        out.write(some);
      }
    } catch (IOException full) {
      if (!String.valueOf(full.getMessage()).contains("No space left")) {
        throw full;
      }
    }
  }

  /** Takes away what {@link #fill} brought. */
  void makeRoom() throws IOException {
    Files.delete(folder.resolve("filler"));
  }

  /** The kernel meets an error: from here on nothing can be written. */
  void breakIt() throws IOException, InterruptedException {
    ProgramRun broken = ProgramRun.of("mount", "-o", "remount,abort", folder.toString());
    OtherPrograms.require(broken.exitCode() == 0, "cannot be broken: " + broken.complaints());
  }

  /** Mounts it again, as after a repair; nobody may use it. */
  void remount() throws IOException, InterruptedException {
    ProgramRun gone = ProgramRun.of("umount", folder.toString());
    ProgramRun back = ProgramRun.of(mount);
    if (gone.exitCode() + back.exitCode() != 0) {
      throw new IOException(gone.complaints() + back.complaints());
    }
  }

  @Override
  public void close() throws IOException {
    try {
      ProgramRun.of("umount", "-l", folder.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
