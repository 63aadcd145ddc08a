package io.prefixwatch.daemon.http;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.util.concurrent.TimeUnit;

/** The process and its JVM, under the names that other Java programs have for them. */
final class JvmSamples {

  private JvmSamples() {}

  static void add(Samples samples) {
    memory(samples);
    for (GarbageCollectorMXBean gc : ManagementFactory.getGarbageCollectorMXBeans()) {
      samples.wholeSummary(
          "jvm_gc_collection_seconds",
          "Collections, and the time that they took",
          gc.getCollectionCount(),
          gc.getCollectionTime() / 1e3,
          "gc",
          gc.getName());
    }
    samples.wholeGauge(
        "jvm_threads_current", "Threads", ManagementFactory.getThreadMXBean().getThreadCount());
    samples.wholeGauge(
        "process_start_time_seconds",
        "When the process was started",
        ManagementFactory.getRuntimeMXBean().getStartTime() / 1e3);
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean system) {
      samples.wholeCounter(
          "process_cpu_seconds",
          "Processor time used",
          (double) system.getProcessCpuTime() / TimeUnit.SECONDS.toNanos(1));
      if (system instanceof com.sun.management.UnixOperatingSystemMXBean unix) {
        samples.wholeGauge(
            "process_open_fds", "Open files", (double) unix.getOpenFileDescriptorCount());
        samples.wholeGauge(
            "process_max_fds", "As many may be open", (double) unix.getMaxFileDescriptorCount());
      }
    }
  }

  private static void memory(Samples samples) {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    area(samples, "heap", memory.getHeapMemoryUsage());
    area(samples, "nonheap", memory.getNonHeapMemoryUsage());
    for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
      samples.wholeGauge(
          "jvm_buffer_pool_used_bytes",
          "Memory of buffers outside of the heap",
          (double) pool.getMemoryUsed(),
          "pool",
          pool.getName());
    }
  }

  private static void area(Samples samples, String area, MemoryUsage usage) {
    samples.wholeGauge(
        "jvm_memory_used_bytes", "Memory in use", (double) usage.getUsed(), "area", area);
    samples.wholeGauge(
        "jvm_memory_max_bytes", "At most; -1: no bound", (double) usage.getMax(), "area", area);
  }
}
