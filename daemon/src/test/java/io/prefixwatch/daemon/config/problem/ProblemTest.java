package io.prefixwatch.daemon.config.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProblemTest {

  private static final Position PLACE = new Position("etc/main.yaml", 3, 7);

  @Test
  void printsAnErrorWithItsHintInParentheses() {
    Problem problem = new Problem(PLACE, Severity.ERROR, "asn: \"x\" is none", "write 64500");

    assertThat(problem.toLine()).isEqualTo("etc/main.yaml:3:7: asn: \"x\" is none (write 64500)");
  }

  @Test
  void marksAWarningAndLeavesAnEmptyHintOut() {
    Problem problem = new Problem(PLACE, Severity.WARNING, "odd", "");

    assertThat(problem.toLine()).isEqualTo("etc/main.yaml:3:7: warning: odd");
  }

  @Test
  void staysOnOneLineAndSendsNothingToTheTerminal() {
    Problem problem = new Problem(PLACE, Severity.ERROR, "a\nb\u001b[31mc\u202e", "");

    assertThat(problem.toLine()).isEqualTo("etc/main.yaml:3:7: a\\u000ab\\u001b[31mc\\u202e");
  }
}
