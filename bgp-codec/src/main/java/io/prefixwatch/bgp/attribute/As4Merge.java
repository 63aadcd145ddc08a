package io.prefixwatch.bgp.attribute;

/**
 * Rebuilds the true path from AS_PATH and AS4_PATH of a 2-octet session (RFC 6793 section 4.2.3).
 */
public final class As4Merge {

  private As4Merge() {}

  /**
   * The path that a 4-octet speaker would have received.
   *
   * <p>The surplus leading part of {@code asPath} is put before {@code as4Path}, with a
   * confederation segment that leads or adjoins it; confederation segments inside {@code as4Path}
   * are dropped (RFC 6793 section 6). An {@code as4Path} longer than {@code asPath} is ignored.
   */
  public static AsPath merge(AsPath asPath, AsPath as4Path) {
    AsPath trusted = as4Path.withoutConfederation();
    int surplus = asPath.length() - trusted.length();
    if (surplus < 0 || trusted.isEmpty()) {
      return asPath;
    }
    AsPathBuilder merged = new AsPathBuilder();
    for (int s = 0; s < asPath.segmentCount(); s++) {
      SegmentType type = asPath.segmentType(s);
      if (type.isConfederation()) {
        merged.append(asPath, s);
        continue;
      }
      if (surplus == 0) {
        break;
      }
      int weight = type == SegmentType.AS_SET ? 1 : asPath.segmentEnd(s) - asPath.segmentStart(s);
      if (weight <= surplus) {
        merged.append(asPath, s);
        surplus -= weight;
      } else {
        merged.append(asPath, s, surplus);
        surplus = 0;
        break;
      }
    }
    for (int s = 0; s < trusted.segmentCount(); s++) {
      merged.append(trusted, s);
    }
    return merged.build();
  }
}
