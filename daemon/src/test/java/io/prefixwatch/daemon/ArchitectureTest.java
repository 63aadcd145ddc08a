package io.prefixwatch.daemon;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import io.prefixwatch.bgp.fixture.HouseRules;
import io.prefixwatch.daemon.demo.Demo;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What docs/architecture.md says of the daemon, and the promise that it never announces. */
class ArchitectureTest {

  private static final String BASE = "io.prefixwatch.daemon";
  private static final String SPEAK = "io.prefixwatch.bgp.speak";
  private static final JavaClasses EVERYTHING = HouseRules.mainClasses("io.prefixwatch");
  private static final JavaClasses CLASSES = HouseRules.mainClasses(BASE);

  @Test
  void packagesPointOneWay() {
    slices().matching(BASE + ".(**)").should().beFreeOfCycles().check(CLASSES);
  }

  /** The root puts the parts together, so it knows them; only those who start it know it. */
  @Test
  void onlyCommandsAndTheDemoKnowTheApplication() {
    noClasses()
        .that()
        .resideOutsideOfPackages(BASE, BASE + ".cli", BASE + ".demo")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(BASE)
        .check(CLASSES);
  }

  @Test
  void onlyTheDemoCanAnnounceARoute() {
    noClasses()
        .that()
        .resideOutsideOfPackage(BASE + ".demo")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(SPEAK)
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackage(BASE + ".demo")
        .and()
        .doNotHaveFullyQualifiedName(BASE + ".cli.DemoCommand")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(BASE + ".demo")
        .check(CLASSES);
  }

  /**
   * Every class that {@code run} can come to, over all modules. The list of commands names the demo
   * beside it, and is the one door that is left out: it starts what the user names, nothing else.
   */
  @Test
  void nothingReachableFromRunCanAnnounceARoute() {
    assertThat(reachableFrom(BASE + ".cli.RunCommand", BASE + ".cli.RootCommand"))
        .contains(BASE + ".speaker.BgpSpeaker", "io.prefixwatch.bgp.netty.SessionDriver")
        .noneMatch(name -> name.startsWith(SPEAK) || name.startsWith(BASE + ".demo"));
  }

  /** The same search from the demo finds the encoder: it does not look in the wrong place. */
  @Test
  void theSearchFindsTheEncoderFromTheDemo() {
    assertThat(reachableFrom(Demo.class.getName(), "")).contains(SPEAK + ".UpdateBuilder");
  }

  private static Set<String> reachableFrom(String start, String closed) {
    Set<String> reached = new TreeSet<>();
    Deque<JavaClass> waiting = new ArrayDeque<>();
    waiting.add(EVERYTHING.get(start));
    while (!waiting.isEmpty()) {
      for (Dependency dependency : waiting.remove().getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        boolean ours = target.getName().startsWith("io.prefixwatch.");
        if (ours && !target.getName().equals(closed) && reached.add(target.getName())) {
          waiting.add(EVERYTHING.get(target.getName()));
        }
      }
    }
    return reached;
  }

  @Test
  void onlyTheCommandLineWritesToTheProcessesStreams() {
    HouseRules.NO_STANDARD_STREAMS.check(
        CLASSES.that(JavaClass.Predicates.resideOutsideOfPackage(BASE + ".cli")));
  }

  @Test
  void librariesStayWhereTheyAreUsed() {
    staysIn(
        "io.netty..",
        BASE + ".speaker..",
        BASE + ".feed.bmp",
        BASE + ".rpki",
        BASE + ".pipeline",
        BASE + ".systemd");
    staysIn("io.javalin..", BASE + ".http");
    staysIn("org.eclipse.jetty..", BASE + ".http");
    staysIn("io.prometheus..", BASE + ".http");
    staysIn("picocli..", BASE + ".cli");
    staysIn("ch.qos.logback..", BASE + ".cli", BASE + ".log");
    staysIn("org.apache.commons..", BASE + ".feed.mrt");
    staysIn("org.snakeyaml..", BASE + ".config.tree");
    staysIn("jakarta.mail..", BASE + ".delivery.sink.mail");
    staysIn("org.apache.kafka..", BASE + ".delivery.sink.kafka");
  }

  private static void staysIn(String library, String... packages) {
    noClasses()
        .that()
        .resideOutsideOfPackages(packages)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(CLASSES);
  }

  /** One clock, so that everything is told in one time. */
  @Test
  void onlyTheEventClockAsksForTheTime() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(BASE + ".pipeline.EventClock")
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(CLASSES);
  }

  @Test
  void keepsTheHouseRules() {
    HouseRules.ofEveryModule().forEach(rule -> rule.check(CLASSES));
  }
}
