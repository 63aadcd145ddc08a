package io.prefixwatch.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.monitor.detect.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Links lead somewhere, and every kind of alert has the runbook that its records name. */
class DocumentationTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final int MAX_README_LINES = 149;

  /** {@code [text](target)}; an image is one, too. */
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");

  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*)$");
  private static final Pattern CODE = Pattern.compile("(?s)```.*?```");

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    try (Stream<Path> top = Files.list(ROOT);
        Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      Stream.concat(top, docs).filter(path -> path.toString().endsWith(".md")).forEach(pages::add);
    }
    assertThat(pages).hasSizeGreaterThan(20);
    return pages;
  }

  @Test
  void linksLeadSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path page : pages()) {
      broken.addAll(brokenLinks(page, Files.readString(page)));
    }

    assertThat(broken).isEmpty();
  }

  @Test
  void seesLinksThatLeadNowhere() throws IOException {
    Path readme = ROOT.resolve("README.md");
    String text = "[a](docs/nowhere.md) [b](README.md#nothing) [c](docs/README.md)";

    assertThat(brokenLinks(readme, text))
        .containsExactly("README.md: docs/nowhere.md", "README.md: README.md#nothing");
  }

  private static List<String> brokenLinks(Path page, String text) throws IOException {
    List<String> broken = new ArrayList<>();
    Matcher link = LINK.matcher(CODE.matcher(text).replaceAll(""));
    while (link.find()) {
      String target = link.group(1);
      boolean elsewhere = target.matches("(https?|mailto):.*");
      if (!elsewhere && !resolves(page, target)) {
        broken.add(ROOT.relativize(page) + ": " + target);
      }
    }
    return broken;
  }

  private static boolean resolves(Path page, String target) throws IOException {
    int hash = target.indexOf('#');
    String file = hash < 0 ? target : target.substring(0, hash);
    Path resolved = file.isEmpty() ? page : page.resolveSibling(file).normalize();
    if (!Files.exists(resolved)) {
      return false;
    }
    return hash < 0 || anchors(resolved).contains(target.substring(hash + 1));
  }

  /** Anchors as forges make them of headings. */
  private static List<String> anchors(Path page) throws IOException {
    List<String> anchors = new ArrayList<>();
    Matcher heading = HEADING.matcher(CODE.matcher(Files.readString(page)).replaceAll(""));
    while (heading.find()) {
      String text = heading.group(1).toLowerCase(Locale.ROOT);
      anchors.add(text.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'));
    }
    return anchors;
  }

  @Test
  void readmeIsShort() throws IOException {
    assertThat(Files.readAllLines(ROOT.resolve("README.md"))).hasSizeLessThan(MAX_README_LINES + 1);
  }

  @Test
  void everyKindHasARunbookThatTheMapNames() throws IOException {
    String map = Files.readString(ROOT.resolve("docs/operations/README.md"));

    for (Kind kind : Kind.values()) {
      String page = kind.label() + ".md";
      assertThat(ROOT.resolve("docs/operations").resolve(page)).isNotEmptyFile();
      assertThat(map).contains(page);
    }
  }

  @Test
  void everyRunbookSaysWhatItMeansWhatToLookAtAndHowToSilenceIt() throws IOException {
    for (Kind kind : Kind.values()) {
      String page = Files.readString(ROOT.resolve("docs/operations").resolve(kind.label() + ".md"));

      assertThat(page)
          .as(kind.label())
          .startsWith("# " + kind.label() + "\n")
          .contains("**What it means.** ", "**Look at first.** ", "**To silence it.** ");
      if (kind != Kind.TEST_ALERT) {
        assertThat(page).contains("**It closes** ", "{kind: " + kind.label() + ", severity: info}");
      }
    }
  }

  @Test
  void everyDecisionIsInTheList() throws IOException {
    String list = Files.readString(ROOT.resolve("docs/adr/README.md"));

    try (Stream<Path> decisions = Files.list(ROOT.resolve("docs/adr"))) {
      assertThat(decisions.map(path -> path.getFileName().toString()))
          .allMatch(name -> name.equals("README.md") || list.contains(name));
    }
  }
}
