package io.prefixwatch.daemon.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.net.Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class WaitingRoomTest {

  private static final int STRANGER = 0;

  private long now;
  private final WaitingRoom room = new WaitingRoom(() -> now);

  private static Address host(int number) {
    return Address.ipv4(0xC633_6400 + number);
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  private WaitingRoom.Place place(int host, int sessions) {
    return Objects.requireNonNull(room.enter(host(host), sessions).place());
  }

  @Test
  void holdsTwoOfASource() {
    WaitingRoom.Place first = place(1, STRANGER);
    place(1, STRANGER);

    assertThat(room.enter(host(1), STRANGER).refusal()).isEqualTo(Rejection.SOURCE);
    first.leave();
    assertThat(room.enter(host(1), STRANGER).place()).isNotNull();
  }

  @Test
  void holdsTwoForEachSessionOfAnAddress() {
    for (int i = 0; i < 6; i++) {
      place(1, 3);
    }

    assertThat(room.enter(host(1), 3).refusal()).isEqualTo(Rejection.SOURCE);
  }

  @Test
  void holdsSixtyFourStrangers() {
    List<WaitingRoom.Place> places = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      places.add(place(i, STRANGER));
      pass(Duration.ofMillis(50));
    }

    assertThat(room.enter(host(100), STRANGER).refusal()).isEqualTo(Rejection.WAITING);
    places.get(0).leave();
    pass(Duration.ofSeconds(1));
    assertThat(room.enter(host(100), STRANGER).place()).isNotNull();
    assertThat(room.size()).isEqualTo(64);
  }

  @Test
  void takesTwentyStrangersASecond() {
    for (int i = 0; i < 20; i++) {
      place(i, STRANGER).leave();
    }

    assertThat(room.enter(host(1), STRANGER).refusal()).isEqualTo(Rejection.RATE);
    pass(Duration.ofMillis(49));
    assertThat(room.enter(host(1), STRANGER).refusal()).isEqualTo(Rejection.RATE);
    pass(Duration.ofMillis(1));
    assertThat(room.enter(host(1), STRANGER).place()).isNotNull();
  }

  @Test
  void savesNoMoreThanASecond() {
    pass(Duration.ofHours(1));
    for (int i = 0; i < 20; i++) {
      place(i, STRANGER).leave();
    }

    assertThat(room.enter(host(1), STRANGER).refusal()).isEqualTo(Rejection.RATE);
  }

  /** After our restart all of them come at once. */
  @Test
  void lets1000ConfiguredPeersInWhateverStrangersDo() {
    for (int i = 0; i < 20; i++) {
      place(i, STRANGER);
    }
    assertThat(room.enter(host(1), STRANGER).refusal()).isEqualTo(Rejection.RATE);

    for (int i = 0; i < 1_000; i++) {
      assertThat(room.enter(Address.ipv4(0x0A00_0000 + i), 1).place()).isNotNull();
    }
  }

  @Test
  void freesAPlaceOnce() {
    WaitingRoom.Place place = place(1, STRANGER);
    place(1, STRANGER);

    place.leave();
    place.leave();

    assertThat(room.size()).isEqualTo(1);
  }
}
