package io.prefixwatch.daemon.delivery;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.daemon.json.PastAlert;
import io.prefixwatch.daemon.store.IncidentRow;
import io.prefixwatch.daemon.store.Store;
import io.prefixwatch.daemon.store.StoredIncident;
import io.prefixwatch.monitor.detect.Kind;
import io.prefixwatch.monitor.detect.Severity;
import io.prefixwatch.monitor.incident.IncidentKey;
import io.prefixwatch.monitor.incident.IncidentSettings;
import io.prefixwatch.monitor.incident.PastIncident;
import io.prefixwatch.monitor.incident.Trace;
import io.prefixwatch.monitor.registry.Registry;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The incidents that a former process left in the store. */
public final class PastIncidents {

  private static final Logger LOG = LoggerFactory.getLogger(PastIncidents.class);

  private PastIncidents() {}

  /**
   * Reads those that are not closed, and those that may still recur. One that cannot be read is
   * left out, with a line in the log.
   *
   * @throws IOException if the store cannot be read
   */
  public static List<PastIncident> read(Store store, Registry registry, Instant now)
      throws IOException {
    Instant recent = now.minus(IncidentSettings.RECURRENCE);
    List<PastIncident> past = new ArrayList<>();
    for (StoredIncident stored :
        store.incidents(ChronoUnit.MICROS.between(Instant.EPOCH, recent))) {
      IncidentRow row = stored.row();
      Kind kind = Kind.ofLabel(row.kind());
      try {
        if (kind != null) {
          Prefix prefix = row.prefix() == null ? null : Prefix.parse(row.prefix());
          IncidentKey key = new IncidentKey(kind, prefix, row.discriminator());
          past.add(PastAlert.read(stored.line(), trace(key, stored), registry));
        }
      } catch (RuntimeException e) {
        LOG.warn(
            "event=incident-not-resumed kind={} dedup-key={} reason=\"{}\"",
            row.kind(),
            row.dedupKey(),
            e.getMessage());
      }
    }
    return past;
  }

  private static Trace trace(IncidentKey key, StoredIncident stored) {
    List<String> sessions = stored.row().sessions();
    IncidentRow.Own own = stored.row().own();
    return own == null
        ? PastAlert.trace(stored.line(), key, sessions)
        : new Trace(key, sessions, Severity.ofLabel(own.severity()), own.planned(), own.why());
  }
}
