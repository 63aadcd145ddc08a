package io.prefixwatch.bgp.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.fixture.Costs;
import io.prefixwatch.bgp.fixture.Hex;
import io.prefixwatch.bgp.fixture.Seeds;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenDecoderMemoryTest {

  private final Costs costs = new Costs("open-capabilities");

  @ParameterizedTest
  @ValueSource(strings = {"0200", "4002c078", "490403676f6e", "490e05c3c3c3c3c307c3c3c3c3c3c3c3"})
  void keepsTheFirst128OfThousandsOfCapabilities(String capability) {
    byte[] message = Seeds.manyCapabilities(capability);

    costs.measure(message, () -> OpenDecoder.decode(message, 0, message.length));

    Open open = Objects.requireNonNull(OpenDecoder.decode(message, 0, message.length).value());
    assertThat(open.capabilities()).hasSize(OpenDecoder.MAX_CAPABILITIES);
  }

  /** A four-octet AS number of three octets is an error wherever it stands. */
  @ParameterizedTest
  @ValueSource(strings = {"4103000000", "41050000000000"})
  void refusesABrokenCapabilityBehindThoseItKeeps(String broken) {
    byte[] message = Seeds.manyCapabilities("0200");
    byte[] tail = Hex.octets(broken);
    System.arraycopy(tail, 0, message, message.length - tail.length, tail.length);

    Decoded<Open> decoded = OpenDecoder.decode(message, 0, message.length);

    assertThat(Objects.requireNonNull(decoded.rejection()).error()).hasToString("2/0");
  }
}
