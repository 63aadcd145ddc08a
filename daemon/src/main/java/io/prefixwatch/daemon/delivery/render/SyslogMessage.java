package io.prefixwatch.daemon.delivery.render;

import io.prefixwatch.daemon.config.SyslogSettings;
import io.prefixwatch.daemon.store.OutboxRecord;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A message of RFC 5424: who, what and how bad in the header and the structured data, the summary
 * or the whole record as its text.
 */
public final class SyslogMessage {

  private static final List<String> PARAMETERS =
      List.of(
          "id",
          "incident_id",
          "action",
          "state",
          "severity",
          "prefix",
          "registration",
          "customer",
          "partner",
          "subject",
          "suspect_asn",
          "session",
          "level");

  /** Closing is worth a look, however bad it was: notice. */
  private static final int NOTICE = 5;

  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_ID = 32;
  private static final byte[] UTF8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final SyslogSettings settings;
  private final Rendering rendering;
  private final String host;
  private final String process;

  /**
   * A maker of messages.
   *
   * @param rendering of a whole record
   * @param host our name
   * @param process our number
   */
  public SyslogMessage(SyslogSettings settings, Rendering rendering, String host, long process) {
    this.settings = settings;
    this.rendering = rendering;
    this.host = printable(host, LONGEST_NAME);
    this.process = Long.toString(process);
  }

  /** The message of a record, without framing, as it is configured. */
  public byte[] of(OutboxRecord record) {
    return message(record, settings.wholeRecord());
  }

  /** The same with the summary as its text, for a transport that has no room for more. */
  public byte[] brief(OutboxRecord record) {
    return message(record, false);
  }

  private byte[] message(OutboxRecord record, boolean whole) {
    RecordTree tree = RecordTree.of(record);
    int severity = tree.closes() ? NOTICE : Severities.syslog(Severities.of(tree));
    String time = tree.text("time").isEmpty() ? "-" : tree.text("time");
    String head =
        "<"
            + (settings.facility() * 8 + severity)
            + ">1 "
            + String.join(
                " ",
                time,
                host,
                "prefixwatch",
                process,
                printable(tree.kind(), LONGEST_ID),
                structured(tree))
            + " ";
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    if (whole) {
      message.writeBytes(rendering.body(record));
    } else {
      String text = Headline.shorten(tree.text("summary"), 1_000);
      // Text beyond ASCII has to begin with this mark (section 6.4).
      if (text.chars().anyMatch(c -> c > 0x7E)) {
        message.writeBytes(UTF8_MARK);
      }
      message.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
    return message.toByteArray();
  }

  private String structured(RecordTree tree) {
    StringBuilder element = new StringBuilder("[prefixwatch@").append(settings.enterprise());
    for (String name : PARAMETERS) {
      String value = tree.text(name);
      if (!value.isEmpty()) {
        element.append(' ').append(name).append("=\"").append(escape(value)).append('"');
      }
    }
    String observed = tree.text("observed", "prefix");
    if (!observed.isEmpty()) {
      element.append(" observed=\"").append(escape(observed)).append('"');
    }
    return element.append(']').toString();
  }

  /** Section 6.3.3: three characters have a backslash before them. */
  private static String escape(String value) {
    return Headline.shorten(value, 500)
        .replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("]", "\\]");
  }

  /** Visible ASCII, or the dash that stands for nothing. */
  private static String printable(String text, int most) {
    StringBuilder printable = new StringBuilder();
    text.chars()
        .limit(most)
        .filter(c -> c > ' ' && c < 0x7F)
        .forEach(c -> printable.append((char) c));
    return printable.isEmpty() ? "-" : printable.toString();
  }
}
