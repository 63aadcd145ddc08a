package io.prefixwatch.daemon.feed.bmp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WireTextTest {

  @Test
  void quotesAndEscapesWhatCouldBreakALine() {
    assertThat(WireText.quoted("edge-1")).isEqualTo("\"edge-1\"");
    assertThat(WireText.quoted("a\nb\u001b[31m\" c=\u202e"))
        .isEqualTo("\"a\\u000ab\\u001b[31m\\\" c=\\u202e\"");
  }

  @Test
  void cutsLongText() {
    assertThat(WireText.quoted("x".repeat(5_000))).isEqualTo("\"" + "x".repeat(120) + "\"");
  }

  @Test
  void saysThatThereIsNone() {
    assertThat(WireText.quoted(null)).isEqualTo("none");
  }
}
