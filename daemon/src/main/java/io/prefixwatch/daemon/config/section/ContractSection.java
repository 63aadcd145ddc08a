package io.prefixwatch.daemon.config.section;

import io.prefixwatch.daemon.config.schema.BgpValues;
import io.prefixwatch.daemon.config.schema.Values;
import io.prefixwatch.monitor.registry.Contract;
import io.prefixwatch.monitor.registry.RovRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code contract:}, at the top or of one registered prefix. */
final class ContractSection {

  private ContractSection() {}

  /**
   * What it asks for.
   *
   * @param base what holds for the keys that it leaves out
   */
  static Contract read(MappingReader parent, Contract base) {
    MappingReader contract = parent.mapping("contract");
    if (contract == null) {
      return base;
    }
    Contract from =
        contract.get("profile", Values.word("peering-service")) == null
            ? base
            : new Contract(
                base.communities(),
                Contract.PEERING_SERVICE.maxPathLength(),
                true,
                true,
                true,
                true,
                true,
                true,
                Contract.PEERING_SERVICE.rov());
    List<String> communities = contract.distinct("communities", BgpValues::anyCommunity);
    Integer maxPathLength = contract.get("max-path-length", Values.number(1, 255));
    boolean nextHopSaid = contract.has("next-hop");
    String nextHop = contract.get("next-hop", Values.word("any", "neighbor"));
    boolean rovSaid = contract.has("rov");
    RovRule rov = contract.get("rov", Values.choice(RovRule.class, RovRule::label));
    Boolean consistent = contract.get("consistent", Values::bool);
    return new Contract(
        contract.has("communities") ? communities : from.communities(),
        maxPathLength == null ? from.maxPathLength() : maxPathLength,
        forbids(contract, "allow-private-asn", from.noPrivateAsn()),
        forbids(contract, "allow-prepend", from.noPrepend()),
        forbids(contract, "allow-bogon-asn", from.noBogonAsn()),
        forbids(contract, "allow-as-set", from.noAsSet()),
        nextHopSaid ? "neighbor".equals(nextHop) : from.nextHopNeighbor(),
        consistent == null ? from.consistent() : consistent,
        rovSaid && rov != null ? rov : from.rov());
  }

  private static boolean forbids(MappingReader contract, String key, boolean base) {
    @Nullable Boolean allowed = contract.get(key, Values::bool);
    return allowed == null ? base : !allowed;
  }
}
