package io.prefixwatch.monitor.rib;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.monitor.rib.RouteSearch.Found;
import io.prefixwatch.monitor.rib.RouteSearch.Match;
import java.util.List;
import org.junit.jupiter.api.Test;

class RouteSearchTest {

  private final IntakeScript script =
      IntakeScript.up()
          .send(
              anUpdate()
                  .announcing("203.0.113.0/24", "203.0.112.0/23", "203.0.113.128/25", "0.0.0.0/0")
                  .via(64496, 64501));

  private List<String> find(String prefix, Match match, int most) {
    return RouteSearch.find(script.intake(), Prefix.parse(prefix), match, most).stream()
        .map(Found::prefix)
        .map(Prefix::toString)
        .toList();
  }

  @Test
  void findsThePrefixAlone() {
    assertThat(find("203.0.113.0/24", Match.EXACT, 10)).containsExactly("203.0.113.0/24");
    assertThat(find("203.0.113.0/25", Match.EXACT, 10)).isEmpty();
    assertThat(find("2001:db8::/32", Match.EXACT, 10)).isEmpty();
  }

  @Test
  void findsWhatIsAroundIt() {
    assertThat(find("203.0.113.0/25", Match.COVERING, 10))
        .containsExactly("0.0.0.0/0", "203.0.112.0/23", "203.0.113.0/24");
    assertThat(find("::/0", Match.COVERING, 10)).isEmpty();
  }

  @Test
  void findsWhatIsInside() {
    assertThat(find("203.0.113.0/24", Match.COVERED, 10))
        .containsExactly("203.0.113.0/24", "203.0.113.128/25");
    assertThat(find("198.51.100.0/24", Match.COVERED, 10)).isEmpty();
  }

  @Test
  void keepsTheFirstOnes() {
    assertThat(find("0.0.0.0/0", Match.COVERED, 2)).containsExactly("0.0.0.0/0", "203.0.112.0/23");
  }

  @Test
  void forgetsWhatIsWithdrawn() {
    script.send(anUpdate().withdrawing("203.0.113.0/24"));

    assertThat(find("203.0.113.0/24", Match.EXACT, 10)).isEmpty();
    assertThat(find("203.0.113.0/24", Match.COVERED, 10)).containsExactly("203.0.113.128/25");
  }

  @Test
  void tellsThePathOfWhatIsHeld() {
    Found found =
        RouteSearch.find(script.intake(), Prefix.parse("203.0.113.0/24"), Match.EXACT, 1).get(0);

    assertThat(found.attributes().asPath()).hasToString("64496 64501");
  }

  @Test
  void tellsWhichPrefixesAreHeld() {
    script.send(anUpdate().announcing("2001:db8:1::/48").via(64496, 64501));

    assertThat(
            RouteSearch.held(
                script.intake(),
                List.of(
                    Prefix.parse("203.0.113.0/24"),
                    Prefix.parse("203.0.113.0/25"),
                    Prefix.parse("2001:db8:1::/48"),
                    Prefix.parse("2001:db8:2::/48"))))
        .containsExactly(Prefix.parse("203.0.113.0/24"), Prefix.parse("2001:db8:1::/48"));
  }
}
