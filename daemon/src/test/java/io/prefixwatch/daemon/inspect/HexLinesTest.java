package io.prefixwatch.daemon.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class HexLinesTest {

  private static List<String> read(String text) {
    HexLines lines =
        new HexLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
    List<String> read = new ArrayList<>();
    try {
      while (lines.next()) {
        String error = lines.error();
        read.add(error != null ? "! " + error : HexFormat.of().formatHex(lines.octets()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return read;
  }

  @Test
  void readsOneMessageALine() {
    assertThat(read("00ff\nABcd\n")).containsExactly("00ff", "abcd");
    assertThat(read("00ff")).containsExactly("00ff");
    assertThat(read("")).isEmpty();
  }

  @Test
  void ignoresBlanksAndColons() {
    assertThat(read(" FF:ff 0 0\t12\r\n")).containsExactly("ffff0012");
  }

  @Test
  void skipsEmptyLines() {
    assertThat(read("\n\r\n  \n:\n00\n\n")).containsExactly("00");
  }

  @Test
  void reportsALineThatIsNoHexAndReadsOn() {
    assertThat(read("00\n0x00\n11\n"))
        .containsExactly("00", "! line 2, column 2: 'x' is no hexadecimal digit", "11");
    assertThat(read("\n\n0\n"))
        .containsExactly("! line 3, column 1: an odd number of hexadecimal digits");
  }

  @Test
  void describesWhatCannotBePrinted() {
    assertThat(read("\u001b"))
        .containsExactly("! line 1, column 1: octet 0x1b is no hexadecimal digit");
    assertThat(read("\""))
        .containsExactly("! line 1, column 1: octet 0x22 is no hexadecimal digit");
    assertThat(read("\u00e9"))
        .containsExactly("! line 1, column 1: octet 0xe9 is no hexadecimal digit");
  }

  @Test
  void boundsTheLengthOfALine() {
    assertThat(read("00".repeat(1 << 20)).get(0)).hasSize(1 << 21);
    assertThat(read("00".repeat((1 << 20) + 5) + "\n11"))
        .containsExactly("! line 1, column 2097154: more than 1048576 octets", "11");
  }
}
