package io.prefixwatch.daemon.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import io.prefixwatch.daemon.config.HttpSettings;
import io.prefixwatch.daemon.config.HttpSettings.Scope;
import io.prefixwatch.daemon.config.ListenAddress;
import io.prefixwatch.daemon.config.ListenerTls;
import io.prefixwatch.daemon.http.stream.LiveStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One listener with everything that is served. It has threads of its own, few, and takes nothing
 * from sessions, engine and delivery but a snapshot now and then. Started and stopped by one
 * thread.
 */
public final class HttpServer {

  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

  private static final int THREADS = 16;
  private static final int MOST_CONNECTIONS = 256;
  private static final int IDLE_MILLIS = 30_000;
  private static final int LARGEST_HEADERS = 8 << 10;
  private static final long LARGEST_BODY = 1 << 20;
  private static final String API = "/api/";

  private final ListenAddress listen;
  private final Access access;
  private final List<String> paths = new ArrayList<>();
  private final @Nullable ListenerTls tls;
  private final Parts parts;
  private @Nullable TlsIdentity identity;
  private final LiveStream stream;
  private @Nullable Javalin javalin;

  /** A server that does not listen yet; the library is loaded when it does, behind the speaker. */
  public HttpServer(HttpSettings settings, Parts parts) {
    this.listen = settings.listen();
    this.tls = settings.tls();
    this.access = new Access(settings.tokens());
    this.parts = parts;
    this.stream = new LiveStream(parts.store());
    parts.delivery().follow(stream);
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.maxRequestSize = LARGEST_BODY;
    config.http.prefer405over404 = true;
    config.jetty.threadPool = threads();
    config.jetty.modifyHttpConfiguration(
        http -> {
          http.setSendServerVersion(false);
          http.setRequestHeaderSize(LARGEST_HEADERS);
        });
    config.jetty.modifyServer(
        server -> server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, server)));
    config.jetty.addConnector(
        (server, http) -> {
          HttpConnectionFactory plain = new HttpConnectionFactory(http);
          ServerConnector connector =
              identity == null
                  ? new ServerConnector(server, 1, 1, plain)
                  : new ServerConnector(
                      server,
                      1,
                      1,
                      new SslConnectionFactory(identity.start(), plain.getProtocol()),
                      plain);
          connector.setHost(listen.address().toString());
          connector.setPort(listen.port());
          connector.setIdleTimeout(IDLE_MILLIS);
          return connector;
        });
    errors(config);
    config.routes.before(this::guard);
    routes(config);
  }

  private static QueuedThreadPool threads() {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS, 1);
    threads.setName("http");
    return threads;
  }

  private static void errors(JavalinConfig config) {
    config.routes.exception(
        ProblemException.class,
        (problem, to) -> {
          if (problem.status() == 401) {
            to.header("WWW-Authenticate", "Bearer");
          }
          Answers.problem(to, problem.status(), problem.detail());
        });
    config.routes.exception(
        HttpResponseException.class,
        (refusal, to) -> Answers.problem(to, refusal.getStatus(), "this is not served here"));
    config.routes.exception(
        Exception.class,
        (bug, to) -> {
          LOG.error("event=http-bug path={}", to.path(), bug);
          Answers.problem(to, 500, "this is a bug of ours; the log tells more");
        });
  }

  /** Runs before everything else, also where nothing is served. */
  private void guard(Context to) {
    to.header("X-Content-Type-Options", "nosniff");
    to.header("Cache-Control", "no-store");
    to.header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    if (to.path().startsWith(API)) {
      boolean reads = to.method().name().equals("GET") || to.method().name().equals("HEAD");
      access.check(to.header("Authorization"), reads ? Scope.READ : Scope.WRITE);
    }
  }

  private void routes(JavalinConfig config) {
    Observations observations = new Observations(parts.speaker(), parts.clock());
    Readiness readiness = new Readiness(parts, observations);
    Probes probes = new Probes(readiness);
    get(config, "/healthz", probes::health);
    get(config, "/readyz", probes::ready);
    get(config, "/metrics", new MetricsPage(parts, observations, stream)::show);
    get(config, API + "v1/status", new StatusPage(parts, observations, readiness)::show);
    SessionPages sessions = new SessionPages(observations);
    get(config, API + "v1/sessions", sessions::list);
    get(config, API + "v1/sessions/<id>", sessions::one);
    get(config, API + "v1/prefixes", new PrefixPages(parts, observations)::list);
    get(config, API + "v1/routes", new RoutePages(parts.speaker())::find);
    RecordPages records = new RecordPages(parts.store());
    get(config, API + "v1/alerts", records::alerts);
    get(config, API + "v1/prefixes/{address}/{length}/history", records::history);
    get(config, API + "v1/incidents", records::incidents);
    get(config, API + "v1/incidents/{id}", records::incident);
    get(config, API + "v1/stream", new StreamPage(parts, stream)::show);
    AcknowledgePage acknowledge = new AcknowledgePage(parts);
    post(config, API + "v1/incidents/{id}/ack", acknowledge::acknowledge);
    SilencePages silences = new SilencePages(parts.silences(), parts.clock());
    get(config, API + "v1/silences", silences::list);
    config.routes.post(API + "v1/silences", silences::add);
    config.routes.delete(API + "v1/silences/{id}", silences::end);
    paths.add(API + "v1/silences/{id}");
    PlacePages places = new PlacePages(parts);
    get(config, API + "v1/partners", places::partners);
    get(config, API + "v1/sites", places::sites);
    RegistrationPages registrations = new RegistrationPages(parts.configurations());
    get(config, API + "v1/registrations", registrations::list);
    config.routes.post(API + "v1/registrations", registrations::add);
    config.routes.delete(API + "v1/registrations/<id>", registrations::remove);
    paths.add(API + "v1/registrations/{id}");
    post(config, API + "v1/alert-test", new AlertTestPage(parts)::send);
    post(config, API + "v1/config/reload", new ReloadPage(parts.configurations())::reload);
    get(config, "/schema/alert-v1.json", document("/schema/alert-v1.json", "application/json"));
    get(config, "/schema/event-v1.json", document("/schema/event-v1.json", "application/json"));
    get(config, "/openapi.yaml", document("/http/openapi.yaml", "application/yaml"));
    // For people: not of the API, so its document does not tell of it.
    WebPage page = new WebPage();
    config.routes.get("/", page::index);
    config.routes.get("/page/{build}/<name>", page::file);
  }

  private void get(JavalinConfig config, String path, Handler handler) {
    config.routes.get(path, handler);
    paths.add(path.replace('<', '{').replace('>', '}'));
  }

  private void post(JavalinConfig config, String path, Handler handler) {
    config.routes.post(path, handler);
    paths.add(path);
  }

  private static Handler document(String resource, String type) {
    return to -> {
      try (InputStream in = HttpServer.class.getResourceAsStream(resource)) {
        if (in == null) {
          throw new IllegalStateException(resource + " is missing from this build");
        }
        to.contentType(type).result(in.readAllBytes());
      }
    };
  }

  /** What is served, as the OpenAPI document writes it. */
  List<String> paths() {
    return List.copyOf(paths);
  }

  /**
   * Listens.
   *
   * @throws IOException if that is not possible; says where and why
   */
  public void start() throws IOException {
    stream.start();
    identity = tls == null ? null : new TlsIdentity(tls);
    Javalin created = Javalin.create(this::configure);
    javalin = created;
    try {
      created.start();
    } catch (RuntimeException e) {
      stop();
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException("cannot listen for HTTP on " + listen + ": " + cause.getMessage(), e);
    }
    LOG.info(
        "event=http-listening address={} tls={}",
        listen.withPort(created.port()),
        identity != null);
  }

  /** Where it listens, with the port that the system chose; only while it does. */
  public InetSocketAddress address() {
    return listen.withPort(Objects.requireNonNull(javalin).port()).toSocketAddress();
  }

  /** Closes all connections. */
  public void stop() {
    stream.stop();
    if (identity != null) {
      identity.stop();
    }
    if (javalin != null) {
      javalin.stop();
    }
  }
}
