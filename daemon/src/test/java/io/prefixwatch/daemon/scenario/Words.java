package io.prefixwatch.daemon.scenario;

import io.prefixwatch.bgp.attribute.AsPath;
import io.prefixwatch.bgp.attribute.AsPathBuilder;
import io.prefixwatch.bgp.attribute.SegmentType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The words of an action, read from left to right. */
final class Words {

  private final List<String> words;
  private int next;

  Words(String text) {
    words = Arrays.stream(text.split("\\s+", -1)).filter(word -> !word.isEmpty()).toList();
  }

  boolean isOver() {
    return next == words.size();
  }

  /** Where it is, to come {@link #back} to. */
  int mark() {
    return next;
  }

  void back(int mark) {
    next = mark;
  }

  String take() {
    if (isOver()) {
      throw new IllegalArgumentException("something is missing at the end");
    }
    return words.get(next++);
  }

  /** Takes these words if they are next. */
  boolean takeIf(String phrase) {
    List<String> wanted = List.of(phrase.split(" ", -1));
    int end = next + wanted.size();
    boolean found = end <= words.size() && words.subList(next, end).equals(wanted);
    next = found ? end : next;
    return found;
  }

  /** Session ids, with commas between them. */
  List<String> takeNames() {
    List<String> names = new ArrayList<>();
    boolean more = true;
    while (more) {
      String name = take();
      more = name.endsWith(",");
      names.add(more ? name.substring(0, name.length() - 1) : name);
    }
    return names;
  }

  /** The words that are left, as they stand. */
  String takeRest() {
    String rest = String.join(" ", words.subList(next, words.size()));
    next = words.size();
    return rest;
  }

  /**
   * A path: numbers, sets as {@code {64500,64501}}, the inside of a confederation as {@code
   * (65010,65011)}.
   */
  AsPath takePath() {
    AsPathBuilder path = new AsPathBuilder();
    boolean inSequence = false;
    while (!isOver() && words.get(next).matches("[0-9{(].*")) {
      String hop = take();
      if (hop.startsWith("{") || hop.startsWith("(")) {
        path.segment(hop.startsWith("{") ? SegmentType.AS_SET : SegmentType.CONFED_SEQUENCE);
        for (String member : hop.substring(1, hop.length() - 1).split(",", -1)) {
          path.hop(Long.parseLong(member));
        }
        inSequence = false;
      } else {
        if (!inSequence) {
          path.segment(SegmentType.AS_SEQUENCE);
          inSequence = true;
        }
        path.hop(Long.parseLong(hop));
      }
    }
    return path.build();
  }
}
