package io.prefixwatch.daemon.config.csv;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.daemon.config.problem.Position;
import io.prefixwatch.daemon.config.problem.Problems;
import io.prefixwatch.daemon.config.problem.Quoted;
import io.prefixwatch.daemon.config.problem.Suggestion;
import io.prefixwatch.daemon.config.schema.BadValue;
import io.prefixwatch.daemon.config.schema.BgpValues;
import io.prefixwatch.daemon.config.schema.ValueParser;
import io.prefixwatch.daemon.config.schema.Values;
import io.prefixwatch.daemon.config.section.RegistrationBook;
import io.prefixwatch.monitor.registry.AsnSet;
import io.prefixwatch.monitor.registry.Partner;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import io.prefixwatch.monitor.registry.Registration;
import io.prefixwatch.monitor.registry.Site;
import java.io.IOException;
import java.io.Reader;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one CSV file of registrations into the book. Rows of one id form one registration, wherever
 * in the file they stand, and must agree.
 */
public final class CsvRegistrations {

  private static final ValueParser<Integer> LENGTH = Values.number(0, 128);

  private final RegistrationBook book;
  private final Problems problems;
  private final CsvRecords row;
  private final CsvHeader header;
  private final AsnLists asnLists;
  private final Set<String> unknownNames = new HashSet<>();
  private final Set<String> refusedIds = new HashSet<>();
  private @Nullable Registration last;

  private CsvRegistrations(
      RegistrationBook book, Problems problems, CsvRecords row, CsvHeader header) {
    this.book = book;
    this.problems = problems;
    this.row = row;
    this.header = header;
    this.asnLists = new AsnLists(problems);
  }

  /**
   * Reads a file to its end.
   *
   * @param file the name for positions; the book has begun it
   */
  public static void read(String file, Reader in, RegistrationBook book, Problems problems)
      throws IOException {
    CsvRecords records = new CsvRecords(file, in, problems);
    if (!records.next()) {
      problems.error(
          Position.startOf(file),
          "there is no header",
          "the first line is " + String.join(",", CsvColumn.labels()));
      return;
    }
    CsvHeader header = CsvHeader.read(records, problems);
    if (header == null) {
      return;
    }
    CsvRegistrations rows = new CsvRegistrations(book, problems, records, header);
    try {
      while (records.next()) {
        rows.readRow();
      }
    } catch (IOException e) {
      problems.error(
          records.here(), "the file cannot be read from here on", String.valueOf(e.getMessage()));
    }
  }

  private void readRow() {
    if (row.count() != header.count()) {
      problems.error(
          row.position(0),
          "this row has " + row.count() + " fields, the header has " + header.count(),
          "an empty field still needs its comma; quote a field that contains one");
      return;
    }
    Registration registration = registration();
    Prefix prefix = value(CsvColumn.PREFIX, BgpValues::prefix);
    AsnSet origins = asns(CsvColumn.ORIGINS);
    if (origins == null) {
      problems.error(
          position(CsvColumn.ORIGINS),
          "origins is empty",
          "name who may announce it; what nobody may goes into YAML with announced: false");
    }
    AsnSet upstreams = asns(CsvColumn.UPSTREAMS);
    if (prefix == null) {
      return;
    }
    int maxLength = maxLength(prefix);
    Registration whose =
        registration == null ? RegistrationBook.unknownRegistration() : registration;
    AsnSet known = origins == null ? AsnSet.EMPTY : origins;
    int field = header.field(CsvColumn.PREFIX);
    book.enter(
        new RegisteredPrefix(
            prefix, whose, known, maxLength, upstreams, !known.isEmpty(), book.rules()),
        row.line(field),
        row.column(field));
  }

  private int maxLength(Prefix prefix) {
    if (isEmpty(CsvColumn.MAX_LENGTH)) {
      return prefix.length();
    }
    Integer length = value(CsvColumn.MAX_LENGTH, LENGTH);
    if (length == null) {
      return prefix.length();
    }
    String complaint = RegistrationBook.maxLengthComplaint(prefix, length);
    if (complaint != null) {
      problems.error(
          position(CsvColumn.MAX_LENGTH),
          "max-length: " + complaint,
          RegistrationBook.maxLengthHint(prefix));
      return prefix.length();
    }
    return length;
  }

  /** Null if the field is empty. */
  private @Nullable AsnSet asns(CsvColumn column) {
    return isEmpty(column) ? null : asnLists.parse(text(column), column, position(column));
  }

