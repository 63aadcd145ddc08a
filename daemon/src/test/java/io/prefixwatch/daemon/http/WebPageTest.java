package io.prefixwatch.daemon.http;

import static io.prefixwatch.daemon.http.HttpServerTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the page's files are served, and what must not stand in them. */
class WebPageTest {

  private static final Path WEB = Path.of("src/main/resources/web");
  private static final Pattern NAMED = Pattern.compile("\"page/([^\"/]+)/([^\"]+)\"");

  /** Ways in which text becomes markup or code; the browser refuses them, too. */
  private static final Pattern MARKUP_OF_TEXT =
      Pattern.compile(
          "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|DOMParser|srcdoc|\\beval\\b"
              + "|new Function|createContextualFragment|setHTMLUnsafe|javascript:");

  private static final Pattern ELSEWHERE = Pattern.compile("(https?:)?//[a-z][\\w.-]*\\.[a-z]+");

  @TempDir private Path folder;

  private static List<MatchResult> named(String index) {
    return NAMED.matcher(index).results().toList();
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> walk = Files.walk(WEB)) {
      return walk.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void servesTheDocumentToEverybodyUnderAStrictPolicy() throws Exception {
    try (ServedDaemon daemon = ServedDaemon.start(folder, ServedDaemon.WRITABLE)) {
      HttpResponse<String> page = daemon.get("/");

      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(ServedDaemon.type(page)).isEqualToIgnoringCase("text/html;charset=utf-8");
      assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
          .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
          .contains("frame-ancestors 'none'", "require-trusted-types-for 'script'")
          .doesNotContain("unsafe", "*", "http");
      assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
      assertThat(page.body()).doesNotContain("BUILD", " style=", " onclick=", "<script>");
      assertThat(daemon.send("/", "POST").statusCode()).isEqualTo(405);
    }
  }

  @Test
  void sendsTheDocumentOnceWhileItIsTheSame() throws Exception {
    try (ServedDaemon daemon = ServedDaemon.start(folder, ServedDaemon.OPEN)) {
      String tag = daemon.get("/").headers().firstValue("ETag").orElseThrow();

      HttpResponse<String> again = daemon.get("/", "If-None-Match", tag);
      assertThat(again.statusCode()).isEqualTo(304);
      assertThat(again.body()).isEmpty();
      assertThat(daemon.get("/", "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void servesWhatTheDocumentNamesForEver() throws Exception {
    try (ServedDaemon daemon = ServedDaemon.start(folder, ServedDaemon.WRITABLE)) {
      for (MatchResult name : named(daemon.get("/").body())) {
        String path = name.group().replace("\"", "");
        HttpResponse<String> file = daemon.get("/" + path);

        assertThat(file.statusCode()).as(path).isEqualTo(200);
        assertThat(ServedDaemon.type(file)).as(path).startsWith(expected(path));
        assertThat(file.headers().firstValue("Cache-Control"))
            .hasValue("public, max-age=31536000, immutable");
        assertThat(file.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
      }
    }
  }

  private static String expected(String path) {
    return path.endsWith(".js")
        ? "text/javascript"
        : path.endsWith(".css") ? "text/css" : "image/svg+xml";
  }

  @Test
  void servesNothingElse() throws Exception {
    try (ServedDaemon daemon = ServedDaemon.start(folder, ServedDaemon.OPEN)) {
      String build = named(daemon.get("/").body()).get(0).group(1);

      assertThat(daemon.get("/page/" + build + "/js/app.js").statusCode()).isEqualTo(200);
      assertProblem(daemon.get("/page/" + build + "/js/nothing.js"), 404);
      assertProblem(daemon.get("/page/" + build + "/index.html"), 404);
      assertProblem(daemon.get("/page/0000000000000000/js/app.js"), 404);
      assertProblem(daemon.get("/page/" + build + "/js/"), 404);
      for (String outside :
          List.of("../schema/alert-v1.json", "%2e%2e/logback.xml", "..%2flogback.xml")) {
        assertThat(daemon.get("/page/" + build + "/" + outside).statusCode())
            .as(outside)
            .isBetween(400, 404);
      }
    }
  }

  @Test
  void leavesNoFileOfThePageUnnamed() throws Exception {
    String index = Files.readString(WEB.resolve("index.html"));
    List<String> names = named(index).stream().map(name -> name.group(2)).toList();

    assertThat(names).doesNotHaveDuplicates();
    assertThat(files())
        .map(file -> WEB.relativize(file).toString())
        .filteredOn(name -> !name.equals("index.html"))
        .containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void makesNoMarkupOfTextAndAsksNobodyElse() throws Exception {
    for (Path file : files()) {
      String text = Files.readString(file).replace("http://www.w3.org/2000/svg", "");

      assertThat(text).as(file.toString()).doesNotContainPattern(MARKUP_OF_TEXT);
      assertThat(text).as(file.toString()).doesNotContainPattern(ELSEWHERE);
    }
  }

  @Test
  void wouldSeeMarkupMadeOfTextAndOtherHosts() {
    assertThat("x.innerHTML = name").containsPattern(MARKUP_OF_TEXT);
    assertThat("<script src=\"https://cdn.example/a.js\">").containsPattern(ELSEWHERE);
    assertThat("@import '//cdn.example/a.css'").containsPattern(ELSEWHERE);
  }

  @Test
  void hasSmallFiles() throws Exception {
    assertThat(files()).allMatch(file -> lines(file) < 300);
  }

  private static int lines(Path file) {
    try {
      return Files.readAllLines(file).size();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
