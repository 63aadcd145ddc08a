package io.prefixwatch.bgp.update;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.error.Disposition;
import io.prefixwatch.bgp.error.ErrorCode;
import io.prefixwatch.bgp.error.Issue;
import io.prefixwatch.bgp.fixture.Costs;
import io.prefixwatch.bgp.fixture.Hex;
import io.prefixwatch.bgp.fixture.UpdateEncoder;
import io.prefixwatch.bgp.fixture.UpdateSketch;
import io.prefixwatch.bgp.message.Nlri;
import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.message.UpdateMessage;
import io.prefixwatch.bgp.net.Prefix;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Whatever an UPDATE holds, what is made of it is whole, bounded and the same each time. */
final class UpdateTarget {

  private final Costs scanning = new Costs("update-scan");
  private final Costs decoding = new Costs("update-attributes");
  private final UpdateScan reused = new UpdateScan();
  private final UpdateScan listing = new UpdateScan(Integer.MAX_VALUE);

  void check(byte[] fuzzed) {
    UpdateInput input = UpdateInput.of(fuzzed);
    if (input == null) {
      return;
    }
    byte[] before = input.octets().clone();
    checkIssues(input);
    UpdateMessage first = decode(reused, input, input.octets(), 0);
    checkMessage(input, first);
    checkCursors(input);
    checkSameAgain(input, first);
    checkRepeated(input, first);
    measure(input);
    assertThat(input.octets()).isEqualTo(before);
  }

  void report() {
    scanning.report();
    decoding.report();
  }

  private static UpdateMessage decode(UpdateScan scan, UpdateInput input, byte[] octets, int from) {
    input.scan(scan, octets, from);
    return UpdateDecoder.decode(scan);
  }

  /** The outcome is the strongest of all issues, or the reset that section 5.2 makes of it. */
  private void checkIssues(UpdateInput input) {
    Disposition outcome = input.scan(listing, input.octets(), 0);
    List<Issue> issues = listing.issues();
    Disposition strongest =
        issues.stream().map(Issue::action).reduce(Disposition.NONE, Disposition::or);
    boolean escalated = strongest == Disposition.WITHDRAW && outcome == Disposition.RESET;
    assertThat(outcome == strongest || escalated).as("%s of %s", outcome, issues).isTrue();
    Issue cause = listing.cause();
    assertThat(cause)
        .isEqualTo(issues.stream().filter(i -> i.action() == strongest).findFirst().orElse(null));
    for (Issue issue : issues) {
      checkIssue(issue, input.octets().length);
    }
    Disposition limited = input.scan(reused, input.octets(), 0);
    assertThat(limited).isEqualTo(outcome);
    assertThat(reused.cause()).isEqualTo(cause);
    assertThat(reused.issues())
        .isEqualTo(issues.subList(0, Math.min(issues.size(), UpdateScan.MAX_ISSUES)));
  }

  /** A plain comparison: a message can have thousands of them, and a fuzzer runs them all. */
  private static void checkIssue(Issue issue, int length) {
    boolean inside = issue.offset() >= 0 && issue.offset() <= length;
    boolean known = issue.attribute() >= Issue.NO_ATTRIBUTE && issue.attribute() <= 255;
    if (!inside || !known || issue.action() == Disposition.NONE) {
      throw new AssertionError(issue + " in a message of " + length + " octets");
    }
  }

  /** What a message says depends on its outcome. */
  private static void checkMessage(UpdateInput input, UpdateMessage message) {
    boolean reset = message.outcome().isAtLeast(Disposition.FAMILY_DISABLE);
    if (message.outcome().isAtLeast(Disposition.WITHDRAW)) {
      assertThat(message.announced()).isEmpty();
    }
    if (reset) {
      assertThat(message.withdrawn()).isEmpty();
      assertThat(message.endOfRib()).isNull();
      checkAnswer(input, Objects.requireNonNull(message.notification()));
    } else {
      assertThat(message.notification()).isNull();
    }
    if (message.outcome() == Disposition.WITHDRAW && !input.ribEntry()) {
      boolean negotiated = input.context().ipv4Unicast() && input.context().ipv6Unicast();
      assertThat(
              !negotiated || !message.withdrawn().isEmpty() || !message.otherFamilies().isEmpty())
          .as("who withdraws must have found what")
          .isTrue();
    }
    if (message.endOfRib() != null) {
      assertThat(message.announced()).isEmpty();
      assertThat(message.withdrawn()).isEmpty();
    }
  }

