package io.prefixwatch.daemon.speaker.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelCountersTest {

  @TempDir private Path temp;

  @Test
  void readsTheValueBelowItsName() throws IOException {
    Path file = temp.resolve("netstat");
    Files.write(
        file,
        List.of(
            "TcpExt: SyncookiesSent TCPMD5NotFound TCPMD5Failure",
            "TcpExt: 7 3 18446744",
            "IpExt: InNoRoutes TCPMD5NotFound",
            "IpExt: 1 99"));

    assertThat(new KernelCounters(file).read())
        .isEqualTo(Map.of("SyncookiesSent", 7L, "TCPMD5NotFound", 3L, "TCPMD5Failure", 18446744L));
  }

  @Test
  void knowsNothingWhereThereIsNothing() {
    assertThat(new KernelCounters(temp.resolve("absent")).read()).isEmpty();
  }

  @Test
  void leavesOutWhatItCannotRead() {
    assertThat(KernelCounters.parse(List.of("TcpExt: A B C", "TcpExt: 1 x")))
        .isEqualTo(Map.of("A", 1L));
    assertThat(KernelCounters.parse(List.of("TcpExt: A"))).isEmpty();
    assertThat(KernelCounters.parse(List.of("TcpExt:", "TcpExt:", "TcpExt: A", "IpExt: 1")))
        .isEmpty();
  }
}
