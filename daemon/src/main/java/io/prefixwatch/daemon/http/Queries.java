package io.prefixwatch.daemon.http;

import io.javalin.http.Context;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a query says, checked: anything that is not understood is refused. */
final class Queries {

  /** Items of one page, unless {@code limit} asks for fewer or more. */
  static final int PAGE = 100;

  static final int LARGEST_PAGE = 1000;

  private Queries() {}

  /** Refuses parameters of other names, and those that stand twice. */
  static void allow(Context request, Set<String> names) {
    request
        .queryParamMap()
        .forEach(
            (name, values) -> {
              if (!names.contains(name)) {
                throw new ProblemException(400, "unknown parameter; known are " + sorted(names));
              }
              if (values.size() > 1) {
                throw new ProblemException(400, "the parameter " + name + " stands twice");
              }
            });
  }

  private static String sorted(Set<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names.stream().sorted().toList());
  }

  /** A whole number from 0 on. */
  static long number(Context request, String name, long byDefault) {
    String text = request.queryParam(name);
    if (text == null) {
      return byDefault;
    }
    boolean digits = !text.isEmpty() && text.length() <= 18;
    if (!digits || !text.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
      throw new ProblemException(400, name + " is not a whole number from 0 on");
    }
    return Long.parseLong(text);
  }

  static int limit(Context request) {
    long limit = number(request, "limit", PAGE);
    if (limit < 1 || limit > LARGEST_PAGE) {
      throw new ProblemException(400, "limit is not from 1 to " + LARGEST_PAGE);
    }
    return (int) limit;
  }

  /** One of these words, or null if it is not there. */
  static @Nullable String word(Context request, String name, Set<String> words) {
    String text = request.queryParam(name);
    if (text != null && !words.contains(text)) {
      throw new ProblemException(400, name + " is none of " + sorted(words));
    }
    return text;
  }
}