  /** The registration of the row, entered with its first row; null after a problem. */
  private @Nullable Registration registration() {
    int idField = header.field(CsvColumn.REGISTRATION);
    if (last != null && row.is(idField, last.id())) {
      checkAgreement(last);
      return last;
    }
    String id = value(CsvColumn.REGISTRATION, Values::id);
    if (id == null || refusedIds.contains(id)) {
      return null;
    }
    Registration known = book.inCurrentFile(id);
    if (known != null) {
      last = known;
      checkAgreement(known);
      return known;
    }
    Registration entered = newRegistration(id);
    if (!book.enter(entered, row.position(idField), id)) {
      refusedIds.add(id);
      return null;
    }
    last = entered;
    return entered;
  }

  private Registration newRegistration(String id) {
    Partner partner = reference(CsvColumn.PARTNER, book.interconnects().partners(), "partner");
    Site primary = reference(CsvColumn.PRIMARY_SITE, book.interconnects().sites(), "site");
    Site backup = reference(CsvColumn.BACKUP_SITE, book.interconnects().sites(), "site");
    Registration registration =
        new Registration(id, customer(id), partner, null, null, primary, backup);
    book.checkMeeting(registration, primary, position(CsvColumn.PRIMARY_SITE));
    book.checkMeeting(registration, backup, position(CsvColumn.BACKUP_SITE));
    return registration;
  }

  private String customer(String id) {
    if (isEmpty(CsvColumn.CUSTOMER)) {
      return id;
    }
    if (last != null && row.is(header.field(CsvColumn.CUSTOMER), last.customer())) {
      return last.customer();
    }
    return text(CsvColumn.CUSTOMER);
  }

  /** The named member; what is unknown is told once. */
  private <T> @Nullable T reference(CsvColumn column, Map<String, T> known, String noun) {
    if (isEmpty(column)) {
      return null;
    }
    String name = text(column);
    T found = known.get(name);
    if (found == null && unknownNames.add(noun + ' ' + name)) {
      problems.error(
          position(column),
          column.label() + ": there is no " + noun + " " + Quoted.of(name),
          Suggestion.among(known.keySet(), name, "define it under " + noun + "s"));
    }
    return found;
  }

  private void checkAgreement(Registration first) {
    if (isEmpty(CsvColumn.CUSTOMER)
        ? !first.customer().equals(first.id())
        : !row.is(header.field(CsvColumn.CUSTOMER), first.customer())) {
      disagrees(CsvColumn.CUSTOMER, first, first.customer());
    }
    Partner partner = first.partner();
    checkName(
        CsvColumn.PARTNER,
        first,
        partner == null ? "" : partner.id(),
        book.interconnects().partners(),
        "partner");
    checkSite(CsvColumn.PRIMARY_SITE, first, first.primarySite());
    checkSite(CsvColumn.BACKUP_SITE, first, first.backupSite());
  }

  private void checkSite(CsvColumn column, Registration first, @Nullable Site site) {
    checkName(column, first, site == null ? "" : site.id(), book.interconnects().sites(), "site");
  }

  /** A name that nobody knows was empty in the first row's registration; it is told as unknown. */
  private <T> void checkName(
      CsvColumn column, Registration first, String expected, Map<String, T> known, String noun) {
    if (row.is(header.field(column), expected)) {
      return;
    }
    if (isEmpty(column) || reference(column, known, noun) != null) {
      disagrees(column, first, expected);
    }
  }

  private void disagrees(CsvColumn column, Registration first, String expected) {
    problems.error(
        position(column),
        column.label()
            + ": "
            + Quoted.of(text(column))
            + " differs from "
            + Quoted.of(expected)
            + " in the first row of "
            + Quoted.of(first.id())
            + " at "
            + book.placeOf(first.id()),
        "rows of one registration must agree");
  }

  private <T> @Nullable T value(CsvColumn column, ValueParser<T> parser) {
    if (isEmpty(column)) {
      problems.error(position(column), column.label() + " is empty", "");
      return null;
    }
    String text = text(column);
    try {
      return parser.parse(text);
    } catch (BadValue e) {
      problems.error(
          position(column),
          column.label() + ": " + Quoted.of(text) + " " + e.complaint(),
          e.hint(false));
      return null;
    }
  }

  private boolean isEmpty(CsvColumn column) {
    return row.isEmpty(header.field(column));
  }

  private String text(CsvColumn column) {
    return row.text(header.field(column));
  }

  private Position position(CsvColumn column) {
    return row.position(header.field(column));
  }
}
