package io.prefixwatch.daemon.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.daemon.interop.RunningProgram.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each configuration of the guides, as it is printed there, read by the program that it is for. */
class ConnectGuideInteropIT {

  @TempDir private Path temp;

  @ParameterizedTest
  @EnumSource
  void isAcceptedByTheProgramItself(RouterKind kind) throws IOException, InterruptedException {
    kind.require();

    Result good = check(kind, ConnectGuide.block(kind.template()));
    Result bad = check(kind, ConnectGuide.block(kind.template()) + "\nno such thing\n");

    assertThat(good.status()).as(good.printed()).isZero();
    assertThat(bad.status()).as(bad.printed()).isNotZero();
  }

  @ParameterizedTest
  @EnumSource
  void isAcceptedWithItsProtection(RouterKind kind) throws IOException, InterruptedException {
    kind.require();

    Result good = check(kind, ConnectGuide.secureBlock(kind.template()));

    assertThat(good.status()).as(good.printed()).isZero();
  }

  private Result check(RouterKind kind, String configuration)
      throws IOException, InterruptedException {
    Path file = Files.writeString(temp.resolve("checked.conf"), configuration);
    // OpenBGPD reads no file that others could.
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return RunningProgram.attempt(kind.check(file), temp);
  }
}
