package io.prefixwatch.daemon.config.section;

import io.prefixwatch.daemon.config.AoAlgorithm;
import io.prefixwatch.daemon.config.AoKey;
import io.prefixwatch.daemon.config.PeerSecurity;
import io.prefixwatch.daemon.config.Secret;
import io.prefixwatch.daemon.config.TransportSupport;
import io.prefixwatch.daemon.config.schema.BgpValues;
import io.prefixwatch.daemon.config.schema.Values;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code password}, {@code tcp-ao} and {@code ttl-security} of an entry of {@code sessions:}. */
final class PeerSecuritySection {

  private static final String WITHOUT =
      "a session must not run without it: run it elsewhere, or remove it if the session may run"
          + " unprotected";

  private final TransportSupport support;

  /**
   * A reader.
   *
   * @param support what the machine can do
   */
  PeerSecuritySection(TransportSupport support) {
    this.support = support;
  }

  /** What the entry asks for; after a reported problem perhaps less. */
  PeerSecurity read(MappingReader entry) {
    Secret password = entry.get("password", BgpValues::secret);
    if (entry.has("password")) {
      require(entry, "password", "TCP MD5", support.password());
    }
    Integer hops = entry.get("ttl-security", Values.number(1, 255));
    if (entry.has("ttl-security")) {
      require(entry, "ttl-security", "GTSM", support.ttlSecurity());
    }
    MappingReader ao = entry.mapping("tcp-ao");
    List<AoKey> keys = ao == null ? List.of() : keys(ao);
    Boolean excludes = ao == null ? Boolean.FALSE : ao.get("exclude-options", Values::bool);
    if (entry.has("password") && entry.has("tcp-ao")) {
      entry.error(
          "tcp-ao",
          "this session has a password, too",
          "a connection is signed by one of them; keep tcp-ao if the peer knows it");
      return PeerSecurity.NONE;
    }
    return new PeerSecurity(password, keys, Boolean.TRUE.equals(excludes), hops == null ? 0 : hops);
  }

  private static void require(
      MappingReader entry, String key, String what, @Nullable String missing) {
    if (missing != null) {
      entry.error(key, what + " is not available here: " + missing, WITHOUT);
    }
  }

  private List<AoKey> keys(MappingReader ao) {
    List<AoKey> keys = new ArrayList<>();
    Set<Integer> sendIds = new HashSet<>();
    Set<Integer> recvIds = new HashSet<>();
    List<MappingReader> entries = ao.mappings("keys");
    if (entries.isEmpty() && ao.has("keys")) {
      ao.error("keys", "there is no key", "write one, or remove tcp-ao");
    }
    for (MappingReader entry : entries) {
      Integer sendId = id(entry, "send-id", sendIds);
      Integer recvId = id(entry, "recv-id", recvIds);
      AoAlgorithm algorithm =
          entry.get("algorithm", Values.choice(AoAlgorithm.class, AoAlgorithm::label));
      Secret secret = entry.get("secret", BgpValues::secret);
      if (algorithm != null) {
        String missing = support.tcpAo(algorithm);
        if (missing != null) {
          entry
              .problems()
              .error(entry.position(), "TCP-AO is not available here: " + missing, WITHOUT);
        }
      }
      if (sendId != null && recvId != null && algorithm != null && secret != null) {
        keys.add(new AoKey(sendId, recvId, algorithm, secret));
      }
    }
    return keys;
  }

  private static @Nullable Integer id(MappingReader entry, String key, Set<Integer> taken) {
    Integer id = entry.get(key, Values.number(0, 255));
    if (id != null && !taken.add(id)) {
      entry.error(key, "another key of this session has the same", "each key has ids of its own");
      return null;
    }
    return id;
  }
}
