package io.prefixwatch.daemon.diff;

import io.prefixwatch.daemon.config.DaemonConfig;
import io.prefixwatch.daemon.config.DynamicRange;
import io.prefixwatch.daemon.config.RpkiSettings;
import io.prefixwatch.daemon.config.SessionSettings;
import io.prefixwatch.monitor.registry.AsnSet;
import io.prefixwatch.monitor.registry.Partner;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import io.prefixwatch.monitor.registry.Registration;
import io.prefixwatch.monitor.registry.Site;
import io.prefixwatch.monitor.rpki.RpkiChange;
import io.prefixwatch.monitor.rpki.RpkiData;
import io.prefixwatch.monitor.rpki.SourceUnion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a reload from one configuration to another would change, a line each: {@code +} comes,
 * {@code -} goes, {@code ~} changes, {@code !} needs a restart. Secrets are never shown.
 */
public final class ConfigDifference {

  private final DaemonConfig before;
  private final DaemonConfig after;
  private final List<String> lines = new ArrayList<>();

  private ConfigDifference(DaemonConfig before, DaemonConfig after) {
    this.before = before;
    this.after = after;
  }

  /** The lines; none if a reload would change nothing. */
  public static List<String> between(DaemonConfig before, DaemonConfig after) {
    ConfigDifference difference = new ConfigDifference(before, after);
    difference.needingRestart();
    difference.network();
    difference.registrations();
    difference.judgement();
    return difference.lines;
  }

  private void needingRestart() {
    for (String key : Components.differing(before.speaker(), after.speaker())) {
      restart("speaker " + key);
    }
    restartIf("store", before.store(), after.store());
    restartIf("http", before.http(), after.http());
    restartIf("sinks", before.sinks(), after.sinks());
    if ((before.bmp() == null) != (after.bmp() == null)) {
      restart("bmp");
    } else if (!Objects.equals(before.bmp(), after.bmp())) {
      lines.add("~ bmp");
    }
  }

  private void restartIf(String what, @Nullable Object old, @Nullable Object current) {
    if (!Objects.equals(old, current)) {
      restart(what);
    }
  }

  private void restart(String what) {
    lines.add("! " + what + ": takes effect with a restart");
  }

  private void network() {
    compare("site", before.sites(), after.sites(), Site::id, ConfigDifference::keys);
    compare("partner", before.partners(), after.partners(), Partner::id, ConfigDifference::keys);
    compare(
        "session",
        before.sessions(),
        after.sessions(),
        settings -> settings.session().id(),
        ConfigDifference::sessionKeys);
    compare(
        "range",
        before.ranges(),
        after.ranges(),
        range -> range.template().session().id(),
        ConfigDifference::rangeKeys);
  }

  private static String keys(Record old, Record current) {
    return String.join(", ", Components.differing(old, current));
  }

  private static String sessionKeys(SessionSettings old, SessionSettings current) {
    return String.join(", ", sessionDifferences(old, current));
  }

  private static List<String> sessionDifferences(SessionSettings old, SessionSettings current) {
    List<String> keys = new ArrayList<>(Components.differing(old.session(), current.session()));
    keys.addAll(Components.differing(old, current));
    keys.remove("session");
    return keys;
  }

  private static String rangeKeys(DynamicRange old, DynamicRange current) {
    List<String> keys = sessionDifferences(old.template(), current.template());
    keys.addAll(Components.differing(old, current));
    keys.remove("template");
    return String.join(", ", keys);
  }

  private void registrations() {
    compare(
        "registration",
        before.registrations(),
        after.registrations(),
        Registration::id,
        ConfigDifference::keys);
    compare(
        "prefix",
        before.prefixes(),
        after.prefixes(),
        RegisteredPrefix::prefix,
        ConfigDifference::prefixKeys);
  }

  private static String prefixKeys(RegisteredPrefix old, RegisteredPrefix current) {
    List<String> said = new ArrayList<>();
    String oldId = old.registration().id();
    String id = current.registration().id();
    say(said, "registration", oldId, id);
    say(said, "origins", text(old.origins()), text(current.origins()));
    say(said, "max-length", old.maxLength(), current.maxLength());
    say(said, "upstreams", text(old.upstreams()), text(current.upstreams()));
    say(said, "announced", old.announced(), current.announced());
    Components.differing(old, current).stream()
        .filter(
            key ->
                !key.equals("registration") && said.stream().noneMatch(one -> one.startsWith(key)))
        .forEach(said::add);
    return String.join(", ", said);
  }

  private static void say(List<String> said, String key, Object old, Object current) {
    if (!old.equals(current)) {
      said.add(key + " " + old + " -> " + current);
    }
  }

  private static String text(@Nullable AsnSet asns) {
    return asns == null ? "anybody" : asns.toString();
  }

  /** Lines for what comes, goes and changes; things are known by a key. */
  private <T, K> void compare(
      String noun,
      List<T> old,
      List<T> current,
      Function<T, K> key,
      BiFunction<T, T, String> changes) {
    Map<K, T> known = new LinkedHashMap<>();
    old.forEach(one -> known.put(key.apply(one), one));
    for (T one : current) {
      T same = known.remove(key.apply(one));
      if (same == null) {
        lines.add("+ " + noun + " " + key.apply(one));
      } else if (!same.equals(one)) {
        String what = changes.apply(same, one);
        if (!what.isEmpty()) {
          lines.add("~ " + noun + " " + key.apply(one) + ": " + what);
        }
      }
    }
    known.keySet().forEach(gone -> lines.add("- " + noun + " " + gone));
  }

  private void judgement() {
    for (String key : Components.differing(before.detection(), after.detection())) {
      lines.add("~ detection " + key);
    }
    for (String key : Components.differing(before.topology(), after.topology())) {
      lines.add("~ topology " + key);
    }
    if (!before.maintenance().equals(after.maintenance())) {
      lines.add("~ maintenance");
    }
    rpki(before.rpki(), after.rpki());
  }

  private void rpki(@Nullable RpkiSettings old, @Nullable RpkiSettings current) {
    if ((old == null) != (current == null)) {
      lines.add((old == null ? "+" : "-") + " rpki");
    } else if (old != null && current != null) {
      if (!old.caches().equals(current.caches())) {
        lines.add("~ rpki caches");
      }
      RpkiChange change = RpkiChange.between(data(old), data(current));
      if (!change.isEmpty()) {
        lines.add("~ rpki files: what they say");
      }
    }
  }

  private static RpkiData data(RpkiSettings settings) {
    return SourceUnion.of(settings.loaded(), settings.slurm());
  }
}
