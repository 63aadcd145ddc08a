package io.prefixwatch.monitor.rpki;

import org.jspecify.annotations.Nullable;

/**
 * What is believed at one moment, of all sources together. Immutable.
 *
 * @param vrps null while no source is fresh: validation is unavailable then, not "not found"
 * @param aspas null while no source has any
 */
public record RpkiData(@Nullable VrpTable vrps, @Nullable AspaTable aspas) {

  /** No source, or none that is fresh. */
  public static final RpkiData NONE = new RpkiData(null, null);

  /** The VRPs, none where there is no data. */
  public VrpTable knownVrps() {
    return vrps == null ? VrpTable.EMPTY : vrps;
  }

  /** The attestations, none where there is no data. */
  public AspaTable knownAspas() {
    return aspas == null ? AspaTable.EMPTY : aspas;
  }
}
