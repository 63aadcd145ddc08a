package io.prefixwatch.daemon.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The files of the page, packed in {@code web/}. {@code index.html} names each of them below {@code
 * page/BUILD/}; where that stands, a digest of them all is put, so that whoever has a file of an
 * address has it for ever. What the index does not name is not served.
 */
final class PageFiles {

  private static final String PLACEHOLDER = "page/BUILD/";
  private static final Pattern NAMED = Pattern.compile("\"" + PLACEHOLDER + "([^\"]+)\"");
  private static final Map<String, String> TYPES =
      Map.of(
          ".js", "text/javascript; charset=utf-8",
          ".css", "text/css; charset=utf-8",
          ".svg", "image/svg+xml");

  /**
   * One of them.
   *
   * @param type of its content
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record PageFile(String type, byte[] octets) {}

  private final byte[] index;
  private final String build;
  private final Map<String, PageFile> files;

  private PageFiles(byte[] index, String build, Map<String, PageFile> files) {
    this.index = index;
    this.build = build;
    this.files = files;
  }

  /** Reads them from this build. */
  static PageFiles load() {
    String index = new String(read("index.html"), StandardCharsets.UTF_8);
    MessageDigest digest = sha256();
    digest.update(index.getBytes(StandardCharsets.UTF_8));
    Map<String, PageFile> files = new LinkedHashMap<>();
    Matcher named = NAMED.matcher(index);
    while (named.find()) {
      String name = named.group(1);
      byte[] octets = read(name);
      digest.update(octets);
      files.put(name, new PageFile(type(name), octets));
    }
    String build = HexFormat.of().formatHex(digest.digest(), 0, 8);
    String built = index.replace(PLACEHOLDER, "page/" + build + "/");
    return new PageFiles(built.getBytes(StandardCharsets.UTF_8), build, files);
  }

  private static byte[] read(String name) {
    try (InputStream in = PageFiles.class.getResourceAsStream("/web/" + name)) {
      if (in == null) {
        throw new IllegalStateException("web/" + name + " is missing from this build");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String type(String name) {
    String type = TYPES.get(name.substring(name.lastIndexOf('.')));
    if (type == null) {
      throw new IllegalStateException("nobody says what type web/" + name + " is of");
    }
    return type;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  byte[] index() {
    return index;
  }

  /** Another one for any other content. */
  String build() {
    return build;
  }

  /** By the name that the index has; null for any other. */
  @Nullable PageFile file(String name) {
    return files.get(name);
  }
}
