package io.prefixwatch.bgp.bmp;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.fixture.BmpBuilder;
import io.prefixwatch.bgp.fixture.BmpTranscript;
import io.prefixwatch.bgp.fixture.Hex;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The common header (RFC 7854 section 4.1). */
class BmpFrameTest {

  private static final byte[] TWO_MESSAGES =
      new BmpBuilder().initiation("edge-1").message(5, "").build();

  private static int next(String hex) {
    byte[] octets = Hex.octets(hex);
    return BmpFrame.next(octets, 0, octets.length);
  }

  @Test
  void findsMessagesInTheirOrder() {
    assertThat(BmpTranscript.of(TWO_MESSAGES))
        .containsExactly("initiation 1=6120726f75746572 2=656467652d31", "termination none");
  }

  @Test
  void leavesAnIncompleteMessageUnread() {
    for (int length = 0; length < TWO_MESSAGES.length; length++) {
      byte[] cut = Arrays.copyOf(TWO_MESSAGES, length);
      BmpTranscript transcript = new BmpTranscript();

      int read = new BmpParser(transcript).parseAll(cut, 0, length);

      boolean firstIsWhole = length >= TWO_MESSAGES.length - 6;
      assertThat(transcript.lines()).hasSize(firstIsWhole ? 1 : 0);
      assertThat(read).isEqualTo(firstIsWhole ? TWO_MESSAGES.length - 6 : 0);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "03", "03 00 00 00", "03 00000007 04", "03 00020000 00", "04 00000007"})
  void waitsForTheRest(String octets) {
    assertThat(next(octets)).isEqualTo(BmpFrame.NEED_MORE);
  }

  @ParameterizedTest
  @CsvSource({
    "00, version 0 is neither 3 nor 4",
    "01, version 1 is neither 3 nor 4",
    "02 0000000a 04, version 2 is neither 3 nor 4",
    "ff, version 255 is neither 3 nor 4",
    "03 00000000, message length 0 is impossible; 6 to 131072 is read",
    "03 00000005 04, message length 5 is impossible; 6 to 131072 is read",
    "03 00020001, message length 131073 is impossible; 6 to 131072 is read",
    "03 ffffffff, message length 4294967295 is impossible; 6 to 131072 is read"
  })
  void givesUpAtAHeaderThatCannotBe(String octets, String reason) {
    byte[] broken = Hex.octets(octets);

    assertThat(next(octets)).isEqualTo(BmpFrame.BROKEN);
    assertThat(BmpFrame.error(broken, 0)).isEqualTo(reason);
  }

  @Test
  void tellsWhereABrokenHeaderStandsAndReadsNothingBehindIt() {
    byte[] stream = new BmpBuilder().message(5, "").message(9, 5, "", 6).message(5, "").build();

    List<String> told = BmpTranscript.of(stream);

    assertThat(told)
        .containsExactly("termination none", "broken at offset 6: version 9 is neither 3 nor 4");
  }

  @Test
  void skipsWholeMessagesOfUnknownTypesAndGoesOn() {
    assertThat(
            BmpTranscript.of(new BmpBuilder().message(7, "0102").message(255, "").message(5, "")))
        .containsExactly("unknown type 7", "unknown type 255", "termination none");
  }
}
