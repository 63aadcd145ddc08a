package io.prefixwatch.monitor;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.prefixwatch.bgp.fixture.HouseRules;
import io.prefixwatch.bgp.session.DownReason;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

/** What docs/architecture.md says of monitor-core: decisions, and nothing else. */
class ArchitectureTest {

  private static final String BASE = "io.prefixwatch.monitor";
  private static final JavaClasses CLASSES = HouseRules.mainClasses(BASE);

  private static final ArchRule NO_INPUT_OUTPUT_THREAD_OR_FORMAT =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "java.io..",
                      "java.nio.file..",
                      "java.nio.channels..",
                      "java.net..",
                      "java.util.concurrent..",
                      "java.util.logging..",
                      "java.util.prefs..",
                      "java.sql..",
                      "io.netty..",
                      "org.slf4j..",
                      "tools.jackson..",
                      "com.fasterxml..")
                  .and(not(type(TimeUnit.class))) // names of units, no thread
                  .and(not(type(ByteArrayOutputStream.class)))) // a buffer that grows, no I/O
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Thread.class);

  private static final ArchRule NO_CLOCK_AND_NO_CHANCE =
      noClasses()
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching(
              "java\\.time\\.(Clock|LocalDate|LocalDateTime|ZonedDateTime|OffsetDateTime)"
                  + "|java\\.util\\.(Random|UUID|Timer)"
                  + "|java\\.security\\.SecureRandom");

  @Test
  void packagesPointOneWay() {
    slices().matching(BASE + ".(**)").should().beFreeOfCycles().check(CLASSES);
  }

  /** What is known, what one route means, what becomes of it over time, who owns it all. */
  @Test
  void judgementIsBuiltInLayers() {
    noClasses()
        .that()
        .resideInAnyPackage(BASE + ".registry", BASE + ".index", BASE + ".timer")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            BASE + ".detect", BASE + ".coverage", BASE + ".incident", BASE + ".engine")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAnyPackage(BASE + ".detect", BASE + ".coverage")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(BASE + ".incident", BASE + ".engine", BASE + ".event")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackage(BASE + ".engine")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(BASE + ".engine")
        .check(CLASSES);
  }

  @Test
  void hasNoInputOutputThreadOrFormat() {
    NO_INPUT_OUTPUT_THREAD_OR_FORMAT.check(CLASSES);
    HouseRules.NO_STANDARD_STREAMS.check(CLASSES);
  }

  @Test
  void hasNoClockAndTakesNoChance() {
    NO_CLOCK_AND_NO_CHANCE.check(CLASSES);
  }

  /** Sessions and octets stay below: of the session protocol only why a session was lost. */
  @Test
  void knowsOnlyTheValuesOfTheCodec() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            BASE + "..",
            "java..",
            "org.jspecify.annotations",
            "io.prefixwatch.bgp.net",
            "io.prefixwatch.bgp.message",
            "io.prefixwatch.bgp.capability",
            "io.prefixwatch.bgp.attribute",
            "io.prefixwatch.bgp.update",
            "io.prefixwatch.bgp.error",
            "io.prefixwatch.bgp.session")
        .check(CLASSES);
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.prefixwatch.bgp.session")
                .and(not(belongTo(type(DownReason.class)))))
        .check(CLASSES);
  }

  @Test
  void keepsTheHouseRules() {
    HouseRules.ofEveryModule().forEach(rule -> rule.check(CLASSES));
  }

  @Test
  void wouldSeeALockAClockAndChance() {
    breaks(NO_INPUT_OUTPUT_THREAD_OR_FORMAT, Locking.class);
    breaks(NO_CLOCK_AND_NO_CHANCE, Clocking.class);
    breaks(NO_CLOCK_AND_NO_CHANCE, Guessing.class);
  }

  private static void breaks(ArchRule rule, Class<?> offender) {
    assertThatThrownBy(() -> rule.check(new ClassFileImporter().importClasses(offender)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(offender.getSimpleName());
  }

  static final class Locking {
    final ReentrantLock lock = new ReentrantLock();
  }

  static final class Clocking {
    Instant read() {
      return Instant.now();
    }
  }

  static final class Guessing {
    final Random random = new Random(1);
  }
}
