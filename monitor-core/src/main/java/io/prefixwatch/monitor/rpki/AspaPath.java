package io.prefixwatch.monitor.rpki;

import io.prefixwatch.bgp.attribute.AsPath;
import io.prefixwatch.monitor.rpki.AspaTable.Hop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A path measured against attestations (draft-ietf-sidrops-aspa-verification, sections 5 and 6):
 * how far up it can and must go from the origin, and how far down it can and must come to us.
 *
 * @param hops without repeats, origin first
 * @param maxUp longest up-ramp that nothing contradicts
 * @param minUp longest up-ramp that is attested hop by hop
 * @param maxDown likewise, from the neighbour
 * @param minDown likewise, from the neighbour
 * @param sound not empty, no set, and the neighbour stands first
 */
public record AspaPath(
    List<Long> hops, int maxUp, int minUp, int maxDown, int minDown, boolean sound) {

  /** In place of the neighbour's number: whoever stands first will do, as at a route server. */
  public static final long ANY_NEIGHBOUR = -1;

  public AspaPath {
    hops = List.copyOf(hops);
  }

  /** Measures a path as received, neighbour first; confederation segments count as a set would. */
  public static AspaPath of(AsPath path, long neighbour, AspaTable aspas) {
    long[] hops = collapsed(path);
    int length = hops.length;
    boolean sound =
        length > 0
            && !path.hasSet()
            && !path.hasConfederation()
            && (neighbour == ANY_NEIGHBOUR || hops[length - 1] == neighbour);
    int maxUp = length;
    int minUp = length;
    for (int i = length - 2; i >= 0; i--) {
      Hop up = aspas.hop(hops[i], hops[i + 1]);
      maxUp = up == Hop.NOT_PROVIDER ? i + 1 : maxUp;
      minUp = up == Hop.PROVIDER ? minUp : i + 1;
    }
    int maxDown = length;
    int minDown = length;
    for (int j = 1; j < length; j++) {
      Hop down = aspas.hop(hops[j], hops[j - 1]);
      maxDown = down == Hop.NOT_PROVIDER ? length - j : maxDown;
      minDown = down == Hop.PROVIDER ? minDown : length - j;
    }
    return new AspaPath(
        Arrays.stream(hops).boxed().toList(), maxUp, minUp, maxDown, minDown, sound);
  }

  private static long[] collapsed(AsPath path) {
    long[] hops = new long[path.hopCount()];
    int count = 0;
    for (int i = hops.length - 1; i >= 0; i--) {
      if (count == 0 || hops[count - 1] != path.hop(i)) {
        hops[count++] = path.hop(i);
      }
    }
    return Arrays.copyOf(hops, count);
  }

  /** For a route from a customer, a peer, a route server or a client of one. */
  public AspaVerdict upstream() {
    if (!sound || maxUp < hops.size()) {
      return AspaVerdict.INVALID;
    }
    return minUp < hops.size() ? AspaVerdict.UNKNOWN : AspaVerdict.VALID;
  }

  /** For a route from a provider. */
  public AspaVerdict downstream() {
    if (!sound || maxUp + maxDown < hops.size()) {
      return AspaVerdict.INVALID;
    }
    return minUp + minDown < hops.size() ? AspaVerdict.UNKNOWN : AspaVerdict.VALID;
  }

  /** The hops that an attestation contradicts: {@code AS64501 does not name AS64502}. */
  public List<String> contradictions(AspaTable aspas, boolean isUpstream) {
    List<String> found = new ArrayList<>();
    for (int i = 0; i + 1 < hops.size(); i++) {
      contradiction(found, aspas, hops.get(i), hops.get(i + 1));
      if (!isUpstream) {
        contradiction(found, aspas, hops.get(i + 1), hops.get(i));
      }
    }
    return found;
  }

  private static void contradiction(
      List<String> found, AspaTable aspas, long customer, long provider) {
    if (aspas.hop(customer, provider) == Hop.NOT_PROVIDER) {
      found.add("AS" + customer + " does not name AS" + provider);
    }
  }
}
