package io.prefixwatch.daemon.cli;

import io.prefixwatch.daemon.json.JsonTree;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code status}: how it is at a glance. */
@Command(
    name = "status",
    description = "Shows how it is at a glance, from a running daemon.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

  @ParentCommand private RootCommand root;

  @Mixin private ApiOptions options;

  /** Made by the command line parser. */
  @SuppressWarnings("NullAway.Init")
  StatusCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    return new ApiQuestion(root.streams(), options).print("status", StatusCommand::lines);
  }

  private static List<String> lines(List<JsonTree> pages) {
    JsonTree status = pages.get(0);
    JsonTree sessions = status.get("sessions");
    JsonTree store = status.get("store");
    TextTable table = new TextTable("WHAT", "IS");
    table.add("version", status.get("version").text());
    table.add("instance", status.get("instance").text() + " AS" + status.get("asn").text());
    table.add("started", status.get("started_at").text());
    table.add("ready", status.get("ready").isTrue() ? "yes" : "no");
    table.add(
        "sessions",
        sessions.get("established").text()
            + " of "
            + sessions.get("total").text()
            + " established, "
            + sessions.get("synced").text()
            + " synced");
    table.add("registered prefixes", status.get("registered_prefixes").text());
    table.add("open incidents", status.get("open_incidents").text());
    table.add(
        "configuration",
        status.get("configuration").get("last_reload_succeeded").isTrue()
            ? "since " + status.get("configuration").get("since").text()
            : "the last reload was refused");
    if (store.isNull()) {
      table.add("store", "none, memory only");
    } else {
      table.add("store", store.get("works").isTrue() ? "works" : store.get("reason").text());
    }
    for (JsonTree sink : status.get("sinks").items()) {
      table.add(
          "sink " + sink.get("name").text(),
          (sink.get("failing").isTrue() ? "failing, " : "works, ")
              + sink.get("delivered").text()
              + " delivered, "
              + sink.get("waiting").text()
              + " wait");
    }
    return table.lines();
  }
}
