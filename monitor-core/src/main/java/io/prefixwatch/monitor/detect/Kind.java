package io.prefixwatch.monitor.detect;

import org.jspecify.annotations.Nullable;

/** What an incident is about. The names are public and never change; new ones may come. */
public enum Kind {
  HIJACK_SQUATTING("hijack.squatting", Severity.CRITICAL),
  HIJACK_ORIGIN("hijack.origin", Severity.CRITICAL),
  HIJACK_MORE_SPECIFIC("hijack.more-specific", Severity.CRITICAL),
  HIJACK_FORGED_PATH("hijack.forged-path", Severity.MAJOR),
  HIJACK_LESS_SPECIFIC("hijack.less-specific", Severity.MINOR),
  LEAK_OWN("leak.own", Severity.MAJOR),
  LEAK_PATH("leak.path", Severity.MAJOR),
  LEAK_PARTNER("leak.partner", Severity.MAJOR),
  LEAK_MORE_SPECIFIC("leak.more-specific", Severity.MAJOR),
  LEAK_UNREGISTERED("leak.unregistered", Severity.INFO),
  LEAK_CONE("leak.cone", Severity.MINOR),
  LEAK_SURGE("leak.surge", Severity.MAJOR),
  CONTRACT_COMMUNITY("contract.community", Severity.MINOR),
  CONTRACT_PATH_LENGTH("contract.path-length", Severity.MINOR),
  CONTRACT_PRIVATE_ASN("contract.private-asn", Severity.MINOR),
  CONTRACT_PREPEND("contract.prepend", Severity.MINOR),
  CONTRACT_BOGON_ASN("contract.bogon-asn", Severity.MINOR),
  CONTRACT_AS_SET("contract.as-set", Severity.MINOR),
  CONTRACT_NEXT_HOP("contract.next-hop", Severity.MINOR),
  CONTRACT_INCONSISTENT("contract.inconsistent", Severity.MINOR),
  CONTRACT_ROV_INVALID("contract.rov-invalid", Severity.MAJOR),
  CONTRACT_ROV_NOT_FOUND("contract.rov-not-found", Severity.MINOR),
  AVAILABILITY_LOST("availability.lost", Severity.CRITICAL),
  AVAILABILITY_ON_BACKUP("availability.on-backup", Severity.MAJOR),
  REDUNDANCY_GEO("redundancy.geo", Severity.MINOR),
  REDUNDANCY_LOCAL("redundancy.local", Severity.MINOR),
  AVAILABILITY_MISSING("availability.missing", Severity.MINOR),
  AVAILABILITY_FLAPPING("availability.flapping", Severity.MINOR),
  SESSION_DOWN("session.down", Severity.MAJOR),
  SESSION_STALE("session.stale", Severity.MINOR),
  SESSION_FLAPPING("session.flapping", Severity.MINOR),
  SESSION_PREFIX_LIMIT("session.prefix-limit", Severity.MAJOR),
  SESSION_MALFORMED("session.malformed", Severity.MINOR),
  SESSION_AUTH("session.auth", Severity.MINOR),
  RPKI_ROA_CHANGE("rpki.roa-change", Severity.INFO),
  RPKI_ROA_EXPIRING("rpki.roa-expiring", Severity.INFO),
  RPKI_CACHE_STALE("rpki.cache-stale", Severity.MAJOR),
  RPKI_ANCHOR_LOSS("rpki.anchor-loss", Severity.MAJOR),
  TEST_ALERT("test.alert", Severity.INFO);

  private final String label;
  private final Severity severity;

  Kind(String label, Severity severity) {
    this.label = label;
    this.severity = severity;
  }

  /** The kind of this name, or null. */
  public static @Nullable Kind ofLabel(String label) {
    for (Kind kind : values()) {
      if (kind.label.equals(label)) {
        return kind;
      }
    }
    return null;
  }

  /** As written in JSON and configuration: {@code hijack.origin}. */
  public String label() {
    return label;
  }

  /** The severity unless a rule says otherwise. */
  public Severity severity() {
    return severity;
  }

  /** The part before the dot: {@code hijack}, {@code leak}, {@code availability}. */
  public String family() {
    return label.substring(0, label.indexOf('.'));
  }
}
