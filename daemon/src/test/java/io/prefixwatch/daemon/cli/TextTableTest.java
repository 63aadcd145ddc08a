package io.prefixwatch.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTableTest {

  @Test
  void putsColumnsUnderEachOther() {
    TextTable table = new TextTable("A", "LONG", "B");
    table.add("one", "", "x");

    assertThat(table.lines()).containsExactly("A    LONG  B", "one  -     x");
  }

  @Test
  void letsNothingReachTheTerminalThatMovesItsCursor() {
    TextTable table = new TextTable("A");
    table.add("a\u001b[2Jb\nc\u202ed");

    assertThat(table.lines().get(1)).isEqualTo("a?[2Jb?c?d");
  }
}
