package io.prefixwatch.bgp.bmp;

/** Types of BMP messages (RFC 7854 section 4.1). */
public final class BmpType {

  public static final int ROUTE_MONITORING = 0;
  public static final int STATISTICS_REPORT = 1;
  public static final int PEER_DOWN = 2;
  public static final int PEER_UP = 3;
  public static final int INITIATION = 4;
  public static final int TERMINATION = 5;
  public static final int ROUTE_MIRRORING = 6;

  private static final String[] LABELS = {
    "route-monitoring",
    "statistics-report",
    "peer-down",
    "peer-up",
    "initiation",
    "termination",
    "route-mirroring"
  };

  private BmpType() {}

  /** A name for people; the number where there is none. */
  public static String label(int type) {
    return type >= 0 && type < LABELS.length ? LABELS[type] : "type " + type;
  }
}
