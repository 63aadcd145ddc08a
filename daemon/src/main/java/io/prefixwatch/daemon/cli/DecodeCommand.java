package io.prefixwatch.daemon.cli;

import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.update.PeerSort;
import io.prefixwatch.bgp.update.ScanContext;
import io.prefixwatch.daemon.inspect.HexLines;
import io.prefixwatch.daemon.inspect.MessageInspector;
import io.prefixwatch.daemon.json.JsonWriter;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.TypeConversionException;

/** {@code decode}: BGP messages in hexadecimal on stdin, a line of JSON for each on stdout. */
@Command(
    name = "decode",
    description =
        "Reads BGP messages in hexadecimal, one a line, and prints for each a line of JSON: what is"
            + " in it, and what a session would make of it.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class)
final class DecodeCommand implements Callable<Integer> {

  private static final int BUFFER = 1 << 16;

  @ParentCommand private RootCommand root;

  @Option(names = "--as2", description = "AS_PATH and AGGREGATOR hold 2-octet AS numbers")
  private boolean as2;

  @Option(
      names = "--add-path",
      paramLabel = "FAMILY",
      converter = UnicastFamily.class,
      description = "prefixes of ipv4-unicast or ipv6-unicast carry path identifiers; repeatable")
  private List<Family> addPath = List.of();

  @Option(
      names = "--extended-message",
      description = "messages over 4,096 octets are legal (RFC 8654)")
  private boolean extendedMessage;

  @Option(
      names = "--peer",
      paramLabel = "SORT",
      converter = PeerSortName.class,
      defaultValue = "ebgp",
      description = "who sent the messages: ebgp (default), ibgp or confed")
  private PeerSort peer;

  /** Made by the command line parser. */
  @SuppressWarnings("NullAway.Init")
  DecodeCommand() {}

  @Override
  public Integer call() {
    try {
      return decode();
    } catch (UncheckedIOException e) {
      return root.streams().outputFailed(e);
    } catch (IOException e) {
      root.streams().complain("cannot read stdin: " + e.getMessage());
      return ExitCode.FAILURE;
    }
  }

  private int decode() throws IOException {
    BufferedInputStream in = new BufferedInputStream(root.streams().in(), BUFFER);
    HexLines lines = new HexLines(in);
    MessageInspector inspector = new MessageInspector(context(), extendedMessage);
    JsonWriter out = new JsonWriter();
    int exitCode = ExitCode.OK;
    while (lines.next()) {
      String error = lines.error();
      if (error == null) {
        inspector.inspect(lines.octets(), out);
      } else {
        out.beginObject().name("error").string(error).endObject().endLine();
        exitCode = ExitCode.FAILURE;
      }
      // Somebody may wait for this answer before asking on.
      if (out.length() >= BUFFER || in.available() == 0) {
        print(out);
      }
    }
    print(out);
    return exitCode;
  }

  private void print(JsonWriter out) {
    try {
      out.drainTo(root.streams().out());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Both unicast families and IPv6 next hops for IPv4 are as if negotiated. */
  private ScanContext context() {
    return ScanContext.of(peer)
        .withAs4(!as2)
        .withAddPath(addPath.contains(Family.IPV4_UNICAST), addPath.contains(Family.IPV6_UNICAST))
        .withIpv6NextHopForIpv4(true);
  }

  /** Names of {@code --add-path}. */
  static final class UnicastFamily implements ITypeConverter<Family> {

    @Override
    public Family convert(String value) {
      return switch (value) {
        case "ipv4-unicast" -> Family.IPV4_UNICAST;
        case "ipv6-unicast" -> Family.IPV6_UNICAST;
        default ->
            throw new TypeConversionException(
                "\"" + value + "\" is not a family; write ipv4-unicast or ipv6-unicast");
      };
    }
  }

  /** Names of {@code --peer}. */
  static final class PeerSortName implements ITypeConverter<PeerSort> {

    @Override
    public PeerSort convert(String value) {
      return switch (value) {
        case "ebgp" -> PeerSort.EBGP;
        case "ibgp" -> PeerSort.IBGP;
        case "confed" -> PeerSort.CONFEDERATION;
        default ->
            throw new TypeConversionException(
                "\"" + value + "\" is not a kind of peer; write ebgp, ibgp or confed");
      };
    }
  }
}
