package io.prefixwatch.daemon.config.section;

import io.prefixwatch.bgp.attribute.AttributeType;
import io.prefixwatch.bgp.update.ParserPolicy;
import io.prefixwatch.daemon.config.schema.ValueParser;
import io.prefixwatch.daemon.config.schema.Values;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code parser:}. */
final class ParserSection {

  /** Without these nobody knows what was announced, or by whom. */
  private static final Set<Integer> INDISPENSABLE =
      Set.of(
          AttributeType.ORIGIN,
          AttributeType.AS_PATH,
          AttributeType.NEXT_HOP,
          AttributeType.MP_REACH_NLRI,
          AttributeType.MP_UNREACH_NLRI);

  private static final ValueParser<Integer> TYPE = Values.number(1, 255);

  private ParserSection() {}

  /** Null after a problem was reported. */
  static @Nullable ParserPolicy read(MappingReader top) {
    MappingReader parser = top.mapping("parser");
    if (parser == null) {
      return ParserPolicy.DEFAULT;
    }
    List<Integer> discarded = parser.distinct("discard-attributes", TYPE);
    List<Integer> withdrawn = parser.distinct("withdraw-attributes", TYPE);
    Boolean rejectAsSet = parser.get("reject-as-set", Values::bool);
    String unknown = parser.get("unknown-well-known", Values.word("reset", "withdraw"));
    for (int type : discarded) {
      if (INDISPENSABLE.contains(type)) {
        parser.error(
            "discard-attributes",
            "type " + type + " cannot be discarded",
            "no route is left without it; withdraw-attributes drops the routes");
      } else if (withdrawn.contains(type)) {
        parser.warning(
            "withdraw-attributes",
            "type " + type + " stands under discard-attributes, too, which wins",
            "keep one of them");
      }
    }
    if (rejectAsSet == null || unknown == null) {
      return null;
    }
    return new ParserPolicy(
        Set.copyOf(discarded), Set.copyOf(withdrawn), rejectAsSet, unknown.equals("withdraw"));
  }
}
