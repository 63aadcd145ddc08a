package io.prefixwatch.daemon.cli;

import io.prefixwatch.daemon.json.JsonTree;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code incidents}: incidents, the latest first. */
@Command(
    name = "incidents",
    description = "Shows incidents, the latest first, from a running daemon.",
    mixinStandardHelpOptions = true)
final class IncidentsCommand implements Callable<Integer> {

  @ParentCommand private RootCommand root;

  @Mixin private ApiOptions options;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      defaultValue = "open",
      description = "open (default), unobserved, closed or all")
  private String state;

  @Option(names = "--kind", paramLabel = "KIND", description = "such as hijack.origin")
  private @Nullable String kind;

  /** Made by the command line parser. */
  @SuppressWarnings("NullAway.Init")
  IncidentsCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    StringBuilder path = new StringBuilder("incidents?limit=1000");
    if (!state.equals("all")) {
      path.append("&state=").append(ApiOptions.encoded(state));
    }
    if (kind != null) {
      path.append("&kind=").append(ApiOptions.encoded(kind));
    }
    return new ApiQuestion(root.streams(), options).print(path.toString(), IncidentsCommand::lines);
  }

  private static List<String> lines(List<JsonTree> pages) {
    TextTable table =
        new TextTable("OPENED", "STATE", "SEVERITY", "KIND", "MARKS", "INCIDENT", "SUMMARY");
    for (JsonTree incident : ApiQuestion.items(pages, "incidents")) {
      table.add(
          incident.get("opened_at").text(),
          incident.get("state").text(),
          incident.get("severity").text(),
          incident.get("kind").text(),
          marks(incident),
          incident.get("incident_id").text(),
          incident.get("summary").text());
    }
    return table.lines();
  }

  private static String marks(JsonTree incident) {
    StringJoiner marks = new StringJoiner(" ");
    if (incident.get("maintenance").isTrue()) {
      marks.add("maintenance");
    }
    if (!incident.get("silenced").isNull()) {
      marks.add("silenced");
    }
    if (!incident.get("acknowledged_by").isNull()) {
      marks.add("ack:" + incident.get("acknowledged_by").text());
    }
    return marks.toString();
  }
}
