package io.prefixwatch.monitor.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.net.Prefix;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "site:lon1",
        "router:lon1-edge-1",
        "session:rs1/198.51.100.7",
        "session:rs1/2001:db8::7",
        "partner:acme",
        "registration:contoso",
        "customer:Contoso Ltd: London",
        "prefix:203.0.113.0/24",
        "prefix:2001:db8::/32",
        "kind:hijack.origin",
        "incident:inc-1"
      })
  void isWrittenAsItIsRead(String text) {
    assertThat(Scope.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "lon1",
        "site:",
        "site: ",
        "Site:lon1",
        "town:lon1",
        "prefix:203.0.113.0",
        "prefix:203.0.113.7/24",
        "prefix:lon1"
      })
  void isNothingElse(String text) {
    assertThat(Scope.parse(text)).isNull();
  }

  @Test
  void isNotEndless() {
    assertThat(Scope.parse("site:" + "x".repeat(200))).isNotNull();
    assertThat(Scope.parse("site:" + "x".repeat(201))).isNull();
  }

  @Test
  void meansThePeersOfARangeToo() {
    Scope scope = Objects.requireNonNull(Scope.parse("session:rs1"));

    assertThat(scope.namesSession("rs1")).isTrue();
    assertThat(scope.namesSession("rs1/198.51.100.7")).isTrue();
    assertThat(scope.namesSession("rs10")).isFalse();
  }

  @Test
  void meansWhatIsInsideAPrefix() {
    Scope scope = Objects.requireNonNull(Scope.parse("prefix:203.0.113.0/24"));

    assertThat(scope.holds(Prefix.parse("203.0.113.0/24"))).isTrue();
    assertThat(scope.holds(Prefix.parse("203.0.113.128/25"))).isTrue();
    assertThat(scope.holds(Prefix.parse("203.0.112.0/23"))).isFalse();
    assertThat(Objects.requireNonNull(Scope.parse("site:lon1")).holds(Prefix.parse("0.0.0.0/0")))
        .isFalse();
  }
}
