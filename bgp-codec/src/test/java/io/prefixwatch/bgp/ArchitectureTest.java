package io.prefixwatch.bgp;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.prefixwatch.bgp.fixture.HouseRules;
import org.junit.jupiter.api.Test;

/** What docs/architecture.md says of bgp-codec. */
class ArchitectureTest {

  private static final JavaClasses CLASSES = HouseRules.mainClasses("io.prefixwatch.bgp");

  @Test
  void packagesPointOneWay() {
    slices().matching("io.prefixwatch.bgp.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyTheNettyPackageKnowsNetty() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.prefixwatch.bgp.netty")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.netty..")
        .check(CLASSES);
  }

  /** The encoder of announcements is for tests and the demo: nothing that listens can reach it. */
  @Test
  void nobodyHereCanAnnounceARoute() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.prefixwatch.bgp.speak")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.prefixwatch.bgp.speak")
        .check(CLASSES);
  }

  @Test
  void usesNoOtherLibraries() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.prefixwatch.bgp..",
            "java..",
            "io.netty..",
            "inet.ipaddr..",
            "org.jspecify.annotations")
        .check(CLASSES);
  }

  @Test
  void addressesAloneKnowTheAddressLibrary() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.prefixwatch.bgp.net")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("inet.ipaddr..")
        .check(CLASSES);
  }

  @Test
  void returnsFindingsInsteadOfLoggingThem() {
    HouseRules.NO_LOGGING.check(CLASSES);
    HouseRules.NO_STANDARD_STREAMS.check(CLASSES);
  }

  @Test
  void theSessionMachineHasNoClockThreadOrSocket() {
    noClasses()
        .that()
        .resideInAPackage("io.prefixwatch.bgp.session")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.io..", "java.net..", "java.nio.channels..", "java.util.concurrent..")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Thread.class)
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("java\\.time\\.(Instant|Clock|.*Date.*)")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(CLASSES);
  }

  /** Octets come in as arrays, or from a stream that somebody else opened. */
  @Test
  void opensNoFileAndNoSocket() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.prefixwatch.bgp.netty", "io.prefixwatch.bgp.speak")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.nio.file..", "java.nio.channels..", "java.util.concurrent..")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("java\\.net\\.(Server)?Socket|java\\.io\\.File.*")
        .check(CLASSES);
  }

  @Test
  void keepsTheHouseRules() {
    HouseRules.ofEveryModule().forEach(rule -> rule.check(CLASSES));
  }
}
