package io.prefixwatch.daemon.config.section;

import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.daemon.config.HttpSettings;
import io.prefixwatch.daemon.config.HttpSettings.Scope;
import io.prefixwatch.daemon.config.HttpSettings.Token;
import io.prefixwatch.daemon.config.ListenAddress;
import io.prefixwatch.daemon.config.ListenerTls;
import io.prefixwatch.daemon.config.Secret;
import io.prefixwatch.daemon.config.schema.BadValue;
import io.prefixwatch.daemon.config.schema.BgpValues;
import io.prefixwatch.daemon.config.schema.Values;
import io.prefixwatch.daemon.tls.PemFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code http:}. */
final class HttpSection {

  private HttpSection() {}

  /**
   * Null if there is none, or after a problem was reported.
   *
   * @param folder where relative paths begin
   */
  static @Nullable HttpSettings read(MappingReader top, Path folder) {
    MappingReader http = top.mapping("http");
    if (http == null) {
      return null;
    }
    ListenAddress listen = http.get("listen", BgpValues::listen);
    List<Token> tokens = new ArrayList<>();
    Set<Secret> known = new HashSet<>();
    for (MappingReader entry : http.mappings("tokens")) {
      Secret secret = entry.get("token", HttpSection::secret);
      String scope = entry.get("scope", Values.word("read", "write"));
      if (secret != null && !known.add(secret)) {
        entry.error("token", "stands twice", "give each client a token of its own");
      } else if (secret != null && scope != null) {
        tokens.add(new Token(secret, scope.equals("write") ? Scope.WRITE : Scope.READ));
      }
    }
    ListenerTls tls = tls(http, folder);
    if (listen != null && tls == null && !tokens.isEmpty() && !isLoopback(listen.address())) {
      http.warning("listen", "tokens cross the network in plain text", "add http.tls");
    }
    if (listen != null && tokens.isEmpty() && !isLoopback(listen.address())) {
      http.warning(
          "listen",
          "is open to other machines, and anybody there may read: there is no token",
          "add tokens, or listen on 127.0.0.1");
    }
    return listen == null ? null : new HttpSettings(listen, tokens, tls);
  }

  /** Read once, so that files that cannot be used are told with their place. */
  private static @Nullable ListenerTls tls(MappingReader http, Path folder) {
    MappingReader tls = http.mapping("tls");
    if (tls == null) {
      return null;
    }
    Path certificate = tls.get("certificate", Values::path);
    Path key = tls.get("key", Values::path);
    if (certificate == null || key == null) {
      return null;
    }
    ListenerTls files = new ListenerTls(folder.resolve(certificate), folder.resolve(key));
    try {
      PemFiles.identity(files.certificate(), files.key());
    } catch (IOException e) {
      String message = String.valueOf(e.getMessage());
      boolean ofKey = message.startsWith(files.key().toString());
      tls.error(ofKey ? "key" : "certificate", message, "PEM files of the listener");
    }
    return files;
  }

  private static boolean isLoopback(Address address) {
    return address.isLoopback();
  }

  private static Secret secret(String text) throws BadValue {
    boolean printable = text.chars().allMatch(character -> character > ' ' && character < 0x7F);
    try {
      if (printable) {
        return Secret.of(text);
      }
    } catch (IllegalArgumentException e) {
      // Told below, without its text.
    }
    throw BadValue.ofSecret("is not a token", "1 to 80 visible ASCII characters, no blanks");
  }
}
