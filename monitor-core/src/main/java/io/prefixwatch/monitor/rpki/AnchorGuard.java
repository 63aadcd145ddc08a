package io.prefixwatch.monitor.rpki;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps what a trust anchor had when a refresh would take more than a fifth of it away at once:
 * that is a broken repository or validator far more often than the will of so many holders.
 */
public final class AnchorGuard {

  /** Fewer are believed gone: a laboratory's anchor may have three. */
  static final int FEWEST = 3;

  private AnchorGuard() {}

  /**
   * An anchor that is held.
   *
   * @param anchor its name; empty for a source that names none
   * @param held VRPs that are kept
   * @param offered VRPs that the refresh has
   */
  public record Loss(String anchor, int held, int offered) {}

  /**
   * What to believe.
   *
   * @param anchors VRPs by trust anchor
   * @param losses the anchors of which the old set was kept
   */
  public record Outcome(Map<String, VrpTable> anchors, List<Loss> losses) {
    public Outcome {
      losses = List.copyOf(losses);
    }
  }

  /** Judges a refresh of one source. */
  public static Outcome judge(Map<String, VrpTable> believed, Map<String, VrpTable> offered) {
    Map<String, VrpTable> anchors = new LinkedHashMap<>(offered);
    List<Loss> losses = new ArrayList<>();
    believed.forEach(
        (anchor, old) -> {
          VrpTable fresh = offered.getOrDefault(anchor, VrpTable.EMPTY);
          int lost = old.size() - fresh.size();
          if (lost >= FEWEST && lost * 5L > old.size()) {
            anchors.put(anchor, old);
            losses.add(new Loss(anchor, old.size(), fresh.size()));
          }
        });
    return new Outcome(anchors, losses);
  }
}
