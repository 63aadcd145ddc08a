package io.prefixwatch.daemon.http.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The page of a busy daemon in Chromium: one story, told in order because it is dear to set up. */
@TestMethodOrder(OrderAnnotation.class)
class PageIT {

  @TempDir private static Path folder;

  private static Browser browser;
  private static BusyDaemon daemon;

  @BeforeAll
  static void open() throws Exception {
    browser = Browser.start();
    daemon = BusyDaemon.start(folder);
    daemon.connectAllBut("umbrella-par1-2");
    browser.size(1280, 1000);
    browser.colours("light");
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

  private static void go(String fragment) {
    browser.open(daemon.address() + fragment);
  }

  private static Object number(String script) {
    return Objects.requireNonNull(browser.script("return " + script));
  }

  @Test
  @Order(1)
  void showsTheStateOfABusyDaemonWithoutAskingForAllOfIt() {
    go("#/");
    browser.awaitText("39/40", "1,000", "Live");
    browser.awaitElement("#hero.tone-minor");

    // A page of each severity, not 10,000 incidents.
    assertThat((Long) number("document.querySelectorAll('.incident').length")).isBetween(40L, 120L);
    assertThat((Long) number("document.querySelectorAll('*').length")).isLessThan(6_000);
    assertThat(
            (Long)
                number(
                    "performance.getEntriesByType('resource')"
                        + ".filter((e) => e.name.includes('/api/')).length"))
        .isLessThan(40);
    Object usable = number("performance.getEntriesByName('usable')[0].startTime");
    System.getLogger("page").log(System.Logger.Level.INFO, "usable after {0} ms", usable);
  }

  @Test
  @Order(2)
  void showsAnIncidentAsItOpens() throws Exception {
    Object before = number("performance.timeOrigin");

    daemon.announce("globex-fra1-1", "203.0.113.128/25", 64497, 64505, 64505, 64505, 64666);

    browser.awaitElement("#hero.tone-critical");
    browser.awaitText("1 critical", "203.0.113.128/25", "hijack.more-specific");
    assertThat(browser.title()).startsWith("● 1 critical");
    assertThat(number("performance.timeOrigin")).isEqualTo(before);
    browser.screenshot("now-light");
  }

  @Test
  @Order(3)
  void keepsTextOfOthersText() throws Exception {
    daemon.announce("globex-fra1-1", "198.51.100.0/24", 64497, 64666);
    browser.awaitText("2 critical", BusyDaemon.HOSTILE);
    browser.all(".incident.tone-critical a").get(0).click();
    browser.awaitText("Timeline", BusyDaemon.HOSTILE);

    assertThat(number("document.querySelectorAll('main script, main img').length")).isEqualTo(0L);
    assertThat(browser.title()).doesNotContain("owned");
    daemon.withdraw("globex-fra1-1", "198.51.100.0/24");
    go("#/");
    browser.awaitText("1 critical");
  }

  @Test
  @Order(4)
  void refusesMarkupMadeOfText() {
    assertThat(
            browser.script(
                """
                try {
                  document.getElementById('main').innerHTML = '<b>bold</b>';
                  return 'taken';
                } catch (error) {
                  return error.name;
                }
                """))
        .isEqualTo("TypeError");
    assertThat(browser.complaints()).anyMatch(complaint -> complaint.contains("TrustedHTML"));
  }

  @Test
  @Order(5)
  void tellsWhyAndDrawsThePath() throws Exception {
    browser.find(".incident.tone-critical a").click();
    browser.awaitText("Why", "Timeline", "Evidence", "expected");

    assertThat(browser.find(".path-picture").getAttribute("aria-label"))
        .isEqualTo(
            "AS path: we (us), then AS64497 (neighbour), then AS64505 3 times, then AS64666"
                + " (origin, suspect); expected origin AS64510");
    assertThat(browser.barriers()).isEmpty();
    browser.screenshot("incident-light");
    browser.colours("dark");
    browser.awaitElement("html[data-theme=dark]");
    assertThat(browser.barriers()).isEmpty();
    browser.screenshot("incident-dark");
    browser.colours("light");
  }

  @Test
  @Order(6)
  void showsSitesByPartners() throws Exception {
    go("#/sites");
    browser.awaitText("39 of 40 sessions up", "1 of 2 routers: one failure from outage");

    assertThat(browser.all(".cell")).hasSize(40);
    assertThat(browser.all(".cell-down")).hasSize(1);
    assertThat(browser.barriers()).isEmpty();
    browser.screenshot("sites-light");
  }

  @Test
  @Order(7)
  void pagesThroughRegisteredPrefixesAndNarrowsThem() throws Exception {
    go("#/prefixes");
    await().untilAsserted(() -> assertThat(browser.all("tbody tr")).hasSize(100));
    browser.find("#more").click();
    await().untilAsserted(() -> assertThat(browser.all("tbody tr")).hasSize(200));
    browser.find("#narrow").sendKeys("youtube");

    await().untilAsserted(() -> assertThat(browser.all("tbody tr")).hasSize(1));
    assertThat(browser.find("#narrow").getAttribute("value")).isEqualTo("youtube");
    browser.awaitText("208.65.152.0/22", "4 of 4");
    assertThat(browser.barriers()).isEmpty();
    browser.find("tbody th a").click();
    browser.awaitText("Who should hold it", "Routes held now");
    assertThat(browser.all(".path-picture")).hasSize(8);
    assertThat(browser.barriers()).isEmpty();
  }

  @Test
  @Order(8)
  void pagesThroughPastIncidents() throws Exception {
    go("#/incidents?state=closed");
    await().untilAsserted(() -> assertThat(browser.all(".incident")).hasSize(50));
    browser.find("#older").click();

    await().untilAsserted(() -> assertThat(browser.all(".incident")).hasSize(100));
    assertThat(browser.barriers()).isEmpty();
  }

  @Test
  @Order(9)
  void findsByKeysAlone() {
    go("#/");
    browser.awaitElement("#hero.tone-critical");
    browser.find("body").sendKeys("/");
    assertThat(browser.script("return document.activeElement.id")).isEqualTo("q");
    browser.find("#q").sendKeys("203.0.113.200\n");

    browser.awaitText("Looking glass", "203.0.113.128/25 on globex-fra1-1");
    browser.find("#q").clear();
    browser.find("#q").sendKeys("AS64666\n");
    browser.awaitText("Search: AS64666", "hijack.more-specific");
  }

  @Test
  @Order(10)
  void fitsAPhoneInBothColours() throws Exception {
    browser.size(390, 844);
    go("#/");
    browser.awaitElement("#hero.tone-critical");
    assertThat(browser.find("#q").getAttribute("value")).isEmpty();
    assertThat(number("document.documentElement.scrollWidth")).isEqualTo(390L);
    assertThat(browser.barriers()).isEmpty();
    browser.find("#theme").click();
    browser.awaitElement("html[data-theme=dark]");
    assertThat(browser.barriers()).isEmpty();
    browser.screenshot("now-phone-dark");
    browser.find(".incident.tone-critical a").click();
    browser.awaitText("Timeline");
    assertThat(number("document.documentElement.scrollWidth")).isEqualTo(390L);
    browser.find("#theme").click();
    browser.size(1280, 1000);
  }

  @Test
  @Order(11)
  void showsThatAnIncidentIsOver() throws Exception {
    go("#/");
    browser.awaitText("1 critical");

    daemon.withdraw("globex-fra1-1", "203.0.113.128/25");

    browser.awaitElement("#hero.tone-minor");
    browser.awaitText("closed");
    assertThat(browser.text()).doesNotContain("1 critical");
  }

  @Test
  @Order(12)
  void neverStaysCalmWhenTheDaemonIsGone() throws Exception {
    assertThat(browser.complaints()).isEmpty();

    daemon.close();

    browser.awaitText("Not connected");
  }
}
