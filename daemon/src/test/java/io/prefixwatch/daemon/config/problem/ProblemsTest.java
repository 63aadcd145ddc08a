package io.prefixwatch.daemon.config.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProblemsTest {

  @Test
  void sortsByFileInTheOrderOfOpeningThenByPlace() {
    Problems problems = new Problems(false);
    problems.opened("z.yaml");
    problems.opened("a.yaml");

    problems.error(new Position("a.yaml", 1, 1), "third", "");
    problems.error(new Position("z.yaml", 10, 1), "second", "");
    problems.warning(new Position("z.yaml", 9, 20), "first", "");

    assertThat(problems.sorted())
        .extracting(Problem::message)
        .containsExactly("first", "second", "third");
  }

  @Test
  void tellsTheSameOnceForAnAliasReadTwice() {
    Problems problems = new Problems(false);
    Position place = new Position("a.yaml", 1, 1);

    problems.error(place, "same", "");
    problems.error(place, "same", "");

    assertThat(problems.sorted()).hasSize(1);
    assertThat(problems.errorCount()).isEqualTo(1);
  }

  @Test
  void countsWhatItDoesNotKeep() {
    Problems problems = new Problems(false);

    for (int line = 1; line <= Problems.KEPT + 5; line++) {
      problems.error(new Position("a.csv", line, 1), "bad", "");
    }

    assertThat(problems.sorted()).hasSize(Problems.KEPT);
    assertThat(problems.errorCount()).isEqualTo(Problems.KEPT + 5);
  }

  @Test
  void refusesWhatIsNotBuiltOnlyWhenStrict() {
    Problems lenient = new Problems(false);
    Problems strict = new Problems(true);

    lenient.notBuilt(new Position("a.yaml", 1, 1), "\"http\"");
    strict.notBuilt(new Position("a.yaml", 1, 1), "\"http\"");

    assertThat(lenient.hasErrors()).isFalse();
    assertThat(lenient.warningCount()).isEqualTo(1);
    assertThat(strict.hasErrors()).isTrue();
  }
}