  /** The NOTIFICATION fits a message, and its data stood in the UPDATE. */
  private static void checkAnswer(UpdateInput input, Notification answer) {
    assertThat(answer.error().code()).isEqualTo(3);
    assertThat(answer.data().length()).isLessThanOrEqualTo(Notification.MAX_DATA);
    if (!answer.error().equals(ErrorCode.MISSING_WELL_KNOWN)) {
      String whole = Hex.hex(input.octets());
      assertThat(whole).contains(answer.data().hex());
    }
  }

  private void checkCursors(UpdateInput input) {
    if (input.scan(reused, input.octets(), 0).isAtLeast(Disposition.FAMILY_DISABLE)) {
      return;
    }
    ScanContext context = input.context();
    int items =
        checkCursor(input, reused.withdrawnPlain(), context.addPathIpv4())
            + checkCursor(input, reused.announcedPlain(), context.addPathIpv4());
    assertThat(context.ipv4Unicast() || items == 0).isTrue();
    items += checkCursor(input, reused.withdrawnMultiprotocol());
    int reached = checkCursor(input, reused.announcedMultiprotocol());
    assertThat(items + reached).isLessThanOrEqualTo(input.octets().length);
    assertThat(reused.multiprotocolNextHop().length()).isIn(0, 4, 16, 32);
    if (reached > 0) {
      assertThat(reused.multiprotocolNextHop().length()).isPositive();
    }
    assertThat(reused.plainNextHop().length()).isIn(0, 4);
  }

  private static int checkCursor(UpdateInput input, NlriCursor cursor) {
    boolean addPath = cursor.ipv6() ? input.context().addPathIpv6() : input.context().addPathIpv4();
    return checkCursor(input, cursor, addPath);
  }

  private static int checkCursor(UpdateInput input, NlriCursor cursor, boolean addPath) {
    int items = 0;
    while (cursor.next()) {
      items++;
      if (!isItem(cursor, addPath) || items > input.octets().length) {
        throw new AssertionError(
            "item %d: %x %x /%d path id %d"
                .formatted(items, cursor.hi(), cursor.lo(), cursor.length(), cursor.pathId()));
      }
    }
    return items;
  }

  private static boolean isItem(NlriCursor cursor, boolean addPath) {
    int length = cursor.length();
    long leastPathId = addPath ? 0 : Nlri.NO_PATH_ID;
    long mostPathId = addPath ? 0xFFFF_FFFFL : Nlri.NO_PATH_ID;
    return length >= 0
        && length <= (cursor.ipv6() ? 128 : 32)
        && (cursor.hi() & ~Prefix.highMask(length)) == 0
        && (cursor.lo() & ~Prefix.lowMask(length)) == 0
        && cursor.pathId() >= leastPathId
        && cursor.pathId() <= mostPathId;
  }

  /** After another message, by a fresh scan, and in the middle of other octets. */
  private void checkSameAgain(UpdateInput input, UpdateMessage first) {
    assertThat(decode(new UpdateScan(), input, input.octets(), 0)).isEqualTo(first);
    int length = input.octets().length;
    byte[] array = new byte[length + 60];
    Arrays.fill(array, (byte) 0xA5);
    System.arraycopy(input.octets(), 0, array, 31, length);
    assertThat(decode(reused, input, array, 31)).isEqualTo(first);
  }

  /** Written again from its values, it says the same. */
  private void checkRepeated(UpdateInput input, UpdateMessage first) {
    boolean sound = first.outcome().compareTo(Disposition.DISCARD) <= 0;
    if (!sound || !input.isRepeatable()) {
      return;
    }
    ScanContext context = input.context().withAs4(true);
    UpdateSketch sketch = UpdateSketch.of(first);
    UpdateEncoder encoder = new UpdateEncoder(true, context.addPathIpv4(), context.addPathIpv6());
    byte[] repeated = encoder.encode(sketch);
    if (repeated.length > 0xFFFF) {
      return;
    }
    UpdateInput again = UpdateInput.ofMessage(context, repeated);
    UpdateMessage second = decode(reused, again, repeated, 0);
    assertThat(second.issues()).isEmpty();
    assertThat(second.withdrawn()).containsExactlyInAnyOrderElementsOf(first.withdrawn());
    assertThat(second.announced()).containsExactlyInAnyOrderElementsOf(first.announced());
    if (sketch.announces()) {
      assertThat(second.attributes()).isEqualTo(first.attributes());
    }
  }

  private void measure(UpdateInput input) {
    scanning.measure(input.octets(), () -> input.scan(reused, input.octets(), 0));
    if (input.octets().length <= 4096) {
      boolean as4 = input.context().as4();
      decoding.measure(
          input.octets(), () -> AttributeDecoder.decode(reused.attributes(), as4, null));
    }
  }
}
