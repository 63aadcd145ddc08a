package io.prefixwatch.daemon.cli;

import io.prefixwatch.daemon.json.JsonTree;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code routes}: the routes that are held for a prefix. */
@Command(
    name = "routes",
    description = "Shows the routes that are held for a prefix, from a running daemon.",
    mixinStandardHelpOptions = true)
final class RoutesCommand implements Callable<Integer> {

  @ParentCommand private RootCommand root;

  @Mixin private ApiOptions options;

  @Parameters(paramLabel = "PREFIX", description = "a prefix or an address")
  private String prefix;

  @Option(
      names = "--match",
      paramLabel = "MATCH",
      defaultValue = "exact",
      description = "exact (default), covering or covered")
  private String match;

  @Option(names = "--session", paramLabel = "ID", description = "only there")
  private @Nullable String session;

  /** Made by the command line parser. */
  @SuppressWarnings("NullAway.Init")
  RoutesCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    StringBuilder path = new StringBuilder("routes?limit=1000&prefix=");
    path.append(ApiOptions.encoded(prefix)).append("&match=").append(ApiOptions.encoded(match));
    if (session != null) {
      path.append("&session=").append(ApiOptions.encoded(session));
    }
    return new ApiQuestion(root.streams(), options).print(path.toString(), RoutesCommand::lines);
  }

  private static List<String> lines(List<JsonTree> pages) {
    TextTable table = new TextTable("PREFIX", "SESSION", "SITE", "NEXT HOP", "COMMUNITIES", "PATH");
    for (JsonTree route : ApiQuestion.items(pages, "routes")) {
      table.add(
          route.get("prefix").text(),
          route.get("session").text(),
          route.get("site").text(),
          route.get("next_hop").text(),
          route.get("communities").text(),
          route.get("as_path").text());
    }
    List<String> lines = new ArrayList<>(table.lines());
    if (pages.get(0).get("truncated").isTrue()) {
      lines.add("there are more; ask for less, or one --session");
    }
    return lines;
  }
}
