package io.prefixwatch.daemon.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.daemon.http.ServedDaemon;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The modules of the page that only count and draw, run where they run in earnest. */
class PathPictureIT {

  @TempDir private static Path folder;

  private static Browser browser;
  private static ServedDaemon daemon;

  @BeforeAll
  static void open() throws Exception {
    browser = Browser.start();
    daemon = ServedDaemon.start(folder, ServedDaemon.OPEN);
    browser.open(daemon.url() + "/");
    browser.awaitElement("#hero");
  }

  @AfterAll
  static void close() throws Exception {
    if (browser != null) {
      browser.close();
    }
    if (daemon != null) {
      daemon.close();
    }
  }

  /** What an expression over a module, {@code m}, gives. */
  private static Object of(String module, String expression) {
    return Objects.requireNonNull(
        browser.later(
            """
            const done = arguments[arguments.length - 1];
            const base = document.querySelector('script[type=module]').src;
            import(new URL(arguments[0], base)).then((m) => done(%s)).catch((e) => done(String(e)));
            """
                .formatted(expression),
            module));
  }

  /** The words of each box from left to right: what it is called, and what below it stands. */
  private static Object boxes(String question) {
    return of(
        "./aspath.js",
        "m.picture(%s).boxes.map((box) => [box.label, box.words].filter(Boolean).join(' / '))"
            .formatted(question));
  }

  @Test
  void goesFromUsToTheOrigin() {
    assertThat(boxes("{path: [64496, 64501], us: 64500}"))
        .isEqualTo(List.of("AS64500 / us", "AS64496 / neighbour", "AS64501 / origin"));
  }

  @Test
  void collapsesWhatIsPrepended() {
    assertThat(boxes("{path: [64496, 64496, 64496, 64501, 64496], us: 64500}"))
        .isEqualTo(
            List.of("AS64500 / us", "AS64496 ×3 / neighbour", "AS64501", "AS64496 / origin"));
  }

  @Test
  void marksTheSuspectInTheMiddleAndWhereverItStands() {
    assertThat(boxes("{path: [64496, 64666, 64666, 64501, 64666], us: 64500, suspect: 64666}"))
        .isEqualTo(
            List.of(
                "AS64500 / us",
                "AS64496 / neighbour",
                "AS64666 ×2 / suspect",
                "AS64501",
                "AS64666 / origin · suspect"));
  }

  @Test
  void marksNobodyWhereNobodyIsSuspected() {
    assertThat(boxes("{path: [64496, 64501], us: 64500, suspect: null}").toString())
        .doesNotContain("suspect");
  }

  @Test
  void showsASetAsOneHopAndAsTheOrigin() {
    assertThat(boxes("{path: [64496, [64501, 64502]], us: 64500, suspect: 64502}"))
        .isEqualTo(
            List.of("AS64500 / us", "AS64496 / neighbour", "{64501 64502} / origin · suspect"));
    assertThat(boxes("{path: [64496, [1, 2, 3, 4, 5, 6, 7, 8]]}"))
        .isEqualTo(List.of("here / us", "AS64496 / neighbour", "{1 2 3 4 5 6 +2} / origin"));
  }

  @Test
  void showsConfederationsForWhatTheyAre() {
    assertThat(
            boxes(
                "{path: [{confed_sequence: [65001, 65001, 65002]}, {confed_set: [65003, 65004]},"
                    + " 64496, 64501], us: 64500}"))
        .isEqualTo(
            List.of(
                "AS64500 / us",
                "(65001) ×2",
                "(65002)",
                "[65003 65004]",
                "AS64496 / neighbour",
                "AS64501 / origin"));
  }

  @Test
  void showsAnEmptyPathAndOneThatIsAbsent() {
    assertThat(boxes("{path: [], us: 64500}")).isEqualTo(List.of("AS64500 / us"));
    assertThat(boxes("{path: null, us: 64500}")).isEqualTo(List.of("AS64500 / us"));
  }

  @Test
  void drawsAtMostAHundredHopsOfALongPath() {
    assertThat(of("./aspath.js", "m.picture({path: [...Array(1024).keys()]}).boxes.length"))
        .isEqualTo(101L);
    assertThat(of("./aspath.js", "m.picture({path: [...Array(1024).keys()]}).boxes[51].label"))
        .isEqualTo("… 925 more");
  }

  @Test
  void showsTheOriginThatShouldStandThere() {
    String wrong = "m.picture({path: [64496, 64666], expected: [64501]})";

    assertThat(of("./aspath.js", wrong + ".ghosts.map((ghost) => ghost.label)"))
        .isEqualTo(List.of("AS64501"));
    assertThat(of("./aspath.js", wrong + ".text"))
        .isEqualTo(
            "AS path: we (us), then AS64496 (neighbour), then AS64666 (origin);"
                + " expected origin AS64501");
    assertThat(of("./aspath.js", "m.picture({path: [64496, 64501], expected: [64501]}).ghosts"))
        .isEqualTo(List.of());
  }

  /** Boxes stand side by side, and the picture holds them. */
  @Test
  void letsNoBoxOverlapAnother() {
    assertThat(
            of(
                "./aspath.js",
                """
                ((p) => p.boxes.every((box, i) => i === 0
                    || box.x >= p.boxes[i - 1].x + p.boxes[i - 1].width + 20)
                  && p.boxes.at(-1).x + p.boxes.at(-1).width <= p.width)(
                  m.picture({path: [64496, [64501, 64502, 64503], 4200000000, 4200000000, 1]}))
                """))
        .isEqualTo(true);
  }

  @Test
  void drawsTheSuspectInAnotherShape() {
    assertThat(
            of(
                "./aspath-svg.js",
                """
                [...m.pathPicture({path: [64496, 64666, 64501], us: 64500, suspect: 64666})
                  .querySelectorAll('.path-box')].map((box) =>
                    `${box.firstChild.nodeName} ${box.querySelector('text').textContent}`)
                """))
        .isEqualTo(List.of("rect AS64500", "rect AS64496", "path AS64666", "rect AS64501"));
  }

  @Test
  void readsAStreamHoweverItIsCut() {
    String cut =
        """
        ((parser, text) => [...text].flatMap((letter) => parser.push(letter)))(
          new m.SseParser(), ': hello\\n\\nid: 7\\r\\nevent: alert\\ndata: {\\ndata: }\\n\\n')
        """;

    assertThat(of("./sse.js", cut))
        .isEqualTo(List.of(Map.of("type", "alert", "id", "7", "data", "{\n}")));
    assertThat(of("./sse.js", "new m.SseParser().push('data: never ended')")).isEqualTo(List.of());
  }

  @Test
  void countsRedundancyOverRoutersAndSites() {
    String sessions =
        """
        m.%s(['lon1 r1 established', 'lon1 r1 established', 'lon1 r2 %s', 'ams1 r3 idle'].map(
          (one, i) => ({id: String(i), kind: 'pni', site: one.split(' ')[0],
            router: one.split(' ')[1], state: one.split(' ')[2]})).slice(0, %s)).text
        """;

    assertThat(of("./redundancy.js", sessions.formatted("local", "established", "3")))
        .isEqualTo("2 of 2 routers");
    assertThat(of("./redundancy.js", sessions.formatted("local", "idle", "3")))
        .isEqualTo("1 of 2 routers: one failure from outage");
    assertThat(of("./redundancy.js", sessions.formatted("local", "idle", "2")))
        .isEqualTo("one router only");
    assertThat(of("./redundancy.js", sessions.formatted("geo", "idle", "4")))
        .isEqualTo("1 of 2 sites: one failure from outage");
  }
}
