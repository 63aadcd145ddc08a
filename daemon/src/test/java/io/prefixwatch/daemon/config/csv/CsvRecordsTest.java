package io.prefixwatch.daemon.config.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.daemon.config.problem.Problem;
import io.prefixwatch.daemon.config.problem.Problems;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRecordsTest {

  private final Problems problems = new Problems(false);

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void takesAnyLineEndAndNoneAtTheEnd(String end) throws IOException {
    assertThat(read("a,b" + end + end + "c,d"))
        .containsExactly(List.of("a", "b"), List.of("c", "d"));
    assertThat(read("a,b" + end)).containsExactly(List.of("a", "b"));
  }

  @Test
  void takesQuotesAsRfc4180Says() throws IOException {
    assertThat(read("\"a,b\",\"say \"\"x\"\"\",\"two\r\nlines\",\"\"\n"))
        .containsExactly(List.of("a,b", "say \"x\"", "two\r\nlines", ""));
    assertThat(lines()).isEmpty();
  }

  @Test
  void leavesBlanksAroundFieldsAndAByteOrderMarkOut() throws IOException {
    assertThat(read("\uFEFF a , \"b \" ,\tc d\t,\n"))
        .containsExactly(List.of("a", "b ", "c d", ""));
  }

  @Test
  void knowsThePlaceOfEveryField() throws IOException {
    CsvRecords records = records("x\r\n𝒳, b,\"two\r\nlines\",d");
    records.next();

    records.next();

    assertThat(List.of(records.position(0), records.position(1), records.position(2)))
        .extracting(place -> place.line() + ":" + place.column())
        .containsExactly("2:1", "2:4", "2:6");
    assertThat(records.position(3)).hasToString("a.csv:3:8");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "a,b\"c|a.csv:1:4: a quote inside a field (quote the whole field and double the quote)",
        "a,\"b\"c|a.csv:1:6: text after a closing quote (double a quote inside a quoted field)",
        "a,\"b|a.csv:1:3: a quote without a closing one (close it, or double it)",
        "a,\uFFFD|a.csv:1:3: the file is not UTF-8 text from here on (save it as UTF-8)",
      })
  void reportsWhatIsNoCsvAndLeavesTheRowOut(String text, String line) throws IOException {
    assertThat(read(text)).isEmpty();
    assertThat(lines()).containsExactly(line);
  }

  @Test
  void goesOnAfterABadRow() throws IOException {
    assertThat(read("a\"b\nc\n\"d\"e\r\nf")).containsExactly(List.of("c"), List.of("f"));
    assertThat(lines()).hasSize(2);
  }

  @Test
  void boundsARowAndTheNumberOfItsFields() throws IOException {
    assertThat(read(",".repeat(63) + "\n" + ",".repeat(64) + "\nx\n")).hasSize(2);
    assertThat(read("\"" + "x\n".repeat(CsvRecords.LONGEST_RECORD))).isEmpty();
    assertThat(lines())
        .containsExactly(
            "a.csv:1:1: a row longer than 1 MiB begins here (is a closing quote missing?)",
            "a.csv:2:65: more than 64 fields in a row");
  }

  private List<List<String>> read(String text) throws IOException {
    CsvRecords records = records(text);
    List<List<String>> rows = new ArrayList<>();
    while (records.next()) {
      List<String> row = new ArrayList<>();
      for (int field = 0; field < records.count(); field++) {
        row.add(records.text(field));
        assertThat(records.is(field, records.text(field))).isTrue();
        assertThat(records.is(field, "another")).isFalse();
      }
      rows.add(row);
    }
    return rows;
  }

  /** Hands out a character at a time: no state may hang on where a read ends. */
  private CsvRecords records(String text) throws IOException {
    Reader slow =
        new StringReader(text) {
          @Override
          public int read(char[] into, int from, int length) throws IOException {
            return super.read(into, from, 1);
          }
        };
    return new CsvRecords("a.csv", slow, problems);
  }

  private List<String> lines() {
    return problems.sorted().stream().map(Problem::toLine).toList();
  }
}
