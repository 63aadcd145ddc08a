package io.prefixwatch.monitor.engine;

import static io.prefixwatch.monitor.engine.World.COLLECTOR;
import static io.prefixwatch.monitor.engine.World.LON_A;
import static io.prefixwatch.monitor.engine.World.contoso;
import static io.prefixwatch.monitor.engine.World.registry;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.monitor.detect.Evidence;
import io.prefixwatch.monitor.detect.Severity;
import io.prefixwatch.monitor.incident.Alert;
import io.prefixwatch.monitor.topology.Relation;
import io.prefixwatch.monitor.topology.Relationships;
import io.prefixwatch.monitor.topology.Topology;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Verdicts and evidence that need a file of relationships; the others are scenarios. */
class PathLeakStoryTest {

  private static final String PREFIX = "203.0.113.0/24";

  /** AS64600 and AS64601 are large and sell to AS64505; the partner peers with AS64602. */
  private static Relationships relationships() {
    Relationships.Builder builder =
        new Relationships.Builder()
            .provider(64600, 64505)
            .provider(64601, 64505)
            .provider(64610, 64506)
            .provider(64611, 64506)
            .provider(64601, 64496)
            .peers(64602, 64496);
    for (long customer = 65000; customer < 65050; customer++) {
      builder.provider(64600, customer).provider(64601, customer);
    }
    return builder.build();
  }

  private static Story story(Set<Long> transitFree) {
    Topology topology = new Topology(transitFree, relationships());
    return new Story(registry(contoso()).withTopology(topology)).synced(LON_A, COLLECTOR);
  }

  private static String relationship(Alert alert) {
    return alert.evidence().stream()
        .filter(evidence -> evidence.check().equals("relationship"))
        .map(Evidence::verdict)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void isMinorWhereACustomerStandsBetweenTwoLargeProviders() {
    Story story = story(Set.of());

    story.announce(LON_A, PREFIX, 64496, 64600, 64505, 64601, 64501);

    Alert alert = story.lastAlert();
    assertThat(story.alerts()).containsExactly("+0 open leak.path 203.0.113.0/24 AS64505");
    assertThat(alert.problem().severity()).isEqualTo(Severity.MINOR);
    assertThat(alert.problem().details().method()).isEqualTo("relationship");
    assertThat(alert.problem().details().rfc7908Type()).isEqualTo(1);
  }

  @Test
  void isNoVerdictBetweenSmallProvidersNorOnACollector() {
    Story story = story(Set.of());

    story.announce(LON_A, PREFIX, 64496, 64610, 64506, 64611, 64501);
    story.announce(COLLECTOR, PREFIX, 64700, 64600, 64505, 64601, 64501);

    assertThat(story.alerts()).isEmpty();
  }

  @Test
  void isEvidenceOfAHijackWhereNobodyIsLarge() {
    Story story = story(Set.of());

    story.announce(LON_A, PREFIX, 64496, 64610, 64506, 64611, 64666);

    assertThat(story.alerts()).containsExactly("+0 open hijack.origin 203.0.113.0/24 AS64666");
    assertThat(relationship(story.lastAlert())).isEqualTo("valley-type-1");
  }

  @Test
  void saysSoWhereThereIsNoValley() {
    Story story = story(Set.of());

    story.announce(LON_A, PREFIX, 64496, 64666);

    assertThat(relationship(story.lastAlert())).isEqualTo("no-valley");
  }

  @Test
  void namesTheTypeWhereTheProviderOrPeerBehindThePartnerIsKnown() {
    Story story = story(Set.of(64601L, 64602L));

    story.announce(LON_A, PREFIX, 64496, 64601, 64501);
    story.announce(LON_A, PREFIX, 64496, 64602, 64501);

    assertThat(story.alertRecords())
        .extracting(alert -> alert.problem().details().rfc7908Type())
        .startsWith(3);
    story.at(10).announce(LON_A, "203.0.113.0/25", 64496, 64602, 64501);
    assertThat(story.lastAlert().problem().details().method()).isEqualTo("peerlock");
  }

  @Test
  void suspectsTheCustomerBetweenItsProvidersWhereItIsKnown() {
    Story known = story(Set.of(64601L));
    Story unknown = story(Set.of(64602L));

    known.announce(LON_A, PREFIX, 64496, 64610, 64506, 64611, 64601, 64501);
    unknown.announce(LON_A, PREFIX, 64496, 64701, 64702, 64602, 64501);

    assertThat(known.alerts()).containsExactly("+0 open leak.path 203.0.113.0/24 AS64506");
    assertThat(known.lastAlert().problem().details().method()).isEqualTo("peerlock");
    assertThat(known.lastAlert().problem().details().rfc7908Type()).isEqualTo(1);
    assertThat(unknown.alerts()).containsExactly("+0 open leak.path 203.0.113.0/24 AS64702");
  }

  @Test
  void takesWhatContradictsItselfAsUnknown() {
    Relationships known =
        new Relationships.Builder().provider(64500, 64501).provider(64501, 64500).build();

    assertThat(known.of(64500, 64501)).isEqualTo(Relation.UNKNOWN);
    assertThat(relationships().of(64600, 64505)).isEqualTo(Relation.PROVIDER);
    assertThat(relationships().of(64505, 64600)).isEqualTo(Relation.CUSTOMER);
    assertThat(relationships().of(64496, 64602)).isEqualTo(Relation.PEER);
    assertThat(relationships().of(64496, 64603)).isEqualTo(Relation.UNKNOWN);
    assertThat(relationships().customers(64600)).isEqualTo(51);
  }
}
