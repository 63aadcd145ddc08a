package io.prefixwatch.bgp.update;

import io.prefixwatch.bgp.attribute.NextHop;
import io.prefixwatch.bgp.error.Disposition;
import io.prefixwatch.bgp.message.Nlri;
import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.message.UpdateMessage;
import io.prefixwatch.bgp.message.UpdateMessage.Announced;
import io.prefixwatch.bgp.message.UpdateMessage.OtherFamily;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns a finished {@link UpdateScan} into a value, for people, recordings and tests. */
public final class UpdateDecoder {

  private UpdateDecoder() {}

  /**
   * The message as it counts after its outcome: treat-as-withdraw turns announcements into
   * withdrawals, a reset leaves neither, and a prefix both withdrawn and announced is announced.
   */
  public static UpdateMessage decode(UpdateScan scan) {
    Disposition outcome = scan.disposition();
    boolean reset = outcome.isAtLeast(Disposition.FAMILY_DISABLE);
    Map<Nlri, Announced> announced = new LinkedHashMap<>();
    Set<Nlri> withdrawn = new LinkedHashSet<>();
    if (!reset) {
      collect(scan.withdrawnPlain(), withdrawn);
      collect(scan.withdrawnMultiprotocol(), withdrawn);
      collectAnnounced(scan, announced);
      withdrawn.removeAll(announced.keySet());
    }
    if (outcome == Disposition.WITHDRAW) {
      withdrawn.addAll(announced.keySet());
      announced.clear();
    }
    Notification answer = reset ? scan.notification() : null;
    return new UpdateMessage(
        outcome,
        answer,
        List.copyOf(announced.values()),
        List.copyOf(withdrawn),
        AttributeDecoder.decode(scan.attributes(), scan.context().as4(), null),
        scan.endOfRib(),
        otherFamilies(scan),
        scan.issues());
  }

  private static void collect(NlriCursor cursor, Set<Nlri> into) {
    while (cursor.next()) {
      into.add(cursor.toNlri());
    }
  }

  private static void collectAnnounced(UpdateScan scan, Map<Nlri, Announced> into) {
    NextHop plain = AttributeDecoder.plainNextHop(scan.attributes());
    collectAnnounced(scan.announcedPlain(), plain, into);
    NextHop multiprotocol = AttributeDecoder.multiprotocolNextHop(scan);
    collectAnnounced(scan.announcedMultiprotocol(), multiprotocol, into);
  }

  private static void collectAnnounced(
      NlriCursor cursor, @Nullable NextHop nextHop, Map<Nlri, Announced> into) {
    while (cursor.next()) {
      Nlri nlri = cursor.toNlri();
      into.put(nlri, new Announced(nlri, nextHop));
    }
  }

  private static List<OtherFamily> otherFamilies(UpdateScan scan) {
    List<OtherFamily> others = new ArrayList<>();
    addIfOther(others, scan.reach(), true);
    addIfOther(others, scan.unreach(), false);
    return others;
  }

  private static void addIfOther(
      List<OtherFamily> others, MultiprotocolField field, boolean reach) {
    if (field.isPresent() && !field.isOurs()) {
      others.add(new OtherFamily(field.family(), reach, field.nlriTo() - field.nlriFrom()));
    }
  }
}
