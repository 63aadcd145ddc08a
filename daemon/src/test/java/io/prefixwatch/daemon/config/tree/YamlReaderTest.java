package io.prefixwatch.daemon.config.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.daemon.config.problem.Position;
import io.prefixwatch.daemon.config.problem.Problem;
import io.prefixwatch.daemon.config.problem.Problems;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {

  private final Problems problems = new Problems(false);

  @ParameterizedTest
  @ValueSource(
      strings = {"64500:50", "010", "0x10", "1_000", "no", "on", "1.10", "12:30:45", "1e3", ".inf"})
  void keepsTheRawTextOfWhatYamlWouldGuess(String text) throws IOException {
    YamlMapping root = mapping("key: " + text);

    assertThat(child(root, "key")).asString().isEqualTo("a.yaml:1:6 " + text);
    assertThat(lines()).isEmpty();
  }

  @Test
  void knowsThePlaceOfEveryNodeInCharacters() throws IOException {
    YamlMapping root = mapping("# Zürich 𝒳\ntop:\n  - ü: {a: 𝒳, b: \"q\"}\n");

    YamlList list = (YamlList) child(root, "top");
    YamlMapping item = (YamlMapping) list.items().get(0);
    YamlMapping inner = (YamlMapping) child(item, "ü");
    assertThat(list.position()).isEqualTo(at(3, 3));
    assertThat(item.position()).isEqualTo(at(3, 5));
    assertThat(inner.position()).isEqualTo(at(3, 8));
    assertThat(child(inner, "b").position()).isEqualTo(at(3, 18));
  }

  @ParameterizedTest
  @CsvSource({"'', true", "~, true", "null, true", "'\"\"', false", "'\"null\"', false"})
  void tellsNothingFromEmptyText(String text, boolean empty) throws IOException {
    YamlMapping root = mapping("key: " + text);

    assertThat(((YamlScalar) child(root, "key")).isEmpty()).isEqualTo(empty);
  }

  @Test
  void reportsEveryDuplicateKeyWithBothPlaces() throws IOException {
    read("a: 1\nb: {c: 1, c: 2}\na: 2\n");

    assertThat(lines())
        .containsExactly(
            "a.yaml:2:11: the key \"c\" stands twice; first at a.yaml:2:5 (keep one of them)",
            "a.yaml:3:1: the key \"a\" stands twice; first at a.yaml:1:1 (keep one of them)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a: [1, 2|a.yaml:1:9: not valid YAML: while parsing a flow sequence, expected ',' or ']',"
            + " but got <stream end> (is a closing ] or } missing?)",
        "a: b: c|a.yaml:1:5: not valid YAML: mapping values are not allowed here (check the"
            + " indentation, and quote a value that contains \": \")",
        "a: \"x|a.yaml:1:6: not valid YAML: while scanning a quoted scalar, found unexpected end of"
            + " stream (is a closing quote missing?)",
        "@a: 1|a.yaml:1:1: not valid YAML: while scanning for the next token, found character '@'"
            + " that cannot start any token (quote the value)",
        "a: *x|a.yaml:1:4: there is no anchor &x (an anchor must stand above its alias; quote text"
            + " that begins with *)",
        "a: &x [*x]|a.yaml:1:8: *x stands inside what it names",
        "a: !!int 5|a.yaml:1:4: the YAML tag \"tag:yaml.org,2002:int\" is not supported (remove it;"
            + " quote text that begins with !)",
        "[a]: 1|a.yaml:1:1: a key must be text (quote it if it contains [ or {)",
      })
  void reportsWhatIsNoUsableYamlAtItsPlace(String text, String line) throws IOException {
    read(text);

    assertThat(lines()).containsExactly(line);
  }

  @Test
  void reportsTabsASecondDocumentAndControlCharacters() throws IOException {
    read("a:\n\t- b");
    read("a: 1\n---\nb: 2");
    read("a: \"x\u0007\"");

    assertThat(lines())
        .containsExactlyInAnyOrder(
            "a.yaml:2:1: not valid YAML: while scanning for the next token, found character"
                + " '\\t(TAB)' that cannot start any token (indent with blanks, not tabs)",
            "a.yaml:2:1: a second YAML document begins (one file is one document; remove ---)",
            "a.yaml:1:6: character U+0007 is not allowed in YAML (remove it, or write it as an"
                + " escape in double quotes)");
  }

  @Test
  void reportsOctetsThatAreNoUtf8AtTheirPlace() throws IOException {
    byte[] octets = "a: 1\nb: ü".getBytes(StandardCharsets.ISO_8859_1);

    YamlNode root = read(new ByteArrayInputStream(octets));

    assertThat(root).isNull();
    assertThat(lines())
        .containsExactly("a.yaml:2:4: the file is not UTF-8 text from here on (save it as UTF-8)");
  }

  @Test
  void takesAByteOrderMarkAndWindowsLineEnds() throws IOException {
    YamlMapping root = mapping("\uFEFFa: 1\r\nb: 2\r\n");

    assertThat(child(root, "b").position()).isEqualTo(at(2, 4));
    assertThat(lines()).isEmpty();
  }

  @Test
  void sharesWhatAnAliasNames() throws IOException {
    YamlMapping root = mapping("a: &x [1, 2]\nb: *x\n");

    assertThat(child(root, "b")).isSameAs(child(root, "a"));
  }

  @Test
  void refusesAliasesThatMultiply() throws IOException {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 9; i++) {
      String ten = ("*a" + (i - 1) + ", ").repeat(10);
      bomb.append("a" + i + ": &a" + i + " [" + ten.substring(0, ten.length() - 2) + "]\n");
    }

    YamlNode root = read(bomb.toString());

    assertThat(root).isNull();
    assertThat(lines()).singleElement().asString().contains("aliases expand to millions");
  }

  @Test
  void refusesDepthWithoutRunningOutOfStack() throws IOException {
    YamlNode root = read("a: " + "[".repeat(200_000));

    assertThat(root).isNull();
    assertThat(lines()).containsExactly("a.yaml:1:67: nested deeper than 64 levels");
  }

  @Test
  void refusesAFileThatIsTooLarge() throws IOException {
    YamlNode root = read(new Endless());

    assertThat(root).isNull();
    assertThat(lines()).singleElement().asString().contains("larger than 64 MiB");
  }

  private YamlMapping mapping(String text) throws IOException {
    return (YamlMapping) Objects.requireNonNull(read(text));
  }

  private static YamlNode child(YamlMapping parent, String key) {
    return Objects.requireNonNull(parent.get(key));
  }

  private @Nullable YamlNode read(String text) throws IOException {
    return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private @Nullable YamlNode read(InputStream in) throws IOException {
    Substitution none = new Substitution(Path.of(""), name -> null, problems);
    return new YamlReader(none, problems).read("a.yaml", in);
  }

  private List<String> lines() {
    return problems.sorted().stream().map(Problem::toLine).toList();
  }

  private static Position at(int line, int column) {
    return new Position("a.yaml", line, column);
  }

  /** Blanks without end. */
  private static final class Endless extends InputStream {
    @Override
    public int read() {
      return ' ';
    }

    @Override
    public int read(byte[] into, int from, int length) {
      Arrays.fill(into, from, from + length, (byte) ' ');
      return length;
    }
  }
}
