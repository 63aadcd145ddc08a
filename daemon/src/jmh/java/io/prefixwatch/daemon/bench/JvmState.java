package io.prefixwatch.daemon.bench;

import com.sun.management.UnixOperatingSystemMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.Closeable;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadMXBean;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * What a running JVM says of its memory, over JMX. The agent that answers stays in the JVM, so its
 * own megabyte is in every figure behind the first.
 */
final class JvmState implements Closeable {

  private static final double MIB = 1 << 20;

  private final JMXConnector connector;
  private final MBeanServerConnection server;

  private JvmState(JMXConnector connector) throws IOException {
    this.connector = connector;
    this.server = connector.getMBeanServerConnection();
  }

  /** Attaches to a JVM of the same user. */
  @SuppressWarnings("BanJNDI") // the address is one that our own child on this machine has given
  static JvmState of(long pid) throws IOException {
    try {
      VirtualMachine jvm = VirtualMachine.attach(Long.toString(pid));
      try {
        String address = jvm.startLocalManagementAgent();
        return new JvmState(JMXConnectorFactory.connect(new JMXServiceURL(address)));
      } finally {
        jvm.detach();
      }
    } catch (AttachNotSupportedException e) {
      throw new IOException("cannot attach to " + pid, e);
    }
  }

  /** Collects all garbage and says what is left, in MiB. */
  double liveHeapMiB() throws IOException {
    MemoryMXBean memory = ManagementFactory.getPlatformMXBean(server, MemoryMXBean.class);
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed() / MIB;
  }

  /** Direct buffers that the JVM counts, in MiB. */
  double directMiB() throws IOException {
    return ManagementFactory.getPlatformMXBeans(server, BufferPoolMXBean.class).stream()
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum()
        / MIB;
  }

  long descriptors() throws IOException {
    return ManagementFactory.getPlatformMXBean(server, UnixOperatingSystemMXBean.class)
        .getOpenFileDescriptorCount();
  }

  int threads() throws IOException {
    return ManagementFactory.getPlatformMXBean(server, ThreadMXBean.class).getThreadCount();
  }

  @Override
  public void close() throws IOException {
    connector.close();
  }
}
