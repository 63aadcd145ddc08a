package io.prefixwatch.daemon.config.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.daemon.config.ConfigFolder;
import io.prefixwatch.monitor.registry.Registration;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncludesTest {

  @TempDir private Path temp;
  private ConfigFolder folder;

  @BeforeEach
  void setUp() {
    folder = new ConfigFolder(temp);
  }

  @Test
  void readsMatchesOfAGlobInTheOrderOfTheirNamesAndNoHiddenFiles() {
    including("customers/*.yaml");
    folder
        .file("customers/b.yaml", registration("b", "203.0.113.0/24"))
        .file("customers/a.yaml", registration("a", "192.0.2.0/24"))
        .file("customers/.#a.yaml", "broken: [")
        .file("customers/deeper/c.yaml", registration("c", "198.51.100.0/24"))
        .file("customers/readme.txt", "no configuration");

    assertThat(folder.config().registrations())
        .extracting(Registration::id)
        .containsExactly("a", "b");
    assertThat(folder.problems()).isEmpty();
  }

  @Test
  void readsFoldersBelowWithTwoStars() {
    including("customers/**.yaml");
    folder
        .file("customers/a.yaml", registration("a", "192.0.2.0/24"))
        .file("customers/x/y/c.yaml", registration("c", "198.51.100.0/24"))
        .file("customers/.git/d.yaml", "broken: [");

    assertThat(folder.config().registrations())
        .extracting(Registration::id)
        .containsExactly("a", "c");
  }

  @Test
  void refusesALiteralNameThatDoesNotExistAndWarnsAboutAGlobThatMatchesNothing() {
    including("gone.yaml, gone.csv, \"gone/*.yaml\"");

    assertThat(folder.problems())
        .containsExactly(
            "main.yaml:5:11: include: gone.yaml: there is no such file (a relative name begins at"
                + " the configuration file's folder)",
            "main.yaml:5:22: include: gone.csv: there is no such file (a relative name begins at"
                + " the configuration file's folder)",
            "main.yaml:5:32: warning: include: no file matches \"gone/*.yaml\" (it is searched in "
                + temp
                + ")");
  }

  @Test
  void takesRegistrationsOnly() {
    including("a.yaml");
    folder.file(
        "a.yaml",
        "sessions: []\ninclude: [b.yaml]\ncustomers: []\n" + registration("a", "192.0.2.0/24"));

    assertThat(folder.errors())
        .containsExactly(
            "a.yaml:1:1: \"sessions\" may not stand in an included file (it holds registrations:"
                + " only; move this to the main file)",
            "a.yaml:2:1: \"include\" may not stand in an included file (it holds registrations:"
                + " only; move this to the main file)",
            "a.yaml:3:1: unknown key \"customers\" (an included file holds registrations: only)");
  }

  @Test
  void refusesAnIncludedListAndAnEmptyFile() {
    including("a.yaml, b.yaml");
    folder.file("a.yaml", "- {id: a}\n").file("b.yaml", "");

    assertThat(folder.errors())
        .containsExactly(
            "a.yaml:1:1: the file must be a mapping, not a list (such as registrations: [...])",
            "b.yaml:1:1: the file is empty (such as registrations: [...])");
  }

  @Test
  void namesBothPlacesOfWhatStandsInTwoFiles() {
    including("\"*/*.yaml\"");
    folder
        .file("a/a.yaml", registration("a", "192.0.2.0/24"))
        .file("b/b.yaml", registration("a", "192.0.2.0/24"));

    assertThat(folder.errors())
        .containsExactly(
            "b/b.yaml:1:22: the registration \"a\" stands twice; first at a/a.yaml:1:22 (rename one,"
                + " or put all its prefixes in one place)",
            "b/b.yaml:1:45: 192.0.2.0/24 is registered twice; first at a/a.yaml:1:45 (remove one of"
                + " them)");
  }

  @Test
  void readsAFileOnceThatIsNamedTwice() {
    including("a.yaml, \"*a.yaml\", ./a.yaml");
    folder.file("a.yaml", registration("a", "192.0.2.0/24"));

    assertThat(folder.problems())
        .containsExactly(
            "main.yaml:5:19: warning: include: a.yaml is named twice (it is read once)",
            "main.yaml:5:30: warning: include: ./a.yaml is named twice (it is read once)");
  }

  @Test
  void refusesItselfAnUnknownFormatAndABrokenGlob() {
    including("\"*.yaml\", a.txt, \"a[.yaml\"");
    folder.file("a.txt", "");

    assertThat(folder.errors())
        .containsExactly(
            "main.yaml:5:11: include: \"*.yaml\" names this file itself (put registrations into a"
                + " folder of their own)",
            "main.yaml:5:21: include: \"a.txt\" is neither YAML nor CSV by its name (name it .yaml,"
                + " .yml, .csv or .csv.gz)",
            "main.yaml:5:28: include: \"a[.yaml\" is neither a file name nor a glob (such as"
                + " customers/*.yaml or bulk.csv)");
  }

  @Test
  void findsSecretsOfIncludedFilesInTheMainFolder() {
    including("sub/a.yaml");
    folder.file("name", "Contoso\n");
    folder.file(
        "sub/a.yaml",
        "registrations: [{id: a, customer: \"${file:name}\","
            + " prefixes: [{prefix: 192.0.2.0/24, origins: [64501]}]}]\n");

    assertThat(folder.config().registrations().get(0).customer()).isEqualTo("Contoso");
  }

  private void including(String items) {
    folder.main(ConfigFolder.LONDON + "include: [" + items + "]\n");
  }

  private static String registration(String id, String prefix) {
    return "registrations: [{id: "
        + id
        + ", prefixes: [{prefix: "
        + prefix
        + ", origins: [64501]}]}]\n";
  }
}
