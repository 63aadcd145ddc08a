package io.prefixwatch.daemon.http.page;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;

import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.speak.ScriptedSpeaker;
import io.prefixwatch.daemon.http.ServedDaemon;
import io.prefixwatch.daemon.store.Batch;
import io.prefixwatch.daemon.store.OutboxRecord;
import io.prefixwatch.daemon.store.OutboxRecord.AlertLabels;
import io.prefixwatch.daemon.store.OutboxWriter;
import io.prefixwatch.daemon.store.Store;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A daemon with 40 sessions of five partners at four sites, a thousand registered prefixes, and
 * 10,000 incidents in its store.
 */
final class BusyDaemon implements AutoCloseable {

  static final int PREFIXES = 1_000;
  static final int INCIDENTS = 10_000;
  static final int UNOBSERVED = 40;

  /** The name of a customer who means no good. */
  static final String HOSTILE =
      "<script>document.title='owned'</script><img src=x onerror=alert(1)>";

  private static final String NEXT_HOP = "192.0.2.7";
  private static final List<String> SITES = List.of("ams1", "fra1", "lon1", "par1");
  private static final Map<String, Integer> PARTNERS = new LinkedHashMap<>();

  static {
    List.of("acme", "globex", "hooli", "initech", "umbrella")
        .forEach(name -> PARTNERS.put(name, 64496 + PARTNERS.size()));
  }

  private final ServedDaemon daemon;
  private final Map<String, ScriptedSpeaker> peers = new LinkedHashMap<>();

  private boolean closed;

  private BusyDaemon(ServedDaemon daemon) {
    this.daemon = daemon;
  }

  static BusyDaemon start(Path folder) throws Exception {
    try (Store store = Store.open(folder.resolve("store"));
        OutboxWriter writer = store.writer()) {
      writer.commit(new Batch(past(), Map.of(), List.of()));
    }
    return new BusyDaemon(ServedDaemon.start(folder, configuration()));
  }

  String address() {
    return daemon.url() + "/";
  }

  private static String configuration() {
    StringBuilder yaml = new StringBuilder();
    yaml.append(
        """
        speaker: {asn: 64500, router-id: 192.0.2.1, listen: ["127.0.0.1:0"]}
        detection: {hold-down: {close: 1s, availability: 1s, redundancy: 1s}}
        http: {listen: "127.0.0.1:0"}
        store: {path: store}
        """);
    yaml.append("sites:\n");
    SITES.forEach(site -> yaml.append("  - {id: ").append(site).append("}\n"));
    yaml.append("partners:\n");
    PARTNERS.forEach((name, asn) -> yaml.append("  - {id: %s, asns: [%d]}\n".formatted(name, asn)));
    yaml.append("sessions:\n");
    sessions()
        .forEach(
            (id, address) -> {
              String[] part = id.split("-", -1);
              yaml.append(
                  "  - {id: %s, partner: %s, site: %s, router: %s-edge-%s, peer: {address: %s, asn: %d}}%n"
                      .formatted(
                          id, part[0], part[1], part[1], part[2], address, PARTNERS.get(part[0])));
            });
    yaml.append("registrations:\n");
    yaml.append(
        """
          - id: contoso-london
            customer: Contoso
            partner: acme
            primary-site: lon1
            backup-site: ams1
            prefixes: [{prefix: 203.0.113.0/24, origins: [64510]}]
          - id: youtube
            customer: YouTube
            partner: acme
            primary-site: lon1
            backup-site: ams1
            prefixes: [{prefix: 208.65.152.0/22, origins: [36561]}]
          - {id: rogue, customer: "%s", prefixes: [{prefix: 198.51.100.0/24, origins: [64512]}]}
          - id: fabrikam
            customer: Fabrikam
            partner: acme
            primary-site: lon1
            backup-site: ams1
            prefixes:
        """
            .formatted(HOSTILE));
    many()
        .forEach(prefix -> yaml.append("      - {prefix: \"" + prefix + "\", origins: [64511]}\n"));
    return yaml.toString();
  }

  private static List<String> many() {
    return IntStream.range(0, PREFIXES - 3).mapToObj(i -> "2001:db8:%x::/48".formatted(i)).toList();
  }

  /** Their addresses by their ids. */
  private static Map<String, String> sessions() {
    Map<String, String> found = new LinkedHashMap<>();
    for (String partner : PARTNERS.keySet()) {
      for (String site : SITES) {
        for (int router = 1; router <= 2; router++) {
          found.put(partner + "-" + site + "-" + router, "127.0.3." + (found.size() + 1));
        }
      }
    }
    return found;
  }

