package io.prefixwatch.monitor.rib;

import io.prefixwatch.bgp.message.Nlri;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.monitor.rib.RouteColumn.Visitor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one session holds of one family: a column over the table's dictionary. Counts every
 * reference that it takes. Owned by one {@link SessionIntake}.
 */
final class AdjRibIn {

  /** What an announcement changed. */
  enum Change {
    SAME,
    CHANGED
  }

  private final PrefixDictionary dictionary;
  private final AttributeStore attributes;
  private final Mixing mixing;
  private final FormerRoutes former;
  private RouteColumn column = new DenseColumn();
  private boolean addPath;

  AdjRibIn(RouteTable table, boolean isIpv6) {
    this.dictionary = table.dictionary(isIpv6);
    this.attributes = table.attributes();
    this.mixing = table.mixing();
    this.former = table.former();
  }

  private RouteColumn emptyColumn() {
    return addPath ? new PathColumn(mixing) : new DenseColumn();
  }

  boolean isAddPath() {
    return addPath;
  }

  /** Whether routes carry path identifiers; routes that are held stay, without one. */
  void useAddPath(boolean value) {
    if (value == addPath) {
      return;
    }
    RouteColumn before = column;
    addPath = value;
    column = emptyColumn();
    before.forEach((prefixId, pathId, set, stale) -> column.put(prefixId, pathId, set));
  }

  int size() {
    return column.size();
  }

  /** True if there is a route for this prefix and path. */
  boolean holds(long hi, long lo, int length, long pathId) {
    int prefixId = dictionary.find(hi, lo, length);
    return prefixId != PrefixDictionary.NONE && column.get(prefixId, pathId) != RouteColumn.NONE;
  }

  /**
   * Puts in place of each of these prefix ids the attribute set that is held for it, or {@link
   * RouteColumn#NONE}; of sessions with several paths for a prefix it tells none.
   */
  void held(int[] ids, int count) {
    column.held(ids, count);
  }

  Change announce(long hi, long lo, int length, long pathId, int attributeId) {
    int prefixId = dictionary.findOrAdd(hi, lo, length);
    int before = column.put(prefixId, pathId, attributeId);
    if (before == attributeId) {
      return Change.SAME;
    }
    attributes.retain(attributeId);
    if (before == RouteColumn.NONE) {
      dictionary.hold(prefixId);
    } else {
      attributes.release(before);
    }
    return Change.CHANGED;
  }

  /** True if the route was there. */
  boolean withdraw(long hi, long lo, int length, long pathId) {
    int prefixId = dictionary.find(hi, lo, length);
    return prefixId != PrefixDictionary.NONE && remove(prefixId, pathId);
  }

  private boolean remove(int prefixId, long pathId) {
    int before = column.remove(prefixId, pathId);
    if (before == RouteColumn.NONE) {
      return false;
    }
    attributes.release(before);
    dictionary.release(prefixId);
    return true;
  }

  void markStale() {
    column.markStale();
  }

  /** In no order that means anything. */
  void forEach(Visitor visitor) {
    column.forEach(visitor);
  }

  /**
   * Shows the routes for these prefixes; where a session sends several paths that takes a walk
   * through all that it holds. Whether they are stale is not told.
   */
  void visit(Collection<Prefix> prefixes, Visitor visitor) {
    Set<Integer> wanted = new HashSet<>();
    for (Prefix prefix : prefixes) {
      int prefixId = dictionary.find(prefix.hi(), prefix.lo(), prefix.length());
      if (prefixId != PrefixDictionary.NONE) {
        wanted.add(prefixId);
      }
    }
    if (addPath) {
      column.forEach(
          (prefixId, pathId, attributeId, stale) -> {
            if (wanted.contains(prefixId)) {
              visitor.route(prefixId, pathId, attributeId, stale);
            }
          });
      return;
    }
    for (int prefixId : wanted) {
      int attributeId = column.get(prefixId, Nlri.NO_PATH_ID);
      if (attributeId != RouteColumn.NONE) {
        visitor.route(prefixId, Nlri.NO_PATH_ID, attributeId, false);
      }
    }
  }

  Prefix prefix(int prefixId) {
    return dictionary.prefix(prefixId);
  }

  /** Drops everything; the table forgets it at leisure. */
  void clear() {
    if (column.size() > 0) {
      former.add(column, dictionary);
    }
    column = emptyColumn();
  }

  /** Drops what is stale; each route is shown to the visitor just before it goes, in any order. */
  void dropStale(Visitor going) {
    // Gathered first: a column may not change while it is walked.
    List<StaleRoute> stale = new ArrayList<>();
    column.forEach(
        (prefixId, pathId, attributeId, isStale) -> {
          if (isStale) {
            stale.add(new StaleRoute(prefixId, pathId));
          }
        });
    for (StaleRoute route : stale) {
      going.route(route.prefixId, route.pathId, RouteColumn.NONE, true);
      remove(route.prefixId, route.pathId);
    }
  }

  private record StaleRoute(int prefixId, long pathId) {}
}
