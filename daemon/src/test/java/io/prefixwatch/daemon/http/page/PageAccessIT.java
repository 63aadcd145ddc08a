package io.prefixwatch.daemon.http.page;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prefixwatch.bgp.speak.ScriptedSpeaker;
import io.prefixwatch.daemon.http.ServedDaemon;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may look, who may take care, and what is left where the stream is refused. */
class PageAccessIT {

  private static Browser browser;

  @TempDir private Path folder;

  @BeforeAll
  static void open() {
    browser = Browser.start();
    browser.size(1000, 900);
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  private static void open(ServedDaemon daemon) {
    browser.open(daemon.url() + "/");
  }

  private static void giveToken(String token) {
    browser.awaitElement("#token");
    browser.find("#token").sendKeys(token + "\n");
  }

  @Test
  void asksForATokenAndLetsOnlyWritersTakeCare() throws Exception {
    try (ServedDaemon daemon = ServedDaemon.start(folder, ServedDaemon.WRITABLE)) {
      daemon
          .connect("127.0.0.2")
          .send(anUpdate().announcing("203.0.113.0/24").via(64496, 64666).nextHop("127.0.0.2"));
      open(daemon);
      browser.awaitText("Who asks?");
      assertThat(browser.barriers()).isEmpty();
      giveToken("stranger");
      browser.awaitText("The token that was given is not known here.");

      giveToken("reader");
      browser.awaitText("1 critical", "Live");
      assertThat(browser.script("return location.href")).asString().doesNotContain("reader");
      browser.find(".incident.tone-critical a").click();
      takeCareAs("alice");
      browser.awaitText("not taken: this token may read only");

      browser.find("#sign-out").click();
      giveToken("writer");
      takeCareAs("alice");
      browser.awaitText("Taken by\nalice");
    }
  }

  private static void takeCareAs(String name) {
    browser.awaitElement("#by");
    browser.find("#by").clear();
    browser.find("#by").sendKeys(name + "\n");
  }

  @Test
  void asksEveryTwoSecondsWhereTheStreamIsRefused() throws Exception {
    try (ServedDaemon daemon = ServedDaemon.start(folder, ServedDaemon.STORED)) {
      ScriptedSpeaker peer = daemon.connect("127.0.0.2");
      browser.block("*/api/v1/stream*");
      open(daemon);
      browser.awaitText("Every 2 s");

      peer.send(anUpdate().announcing("203.0.113.0/24").via(64496, 64666).nextHop("127.0.0.2"));

      browser.awaitText("1 critical");
      peer.send(anUpdate().withdrawing("203.0.113.0/24"));
      await().untilAsserted(() -> assertThat(browser.text()).doesNotContain("1 critical"));
    } finally {
      browser.block();
    }
  }

  @Test
  void showsWhatIsOpenFromNowOnWithoutAStore() throws Exception {
    try (ServedDaemon daemon = ServedDaemon.start(folder, ServedDaemon.OPEN)) {
      ScriptedSpeaker peer = daemon.connect("127.0.0.2");
      open(daemon);
      browser.awaitText("Live", "there is no store");

      peer.send(anUpdate().announcing("203.0.113.0/24").via(64496, 64666).nextHop("127.0.0.2"));

      browser.awaitText("1 critical", "hijack.origin");
    }
  }
}
