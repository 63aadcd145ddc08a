package io.prefixwatch.daemon.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTreeTest {

  @Test
  void readsWhatStandsInIt() {
    JsonTree tree = JsonTree.parse("{\"a\":{\"b\":[1,\"x\",true,null]},\"c\":null}");

    assertThat(tree.get("a").get("b").text()).isEqualTo("1 x true ");
    assertThat(tree.get("a").get("b").items().get(2).isTrue()).isTrue();
    assertThat(tree.get("c").isNull()).isTrue();
    assertThat(tree.get("absent").get("deeper").isNull()).isTrue();
    assertThat(tree.get("a").text()).isEmpty();
    assertThat(tree.items()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[1,", "{\"a\"", "<html>"})
  void refusesWhatIsNoJson(String text) {
    assertThatThrownBy(() -> JsonTree.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
