package io.prefixwatch.daemon.diff;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Which components of two records of one type differ, by their names; values stay unsaid. */
final class Components {

  private Components() {}

  /** The names in the order of declaration, as keys are written: {@code hold-time}. */
  static List<String> differing(Record before, Record after) {
    List<String> names = new ArrayList<>();
    for (RecordComponent component : before.getClass().getRecordComponents()) {
      if (!Objects.equals(value(component, before), value(component, after))) {
        names.add(keyLike(component.getName()));
      }
    }
    return names;
  }

  private static Object value(RecordComponent component, Record record) {
    try {
      return Objects.requireNonNullElse(component.getAccessor().invoke(record), "absent");
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record that cannot be read: " + record.getClass(), e);
    }
  }

  private static String keyLike(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