  /** All sessions but one come up; those of acme hold what is registered. */
  void connectAllBut(String missing) throws IOException {
    for (Map.Entry<String, String> session : sessions().entrySet()) {
      if (session.getKey().equals(missing)) {
        continue;
      }
      ScriptedSpeaker peer =
          ScriptedSpeaker.connect(
              InetAddress.getByName(session.getValue()), daemon.application().listening().get(0));
      peers.put(session.getKey(), peer);
      String partner = session.getKey().split("-", -1)[0];
      peer.establish(ScriptedSpeaker.plainOpen(asn(partner), session.getValue()));
      if (partner.equals("acme")) {
        announce(session.getKey(), "203.0.113.0/24", 64496, 64510);
        announce(session.getKey(), "208.65.152.0/22", 64496, 36561);
        List<String> all = many();
        for (int i = 0; i < all.size(); i += 250) {
          String[] some = all.subList(i, Math.min(all.size(), i + 250)).toArray(String[]::new);
          peer.send(anUpdate().announcing(some).via(64496, 64511).nextHop("2001:db8::1"));
        }
      }
      peer.sendEndOfRib(Family.IPV4_UNICAST);
      peer.sendEndOfRib(Family.IPV6_UNICAST);
    }
  }

  void announce(String session, String prefix, long... path) throws IOException {
    peer(session).send(anUpdate().announcing(prefix).via(path).nextHop(NEXT_HOP));
  }

  void withdraw(String session, String prefix) throws IOException {
    peer(session).send(anUpdate().withdrawing(prefix));
  }

  private ScriptedSpeaker peer(String session) {
    return Objects.requireNonNull(peers.get(session));
  }

  private static int asn(String partner) {
    return Objects.requireNonNull(PARTNERS.get(partner));
  }

  /**
   * Incidents of the last weeks: each opened and closed, but the last, which nobody can tell of.
   */
  private static List<OutboxRecord> past() {
    Instant start = Instant.now().minus(21, ChronoUnit.DAYS);
    List<OutboxRecord> records = new ArrayList<>();
    for (int i = 0; i < INCIDENTS; i++) {
      Instant opened = start.plusSeconds(i * 180L);
      boolean unobserved = i >= INCIDENTS - UNOBSERVED;
      for (String action : List.of("open", unobserved ? "update" : "close")) {
        long sequence = records.size() + 1L;
        String line = line(i, sequence, action, opened);
        AlertLabels labels =
            new AlertLabels(
                "inc-past-" + i,
                "contract.prepend",
                "minor",
                "Fabrikam",
                "acme",
                false,
                action.equals("close"));
        records.add(
            new OutboxRecord(
                sequence,
                "inc-past-" + i + "-" + action,
                sequence,
                opened.toEpochMilli() * 1_000,
                labels,
                line.getBytes(StandardCharsets.UTF_8)));
      }
    }
    return records;
  }

  private static String line(int i, long sequence, String action, Instant opened) {
    boolean closed = action.equals("close");
    String state = closed ? "closed" : action.equals("open") ? "open" : "unobserved";
    String prefix = "2001:db8:%x::/48".formatted(i % 900);
    String end = closed ? "\"" + opened.plusSeconds(120) + "\"" : "null";
    return """
        {"schema":"prefixwatch.alert.v1","id":"inc-past-%1$d-%2$s","sequence":%3$d,"time":"%4$s",\
        "action":"%2$s","incident_id":"inc-past-%1$d","group_id":"grp-%1$d","occurrence":1,\
        "dedup_key":"past-%1$d","instance":"192.0.2.1","state":"%5$s","kind":"contract.prepend",\
        "severity":"minor","confidence":30,"summary":"%6$s of Fabrikam is prepended on acme-lon1-1",\
        "registration":"fabrikam","customer":"Fabrikam","partner":"acme","prefix":"%6$s",\
        "subject":null,"affected":[],"affected_total":0,"rule":"fabrikam %6$s contract",\
        "expected":{"origins":[64511],"max_length":48,"upstreams":null},"observed":{"prefix":"%6$s",\
        "path_id":null,"origin_asn":64511,"as_path":[64496,64511,64511],"next_hop":"2001:db8::1",\
        "communities":[],"large_communities":[],"otc":null,"truncated":false,"rov":"unavailable",\
        "aspa":"unavailable"},"previous":null,"suspect_asn":null,"seen_on":[{"session":"acme-lon1-1",\
        "site":"lon1","router":"lon1-edge-1","peer_asn":64496,"since":"%4$s"}],"sessions_seen":1,\
        "sessions_total":40,"evidence":[{"check":"prepend","verdict":"fail","expected":null,\
        "observed":"64511","detail":null,"weight":30}],"method":null,"rfc7908_type":null,\
        "failover_ms":null,"first_withdrawn_at":null,"maintenance":false,"silenced":null,\
        "acknowledged_by":null,"cause":null,"opened_at":"%4$s","updated_at":"%4$s","closed_at":%7$s,\
        "close_reason":%8$s,"duration_seconds":%9$s,"explain":"The path has AS64511 twice.",\
        "runbook":"docs/operations/contract.prepend.md","test":false,"lost_sessions":[],\
        "malformed":null}
        """
        .formatted(
            i,
            action,
            sequence,
            opened,
            state,
            prefix,
            end,
            closed ? "\"replaced\"" : "null",
            closed ? "120" : "null");
  }

  @Override
  public void close() throws IOException {
    for (ScriptedSpeaker peer : peers.values()) {
      peer.close();
    }
    peers.clear();
    if (!closed) {
      closed = true;
      daemon.close();
    }
  }
}
