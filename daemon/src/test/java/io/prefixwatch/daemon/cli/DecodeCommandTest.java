package io.prefixwatch.daemon.cli;

import static io.prefixwatch.bgp.fixture.UpdateBuilder.anAnnouncement;
import static io.prefixwatch.bgp.fixture.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.fixture.Hex;
import io.prefixwatch.bgp.fixture.Messages;
import io.prefixwatch.bgp.fixture.UpdateBuilder;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class DecodeCommandTest {

  private static final String KEEPALIVE = Hex.hex(Messages.message(4, ""));

  private static String line(byte[] message, String... options) {
    String[] args = new String[options.length + 1];
    args[0] = "decode";
    System.arraycopy(options, 0, args, 1, options.length);
    CommandRun run = CommandRun.withInput(Hex.hex(message) + "\n", args);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).hasSize(1);
    return run.out().get(0);
  }

  private static UpdateBuilder withPath(String segments) {
    return anUpdate()
        .attributes(UpdateBuilder.ORIGIN)
        .attribute(0x40, 2, segments)
        .attributes(UpdateBuilder.NEXT_HOP)
        .announcing("203.0.113.0/24");
  }

  @Test
  void printsALineForEachMessageAndSkipsEmptyLines() {
    CommandRun run =
        CommandRun.withInput(
            "\n" + KEEPALIVE + "\n\n" + KEEPALIVE.toUpperCase(Locale.ROOT) + "\n", "decode");

    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).hasSize(2).allMatch(line -> line.contains("\"type\":\"keepalive\""));
    assertThat(run.err()).isEmpty();
  }

  @Test
  void exitsWithSuccessHoweverBadTheMessages() {
    CommandRun run = CommandRun.withInput("00\nff\n", "decode");

    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).hasSize(2).allMatch(line -> line.contains("session-reset"));
  }

  @Test
  void exitsWithFailureAtTheEndForALineThatIsNoHex() {
    CommandRun run = CommandRun.withInput("no hex\n" + KEEPALIVE + "\n", "decode");

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
    assertThat(run.out()).hasSize(2);
    assertThat(run.out().get(0))
        .isEqualTo("{\"error\":\"line 1, column 1: 'n' is no hexadecimal digit\"}");
    assertThat(run.out().get(1)).contains("\"type\":\"keepalive\"");
  }

  @Test
  void readsNothingFromAnEmptyInput() {
    assertThat(CommandRun.withInput("", "decode")).isEqualTo(CommandRun.withInput("\n", "decode"));
    assertThat(CommandRun.withInput("", "decode").out()).isEmpty();
  }

  @Test
  void readsTwoOctetAsNumbers() {
    byte[] update = withPath("0202 fbf0 fbf1").build();

    assertThat(line(update, "--as2")).contains("\"outcome\":\"ok\"", "\"as_path\":[64496,64497]");
    assertThat(line(update)).contains("\"outcome\":\"treat-as-withdraw\"");
  }

  @Test
  void readsPathIdentifiersOfTheFamiliesNamed() {
    byte[] ipv4 = anUpdate().mandatory().nlri("00000007 18cb0071").build();
    byte[] ipv6 =
        anUpdate()
            .mandatory()
            .attribute(
                0x80,
                14,
                "000201 10" + Messages.address("2001:db8::1") + "00 00000008 3020010db80001")
            .build();

    assertThat(line(ipv4, "--add-path", "ipv4-unicast")).contains("\"path_id\":7");
    assertThat(line(ipv6, "--add-path", "ipv6-unicast")).contains("\"path_id\":8");
    assertThat(line(ipv4, "--add-path", "ipv6-unicast", "--add-path", "ipv4-unicast"))
        .contains("\"path_id\":7");
    assertThat(line(ipv4, "--add-path", "ipv6-unicast")).doesNotContain("\"path_id\":7");
  }

  @Test
  void takesLongMessagesOnlyWhereToldSo() {
    byte[] update = anAnnouncement().attribute(0xD0, 99, "00".repeat(5000)).build();

    assertThat(line(update)).contains("session-reset", "\"code\":1,\"subcode\":2");
    assertThat(line(update, "--extended-message")).contains("\"outcome\":\"ok\"");
  }

  @Test
  void judgesByTheKindOfPeer() {
    byte[] localPref = anAnnouncement().attribute(0x40, 5, "00000064").build();
    byte[] confederation = withPath("0301 0000fbff").build();

    assertThat(line(localPref)).contains("attribute-discard", "\"local_pref\":null");
    assertThat(line(localPref, "--peer", "ebgp")).contains("attribute-discard");
    assertThat(line(localPref, "--peer", "ibgp")).contains("\"ok\"", "\"local_pref\":100");
    assertThat(line(localPref, "--peer", "confed")).contains("treat-as-withdraw");
    assertThat(line(confederation)).contains("treat-as-withdraw");
    assertThat(line(confederation, "--peer=ibgp")).contains("\"ok\"");
    assertThat(line(confederation, "--peer=confed"))
        .contains("\"ok\"", "\"as_path\":[{\"confed_sequence\":[64511]}]");
  }

  @Test
  void explainsWrongOptions() {
    CommandRun family = CommandRun.of("decode", "--add-path", "vpnv4");
    CommandRun peer = CommandRun.of("decode", "--peer", "friend");

    assertThat(family.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(String.join("\n", family.err())).contains("write ipv4-unicast or ipv6-unicast");
    assertThat(peer.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(String.join("\n", peer.err())).contains("write ebgp, ibgp or confed");
  }
}
