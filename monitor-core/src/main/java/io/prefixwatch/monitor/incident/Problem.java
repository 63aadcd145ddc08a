package io.prefixwatch.monitor.incident;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.monitor.detect.Evidence;
import io.prefixwatch.monitor.detect.Finding;
import io.prefixwatch.monitor.detect.HeldRoute;
import io.prefixwatch.monitor.detect.Severity;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import io.prefixwatch.monitor.registry.Session;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an incident is about at the moment: everything an alert says that does not follow from the
 * incident's life. Immutable; a new observation makes a new one.
 *
 * @param severity how bad
 * @param registered the registered prefix that is hurt, null for kinds that concern a session
 * @param partner id of the partner through whom it comes
 * @param subject session, router or site, for kinds that concern one
 * @param affected registered prefixes that are hurt with it, a capped list
 * @param affectedTotal how many there are in all
 * @param rule which line of the configuration decided
 * @param observed the offending route, or the last one seen
 * @param previous the route before it
 * @param suspectAsn who did it
 * @param evidence the checks, without visibility
 * @param summary one line
 * @param why the explanation
 * @param firstWithdrawnAt when the first route went, for absences
 * @param maintenance planned work
 * @param cause id of the incident that this one follows from
 * @param losses sessions that are lost, for kinds that concern sessions
 * @param details what only some kinds tell
 */
public record Problem(
    Severity severity,
    @Nullable RegisteredPrefix registered,
    @Nullable String partner,
    @Nullable String subject,
    List<Prefix> affected,
    int affectedTotal,
    String rule,
    @Nullable HeldRoute observed,
    @Nullable HeldRoute previous,
    @Nullable Long suspectAsn,
    List<Evidence> evidence,
    String summary,
    String why,
    @Nullable Instant firstWithdrawnAt,
    boolean maintenance,
    @Nullable String cause,
    List<SessionLoss> losses,
    ProblemDetails details) {

  /** Prefixes listed in {@code affected}; the total is always told. */
  public static final int MAX_AFFECTED = 100;

  /** Lost sessions that are listed; the sessions that see or lost it are counted in evidence. */
  public static final int MAX_LOSSES = 100;

  public Problem {
    affected = List.copyOf(affected);
    evidence = List.copyOf(evidence);
    losses = List.copyOf(losses);
  }

  /** A problem that tells what all kinds do. */
  public Problem(
      Severity severity,
      @Nullable RegisteredPrefix registered,
      @Nullable String partner,
      @Nullable String subject,
      List<Prefix> affected,
      int affectedTotal,
      String rule,
      @Nullable HeldRoute observed,
      @Nullable HeldRoute previous,
      @Nullable Long suspectAsn,
      List<Evidence> evidence,
      String summary,
      String why,
      @Nullable Instant firstWithdrawnAt,
      boolean maintenance,
      @Nullable String cause,
      List<SessionLoss> losses) {
    this(
        severity,
        registered,
        partner,
        subject,
        affected,
        affectedTotal,
        rule,
        observed,
        previous,
        suspectAsn,
        evidence,
        summary,
        why,
        firstWithdrawnAt,
        maintenance,
        cause,
        losses,
        ProblemDetails.NONE);
  }

  /**
   * About a route that offends.
   *
   * @param replaced the route that it took the place of
   */
  static Problem ofFinding(Finding finding, HeldRoute route, @Nullable HeldRoute replaced) {
    String through = route.session().partnerId();
    return new Problem(
        finding.severity(),
        finding.registered(),
        through == null ? finding.registered().registration().partnerId() : through,
        null,
        List.of(),
        0,
        finding.rule(),
        route,
        replaced,
        finding.suspectAsn(),
        finding.evidence(),
        finding.summary(),
        finding.why(),
        null,
        false,
        null,
        List.of(),
        ProblemDetails.ofLeak(finding.method(), finding.rfc7908Type()));
  }

  /** About a session itself, and no route. */
  public static Problem ofSession(
      Severity severity, Session session, List<Evidence> evidence, String summary, String why) {
    return ofSubject(
        severity,
        session.partnerId(),
        session.id(),
        "session " + session.id(),
        evidence,
        summary,
        why);
  }

  /** About something that is no prefix, and no route. */
  public static Problem ofSubject(
      Severity severity,
      @Nullable String partner,
      String subject,
      String rule,
      List<Evidence> evidence,
      String summary,
      String why) {
    return new Problem(
        severity, null, partner, subject, List.of(), 0, rule, null, null, null, evidence, summary,
        why, null, false, null, List.of());
  }

  /**
   * About a registered prefix, through nobody but the partner it is registered with.
   *
   * @param observed the route that shows it, null if none does
   * @param previous the route that it is compared with
   */
  public static Problem ofRegistered(
      Severity severity,
      RegisteredPrefix registered,
      String rule,
      @Nullable HeldRoute observed,
      @Nullable HeldRoute previous,
      List<Evidence> evidence,
      String summary,
      String why) {
    return new Problem(
        severity,
        registered,
        registered.registration().partnerId(),
        null,
        List.of(),
        0,
        rule,
        observed,
        previous,
        null,
        evidence,
        summary,
        why,
        null,
        false,
        null,
        List.of());
  }

  /** The message that is at fault, null for all kinds but {@code session.malformed}. */
  public @Nullable MalformedReport malformed() {
    return details.malformed();
  }

  /** The same problem, as severe as the operator wants it to be. */
  Problem withSeverity(Severity wanted) {
    return with(wanted, observed, previous, suspectAsn, maintenance);
  }

  /** The same problem, shown by another of its routes. */
  Problem withObserved(HeldRoute shown, @Nullable HeldRoute before) {
    return with(severity, shown, before, suspectAsn, maintenance);
  }

  /** The same problem, by this AS. */
  public Problem suspecting(@Nullable Long asn) {
    return with(severity, observed, previous, asn, maintenance);
  }

  /** The same problem, which planned work brought about. */
  Problem planned() {
    return with(severity, observed, previous, suspectAsn, true);
  }

  private Problem with(
      Severity wanted,
      @Nullable HeldRoute shown,
      @Nullable HeldRoute before,
      @Nullable Long suspect,
      boolean planned) {
    return new Problem(
        wanted,
        registered,
        partner,
        subject,
        affected,
        affectedTotal,
        rule,
        shown,
        before,
        suspect,
        evidence,
        summary,
        why,
        firstWithdrawnAt,
        planned,
        cause,
        losses,
        details);
  }
}
