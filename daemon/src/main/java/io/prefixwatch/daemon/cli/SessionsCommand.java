package io.prefixwatch.daemon.cli;

import io.prefixwatch.daemon.json.JsonTree;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code sessions}: the BGP sessions. */
@Command(
    name = "sessions",
    description = "Shows the BGP sessions, from a running daemon.",
    mixinStandardHelpOptions = true)
final class SessionsCommand implements Callable<Integer> {

  @ParentCommand private RootCommand root;

  @Mixin private ApiOptions options;

  /** Made by the command line parser. */
  @SuppressWarnings("NullAway.Init")
  SessionsCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    return new ApiQuestion(root.streams(), options)
        .print("sessions?limit=1000", SessionsCommand::lines);
  }

  private static List<String> lines(List<JsonTree> pages) {
    TextTable table =
        new TextTable(
            "SESSION", "STATE", "SYNCED", "ROUTES", "FLAPS", "PARTNER", "SITE", "ROUTER", "SINCE");
    for (JsonTree session : ApiQuestion.items(pages, "sessions")) {
      long routes = 0;
      for (JsonTree family : session.get("families").items()) {
        routes += Long.parseLong(family.get("routes").text());
      }
      table.add(
          session.get("id").text(),
          session.get("state").text(),
          session.get("synced").isTrue() ? "yes" : "no",
          Long.toString(routes),
          session.get("flaps").text(),
          session.get("partner").text(),
          session.get("site").text(),
          session.get("router").text(),
          session.get("established_at").text());
    }
    return table.lines();
  }
}
