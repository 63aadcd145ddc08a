package io.prefixwatch.daemon.config.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaTest {

  static Stream<Key> keys() {
    return Schema.keys().stream();
  }

  @ParameterizedTest
  @MethodSource("keys")
  void everyDefaultIsAValueOfItsType(Key key) throws BadValue {
    for (String text : key.defaults()) {
      assertThat(Objects.requireNonNull(key.type().parser()).parse(text)).isNotNull();
    }
  }

  @ParameterizedTest
  @MethodSource("keys")
  void everyKeyStandsInAMappingThatIsKnown(Key key) {
    Set<String> sections =
        Stream.concat(Stream.of(""), Schema.keys().stream().map(Key::section))
            .collect(Collectors.toSet());

    assertThat(sections).contains(key.parent());
    assertThat(Schema.key(key.parent(), key.name())).isEqualTo(key);
  }

  @Test
  void whatIsNotBuiltNamesKnownKeys() {
    Set<String> known = Schema.keys().stream().map(Key::path).collect(Collectors.toSet());

    assertThat(known).containsAll(NotBuilt.KEYS);
  }

  @Test
  void everyKeyHasAnEffect() {
    assertThat(status("maintenance[]", "until")).isEqualTo(Status.BUILT);
    assertThat(status("sessions[].peer", "asn")).isEqualTo(Status.BUILT);
  }

  private static Status status(String section, String name) {
    return Schema.status(Objects.requireNonNull(Schema.key(section, name)));
  }
}
