package io.prefixwatch.daemon.config.section;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.daemon.config.problem.Position;
import io.prefixwatch.daemon.config.problem.Problems;
import io.prefixwatch.daemon.config.problem.Quoted;
import io.prefixwatch.monitor.registry.Contract;
import io.prefixwatch.monitor.registry.PrefixRules;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import io.prefixwatch.monitor.registry.Registration;
import io.prefixwatch.monitor.registry.Site;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The registrations of all files, with their places, and the checks that need all of them: the same
 * id or prefix twice, prefixes inside other customers' prefixes.
 *
 * <p>Places are kept as numbers, since there may be a million. Owned by the thread that loads.
 */
public final class RegistrationBook {

  private final Interconnects interconnects;
  private final Problems problems;
  private Contract contract = Contract.NONE;
  private PrefixRules rules = PrefixRules.NONE;
  private final List<String> files = new ArrayList<>();
  private final Map<String, EnteredRegistration> registrations = new HashMap<>();
  private final List<Registration> inOrder = new ArrayList<>();
  private final List<EnteredPrefix> prefixes = new ArrayList<>();
  private final Set<Interconnects.Meeting> missed = new HashSet<>();

  /** A registration and the place of its id. */
  private record EnteredRegistration(Registration registration, int file, int line, int column) {}

  public RegistrationBook(Interconnects interconnects, Problems problems) {
    this.interconnects = interconnects;
    this.problems = problems;
  }

  /** What is asked of every registered prefix that does not say otherwise. */
  public void useContract(Contract common) {
    contract = common;
    rules =
        common.equals(Contract.NONE)
            ? PrefixRules.NONE
            : new PrefixRules(List.of(), common, List.of());
  }

  Contract contract() {
    return contract;
  }

  /** The same as rules, shared by all who add nothing. */
  public PrefixRules rules() {
    return rules;
  }

  /** What registrations may name. */
  public Interconnects interconnects() {
    return interconnects;
  }

  /** Begins a file; what is entered next stands there. */
  public void beginFile(String file) {
    files.add(file);
  }

  /** The registration of this id if it was entered from the current file, or null. */
  public @Nullable Registration inCurrentFile(String id) {
    EnteredRegistration entered = registrations.get(id);
    return entered == null || entered.file != currentFile() ? null : entered.registration;
  }

  /** Where the registration's id stands first. */
  public Position placeOf(String id) {
    EnteredRegistration entered = registrations.get(id);
    if (entered == null) {
      throw new IllegalArgumentException("no registration " + id);
    }
    return new Position(files.get(entered.file), entered.line, entered.column);
  }

  /** Enters a registration; false if its id is taken, which was reported. */
  public boolean enter(Registration registration, Position place, String shownId) {
    String id = registration.id();
    EnteredRegistration entered =
        new EnteredRegistration(registration, currentFile(), place.line(), place.column());
    if (registrations.containsKey(id)) {
      problems.error(
          place,
          "the registration " + Quoted.of(shownId) + " stands twice; first at " + placeOf(id),
          "rename one, or put all its prefixes in one place");
      return false;
    }
    registrations.put(id, entered);
    inOrder.add(registration);
    return true;
  }

  /** Warns, once for each, about a site where the registration's partner does not meet us. */
  public void checkMeeting(Registration registration, @Nullable Site site, Position place) {
    if (registration.partner() == null || site == null) {
      return;
    }
    Interconnects.Meeting meeting =
        new Interconnects.Meeting(registration.partner().id(), site.id());
    if (!interconnects.meetings().contains(meeting) && missed.add(meeting)) {
      problems.warning(
          place,
          "partner "
              + Quoted.of(meeting.partner())
              + " has no pni session at site "
              + Quoted.of(meeting.site()),
          "its prefixes are never expected there");
    }
  }

  /** Enters a registered prefix. */
  public void enter(RegisteredPrefix prefix, int line, int column) {
    prefixes.add(new EnteredPrefix(prefix, currentFile(), line, column));
  }

  /** The registrations in the order of entry. */
  public List<Registration> registrations() {
    return inOrder;
  }

  /** Checks what needs all files, and gives the registered prefixes in ascending order. */
  public List<RegisteredPrefix> close() {
    prefixes.sort(EnteredPrefix.BY_PREFIX);
    new PrefixOverlaps(files, problems).check(prefixes);
    List<RegisteredPrefix> sorted = new ArrayList<>(prefixes.size());
    for (EnteredPrefix entered : prefixes) {
      sorted.add(entered.registered());
    }
    return sorted;
  }

  /** Stands in for a registration that was refused, so that its prefixes are still checked. */
  public static Registration unknownRegistration() {
    return new Registration("?", "?", null, null, null, null, null);
  }

  /** The reason why this cannot be the prefix's max-length, or null. */
  public static @Nullable String maxLengthComplaint(Prefix prefix, int maxLength) {
    if (maxLength < prefix.length()) {
      return maxLength + " is shorter than " + prefix + " itself";
    }
    return maxLength > (prefix.ipv6() ? 128 : 32) ? maxLength + " is longer than an address" : null;
  }

  /** What a max-length may be. */
  public static String maxLengthHint(Prefix prefix) {
    return prefix.length()
        + " to "
        + (prefix.ipv6() ? 128 : 32)
        + "; left out it is "
        + prefix.length();
  }

  private int currentFile() {
    return files.size() - 1;
  }
}
