package io.prefixwatch.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretTest {

  private static final String TEXT = "correct-horse";

  @Test
  void isNotPrintedByItselfNorByWhatHoldsIt() {
    Secret secret = Secret.of(TEXT);
    PeerSecurity md5 = new PeerSecurity(secret, List.of(), false, 1);
    AoKey key = new AoKey(1, 2, AoAlgorithm.HMAC_SHA1, secret);

    assertThat(secret).hasToString("(secret)");
    assertThat(md5.toString()).contains("(secret)").doesNotContain(TEXT);
    assertThat(new PeerSecurity(null, List.of(key), false, 0).toString())
        .contains("sendId=1", "(secret)")
        .doesNotContain(TEXT);
  }

  @Test
  void gives1To80OctetsToTheKernel() {
    assertThat(Secret.of(TEXT).octets()).isEqualTo(TEXT.getBytes(StandardCharsets.US_ASCII));
    assertThat(Secret.of("x".repeat(80)).octets()).hasSize(80);
    assertThatIllegalArgumentException().isThrownBy(() -> Secret.of(""));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Secret.of("y".repeat(81)))
        .withMessageNotContaining("yy");
  }

  @Test
  void isComparedByItsOctets() {
    assertThat(Secret.of(TEXT)).isEqualTo(Secret.of(TEXT)).hasSameHashCodeAs(Secret.of(TEXT));
    assertThat(Secret.of(TEXT)).isNotEqualTo(Secret.of("other"));
  }

  @Test
  void cannotStandBesideTcpAo() {
    Secret secret = Secret.of(TEXT);
    AoKey key = new AoKey(1, 2, AoAlgorithm.HMAC_SHA1, secret);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PeerSecurity(secret, List.of(key), false, 0));
  }

  @Test
  void countsHopsDownFromTheHighestTtl() {
    assertThat(PeerSecurity.NONE.minTtl()).isZero();
    assertThat(new PeerSecurity(null, List.of(), false, 1).minTtl()).isEqualTo(255);
    assertThat(new PeerSecurity(null, List.of(), false, 255).minTtl()).isEqualTo(1);
  }
}
