package io.prefixwatch.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
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
  void makesRoomForRecordsOnTheSameTerminal() throws IOException {
    StringWriter screen = new StringWriter();
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    ProgressBar.AboveTheBar out =
        new ProgressBar.AboveTheBar(records, new PrintWriter(screen, true));
    screen.write("[###---]");

    out.write("{}\n".getBytes(StandardCharsets.US_ASCII), 0, 3);
    out.write(new byte[0], 0, 0);

    assertThat(screen.toString()).isEqualTo("[###---]\r\u001b[K");
    assertThat(records.toString(StandardCharsets.US_ASCII)).isEqualTo("{}\n");
  }

  @Test
  void leavesRecordsAloneWhereNobodyIsLooking() {
    ByteArrayOutputStream records = new ByteArrayOutputStream();

    assertThat(ProgressBar.makingRoomFor(records, new PrintWriter(new StringWriter())))
        .isSameAs(records);
  }

  @Test
  void staysWithinItsBoundsWhateverItIsTold() {
    assertThat(ProgressBar.line(500, 200, "a")).contains("100 %");
    assertThat(ProgressBar.line(-5, 200, "a")).contains("  0 %");
    assertThat(ProgressBar.line(5, 0, "reading a pipe")).isEqualTo("reading a pipe");
  }
}
