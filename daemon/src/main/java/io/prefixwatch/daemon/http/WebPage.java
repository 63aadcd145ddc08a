package io.prefixwatch.daemon.http;

import io.javalin.http.Context;
import io.prefixwatch.daemon.http.PageFiles.PageFile;

/**
 * The page for browsers: static files, which need no token. What they show they ask of the API like
 * anybody else.
 */
final class WebPage {

  /**
   * Only what this server itself has, no script or style within the document, and no markup made of
   * text ({@code require-trusted-types-for}): what a route or a registration says stays text.
   */
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types 'none'";

  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  private final PageFiles files = PageFiles.load();
  private final String tag = "\"" + files.build() + "\"";

  /** The document; asked for anew each time, answered with nothing while it is the same. */
  void index(Context to) {
    to.header("Content-Security-Policy", POLICY);
    to.header("Referrer-Policy", "no-referrer");
    to.header("Cross-Origin-Opener-Policy", "same-origin");
    to.header("Cache-Control", "no-cache");
    to.header("ETag", tag);
    String known = to.header("If-None-Match");
    if (known != null && known.contains(tag)) {
      to.status(304);
      return;
    }
    to.contentType("text/html; charset=utf-8").result(files.index());
  }

  /** A file of this build. Those of another are gone: a page that is open asks for them no more. */
  void file(Context to) {
    PageFile file = files.file(to.pathParam("name"));
    if (file == null || !to.pathParam("build").equals(files.build())) {
      throw new ProblemException(404, "this is not served here");
    }
    to.header("Cache-Control", FOR_EVER);
    to.header("Cross-Origin-Resource-Policy", "same-origin");
    to.contentType(file.type()).result(file.octets());
  }
}
