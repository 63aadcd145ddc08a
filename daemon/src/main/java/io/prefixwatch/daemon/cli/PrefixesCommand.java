package io.prefixwatch.daemon.cli;

import io.prefixwatch.daemon.json.JsonTree;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code prefixes}: the registered prefixes and who holds them. */
@Command(
    name = "prefixes",
    description = "Shows the registered prefixes and who holds them, from a running daemon.",
    mixinStandardHelpOptions = true)
final class PrefixesCommand implements Callable<Integer> {

  @ParentCommand private RootCommand root;

  @Mixin private ApiOptions options;

  /** Made by the command line parser. */
  @SuppressWarnings("NullAway.Init")
  PrefixesCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    return new ApiQuestion(root.streams(), options)
        .print("prefixes?limit=1000", PrefixesCommand::lines);
  }

  private static List<String> lines(List<JsonTree> pages) {
    TextTable table =
        new TextTable(
            "PREFIX", "STATE", "REGISTRATION", "PARTNER", "HELD", "ABSENT ON", "UNKNOWN ON");
    for (JsonTree prefix : ApiQuestion.items(pages, "prefixes")) {
      List<JsonTree> coverage = prefix.get("coverage").items();
      long held = coverage.stream().filter(session -> session.get("held").isTrue()).count();
      table.add(
          prefix.get("prefix").text(),
          prefix.get("state").text(),
          prefix.get("registration").text(),
          prefix.get("partner").text(),
          coverage.isEmpty() ? "" : held + " of " + coverage.size(),
          names(coverage, false),
          names(coverage, true));
    }
    return table.lines();
  }

  private static String names(List<JsonTree> coverage, boolean unknown) {
    return String.join(
        " ",
        coverage.stream()
            .filter(session -> !session.get("held").isTrue())
            .filter(session -> session.get("held").isNull() == unknown)
            .map(session -> session.get("session").text())
            .toList());
  }
}
