package io.prefixwatch.daemon.config.tree;

import io.prefixwatch.daemon.config.problem.Position;
import io.prefixwatch.daemon.config.problem.Problems;
import io.prefixwatch.daemon.config.problem.Quoted;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * Builds the tree from YAML events, without recursion and within bounds: depth, and nodes after
 * aliases are expanded.
 */
final class TreeBuilder {

  /** Far deeper than any configuration. */
  private static final int DEEPEST = 64;

  /** More than the largest file can spell out; only aliases of aliases come here. */
  private static final int MOST_NODES = 20_000_000;

  private final String file;
  private final Substitution substitution;
  private final Problems problems;
  private final Deque<Open> open = new ArrayDeque<>();
  private final Map<String, YamlNode> anchors = new HashMap<>();
  private @Nullable YamlNode root;
  private boolean ended;

  TreeBuilder(String file, Substitution substitution, Problems problems) {
    this.file = file;
    this.substitution = substitution;
    this.problems = problems;
  }

  /** Takes the next event; false if reading on makes no sense. */
  boolean accept(Event event) {
    return switch (event.getEventId()) {
      case StreamStart, StreamEnd, Comment -> true;
      case DocumentStart -> onDocument(event);
      case DocumentEnd -> {
        ended = true;
        yield true;
      }
      case Scalar -> place(scalar((ScalarEvent) event));
      case Alias -> onAlias((AliasEvent) event);
      case SequenceStart, MappingStart -> onStart((CollectionStartEvent) event);
      case SequenceEnd, MappingEnd -> onEnd();
    };
  }

  /** The tree, once all events are in. */
  @Nullable YamlNode root() {
    return root;
  }

  private boolean onDocument(Event event) {
    if (ended) {
      problems.error(
          at(event), "a second YAML document begins", "one file is one document; remove ---");
      return false;
    }
    return true;
  }

  private YamlScalar scalar(ScalarEvent event) {
    Position position = at(event);
    refuseTag(event.getTag().orElse(null), position);
    String written = event.getValue();
    boolean isKey = !open.isEmpty() && open.element().wantsKey();
    YamlScalar scalar;
    if (!isKey && Substitution.isNeeded(written)) {
      String value = substitution.fill(written, position);
      scalar = new YamlScalar(position, written, value, event.isPlain(), true);
    } else {
      scalar = new YamlScalar(position, written, written, event.isPlain(), false);
    }
    event.getAnchor().ifPresent(anchor -> anchors.put(anchor.getValue(), scalar));
    return scalar;
  }

  private boolean onAlias(AliasEvent event) {
    String name = event.getAlias().getValue();
    YamlNode target = anchors.get(name);
    if (target == null) {
      boolean inside = open.stream().anyMatch(one -> name.equals(one.anchor));
      problems.error(
          at(event),
          inside ? "*" + name + " stands inside what it names" : "there is no anchor &" + name,
          inside ? "" : "an anchor must stand above its alias; quote text that begins with *");
      return false;
    }
    return place(target);
  }

  private boolean onStart(CollectionStartEvent event) {
    Position position = at(event);
    refuseTag(event.getTag().orElse(null), position);
    if (!open.isEmpty() && open.element().wantsKey()) {
      problems.error(position, "a key must be text", "quote it if it contains [ or {");
      return false;
    }
    if (open.size() == DEEPEST) {
      problems.error(position, "nested deeper than " + DEEPEST + " levels", "");
      return false;
    }
    open.push(new Open(position, event.getEventId() == Event.ID.MappingStart, anchorOf(event)));
    return true;
  }

  private boolean onEnd() {
    Open done = open.pop();
    YamlNode node = done.close();
    if (done.anchor != null) {
      anchors.put(done.anchor, node);
    }
    return place(node);
  }

  private boolean place(YamlNode node) {
    Open parent = open.peek();
    if (parent == null) {
      root = node;
      return true;
    }
    parent.add(node);
    if (parent.weight > MOST_NODES) {
      problems.error(node.position(), "aliases expand to millions of values", "write them out");
      return false;
    }
    return true;
  }

  private void refuseTag(@Nullable String tag, Position position) {
    if (tag != null) {
      problems.error(
          position,
          "the YAML tag " + Quoted.of(tag) + " is not supported",
          "remove it; quote text that begins with !");
    }
  }

  private static @Nullable String anchorOf(NodeEvent event) {
    return event.getAnchor().map(Anchor::getValue).orElse(null);
  }

  private Position at(Event event) {
    Optional<Mark> mark = event.getStartMark();
    return mark.map(m -> new Position(file, m.getLine() + 1, m.getColumn() + 1))
        .orElse(Position.startOf(file));
  }

  /** A list or mapping whose end has not come yet. */
  private final class Open {
    private final Position position;
    private final @Nullable String anchor;
    private final @Nullable Map<String, YamlMapping.Entry> entries;
    private final List<YamlNode> items = new ArrayList<>();
    private @Nullable YamlScalar key;
    private int weight = 1;

    Open(Position position, boolean mapping, @Nullable String anchor) {
      this.position = position;
      this.anchor = anchor;
      this.entries = mapping ? new LinkedHashMap<>() : null;
    }

    boolean wantsKey() {
      return entries != null && key == null;
    }

    void add(YamlNode node) {
      weight = (int) Math.min(Integer.MAX_VALUE, (long) weight + node.weight());
      if (entries == null) {
        items.add(node);
      } else if (key != null) {
        addEntry(entries, key, node);
        key = null;
      } else {
        key = node instanceof YamlScalar scalar ? scalar : nameOf(node);
      }
    }

    /** An alias of a collection in the place of a key. */
    private YamlScalar nameOf(YamlNode node) {
      problems.error(node.position(), "a key must be text", "");
      return new YamlScalar(node.position(), "?", "?", true, false);
    }

    private void addEntry(Map<String, YamlMapping.Entry> into, YamlScalar name, YamlNode value) {
      YamlMapping.Entry first = into.get(name.written());
      if (first == null) {
        into.put(name.written(), new YamlMapping.Entry(name, value));
        return;
      }
      problems.error(
          name.position(),
          "the key "
              + Quoted.of(name.written())
              + " stands twice; first at "
              + first.key().position(),
          "keep one of them");
    }

    YamlNode close() {
      return entries == null
          ? new YamlList(position, items, weight)
          : new YamlMapping(position, entries, weight);
    }
  }
}
