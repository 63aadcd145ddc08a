package io.prefixwatch.monitor.engine;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.ObjectName;

/** How many objects of each class are alive in this JVM, after a full collection. */
record LiveObjects(Map<String, Long> byClass) {

  private static final int CLASS_NAME = 3;

  /** Of so few none is counted: most classes have few, and the counts are objects, too. */
  private static final int FEW = 10;

  static LiveObjects count() {
    Map<String, Long> counts = new TreeMap<>();
    for (String line : histogram().lines().toList()) {
      String[] columns = line.trim().split("\\s+", -1);
      if (columns.length > CLASS_NAME && columns[0].endsWith(":")) {
        counts.merge(columns[CLASS_NAME], Long.parseLong(columns[1]), Long::sum);
      }
    }
    counts.values().removeIf(count -> count < FEW);
    return new LiveObjects(counts);
  }

  private static String histogram() {
    try {
      Object printed =
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  "gcClassHistogram",
                  new Object[] {new String[0]},
                  new String[] {String[].class.getName()});
      return (String) printed;
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }

  long of(Class<?> type) {
    return byClass.getOrDefault(type.getName(), 0L);
  }

  /** Classes of which there are at least so many more than before, and how many. */
  Map<String, Long> moreThan(LiveObjects before, long least) {
    Map<String, Long> grown = new TreeMap<>();
    byClass.forEach(
        (name, count) -> {
          long more = count - before.byClass.getOrDefault(name, 0L);
          if (more >= least) {
            grown.put(name, more);
          }
        });
    return grown;
  }
}
