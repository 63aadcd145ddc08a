package io.prefixwatch.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressBarTest {

  @Test
  void showsHowFarTheJobHasCome() {
    assertThat(ProgressBar.line(0, 200, "a.mrt"))
        .isEqualTo("[------------------------------]   0 %  a.mrt");
    assertThat(ProgressBar.line(100, 200, "a.mrt"))
        .isEqualTo("[###############---------------]  50 %  a.mrt");
    assertThat(ProgressBar.line(200, 200, "a.mrt"))
        .isEqualTo("[##############################] 100 %  a.mrt");
  }

  @Test
  void staysWithinItsBoundsWhateverItIsTold() {
    assertThat(ProgressBar.line(500, 200, "a")).contains("100 %");
    assertThat(ProgressBar.line(-5, 200, "a")).contains("  0 %");
    assertThat(ProgressBar.line(5, 0, "reading a pipe")).isEqualTo("reading a pipe");
  }
}
