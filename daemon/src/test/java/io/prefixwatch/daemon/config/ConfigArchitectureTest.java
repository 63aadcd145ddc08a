package io.prefixwatch.daemon.config;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ConfigArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.prefixwatch.daemon");

  @Test
  void resultsKnowNoFileFormat() {
    noClasses()
        .that()
        .resideInAPackage("io.prefixwatch.daemon.config")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.prefixwatch.daemon.config.tree",
            "io.prefixwatch.daemon.config.schema",
            "io.prefixwatch.daemon.config.section",
            "io.prefixwatch.daemon.config.csv",
            "io.prefixwatch.daemon.config.load")
        .check(CLASSES);
  }
}
