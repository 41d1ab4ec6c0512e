package org.onestop.hospital;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionalException;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.onestop.adjudication.CatalogueClass;
import org.onestop.adjudication.HospitalLevel;
import org.onestop.adjudication.ItemTerms;
import org.onestop.adjudication.Place;
import org.onestop.bill.FeeType;
import org.onestop.catalogue.Catalogue;
import org.onestop.catalogue.CatalogueItem;
import org.onestop.history.Verdict;
import org.onestop.history.Verdict.State;
import org.onestop.journal.Changes;
import org.onestop.money.Ratio;
import org.onestop.money.UnitPrice;
import org.onestop.refusal.RefusalCode;
import org.onestop.settlement.TestDatabase;

/** Many rows of hospitals or of the catalogue at once, as an import brings them. */
@QuarkusTest
class MasterDataBulkTest {

    private static final Changes.Author AUTHOR = new Changes.Author("bulk-test", "bulk-test");
    private static final AtomicInteger NEXT = new AtomicInteger();

    @Inject
    Hospitals hospitals;

    @Inject
    Catalogue catalogue;

    @Inject
    TestDatabase database;

    private final String code = "HB" + String.format("%06d", NEXT.incrementAndGet());
    private final String itemCode = "T-BULK." + NEXT.incrementAndGet();

    private static LocalDate day(String text) {
        return text == null ? null : LocalDate.parse(text);
    }

    private Hospital hospital(HospitalLevel level, String division, String from, String to) {
        return new Hospital(code, "批量", level, Place.LOCAL, division, day(from), day(to));
    }

    private CatalogueItem item(String code, Integer ratio, Long ceiling, String from) {
        ItemTerms terms = new ItemTerms(
                CatalogueClass.B,
                ratio == null ? null : new Ratio(ratio),
                ceiling == null ? null : new UnitPrice(ceiling));
        return new CatalogueItem(code, "批量", FeeType.OTHER, terms, day(from), null);
    }

    private List<Verdict> apply(Hospital... rows) {
        return QuarkusTransaction.requiringNew().call(() -> hospitals.apply(AUTHOR, List.of(rows)));
    }

    private List<Verdict> apply(CatalogueItem... rows) {
        return QuarkusTransaction.requiringNew().call(() -> catalogue.apply(AUTHOR, List.of(rows)));
    }

    private static List<State> states(List<Verdict> verdicts) {
        return verdicts.stream().map(Verdict::state).toList();
    }

    @Test
    void aRowThatCantStandIsNamedAndStopsNoOther() throws Exception {
        Hospital good = hospital(HospitalLevel.LEVEL_2, "520201", "2018-01-01", null);
        assertEquals(
                List.of(
                        Verdict.refused(RefusalCode.DIVISION_UNKNOWN, "division"),
                        Verdict.refused(RefusalCode.VALUE_OUT_OF_RANGE, "division"),
                        Verdict.refused(RefusalCode.VALUE_OUT_OF_RANGE, "code"),
                        Verdict.refused(RefusalCode.DATES_OUT_OF_ORDER, "to"),
                        new Verdict(State.ADDED, null, null)),
                apply(
                        hospital(HospitalLevel.LEVEL_2, "520299", "2018-01-01", null),
                        hospital(HospitalLevel.LEVEL_2, "x", "2018-01-01", null),
                        new Hospital("h-1", "x", HospitalLevel.LEVEL_1, Place.LOCAL, "520201", day("2018-01-01"), null),
                        hospital(HospitalLevel.LEVEL_2, "520201", "2018-01-01", "2017-12-31"),
                        good));
        assertEquals(List.of("2018-01-01"), database.column(
                "select valid_from from hospital_period where code = '" + code + "'"));
        assertEquals(
                List.of(
                        Verdict.refused(RefusalCode.VALUE_OUT_OF_RANGE, "itemCode"),
                        Verdict.refused(RefusalCode.VALUE_OUT_OF_RANGE, "selfPayRatio"),
                        Verdict.refused(RefusalCode.VALUE_OUT_OF_RANGE, "priceCeiling"),
                        new Verdict(State.ADDED, null, null)),
                apply(item("T/1", 0, null, "2018-01-01"), item(itemCode, 10_001, null, "2018-01-01"),
                        item(itemCode, 0, -1L, "2018-01-01"), item(itemCode, null, 0L, "2018-01-01")));
    }

    @Test
    void theSameFileAgainChangesNothingWhateverTheOrderOfItsRows() throws Exception {
        Hospital first = hospital(HospitalLevel.LEVEL_1, "520201", "2018-01-01", null);
        Hospital second = hospital(HospitalLevel.LEVEL_2, "520201", "2020-01-01", null);
        Hospital third = hospital(HospitalLevel.LEVEL_3, "520201", "2022-01-01", "2024-12-31");
        assertEquals(List.of(State.ADDED, State.ADDED, State.CHANGED), states(apply(third, first, second)));
        List<String> rows = database.column("select id || ' ' || level || ' ' || valid_from || ' ' || coalesce(valid_to::text, '-')"
                + " from hospital_period where code = '" + code + "' and superseded_at is null order by valid_from");
        String told = told(code);
        assertEquals(List.of(State.UNCHANGED, State.UNCHANGED, State.UNCHANGED), states(apply(first, second, third)));
        assertEquals(rows, database.column("select id || ' ' || level || ' ' || valid_from || ' ' || coalesce(valid_to::text, '-')"
                + " from hospital_period where code = '" + code + "' and superseded_at is null order by valid_from"));
        assertEquals(told, told(code));
        assertEquals(List.of(State.ADDED, State.CHANGED), states(apply(
                item(itemCode, 1_000, null, "2017-01-01"), item(itemCode, 2_000, null, "2022-01-01"))));
        told = told(itemCode);
        assertEquals(List.of(State.UNCHANGED, State.UNCHANGED), states(apply(
                item(itemCode, 2_000, null, "2022-01-01"), item(itemCode, 1_000, null, "2017-01-01"))));
        assertEquals(told, told(itemCode));
    }

    private String told(String object) throws Exception {
        return database.one("select count(*) from change_record where object = '" + object + "' and client_id = 'bulk-test'");
    }

    /** Each change is told once and by its author, however many rows made it. */
    @Test
    void aBatchTellsOfEachThingOnce() throws Exception {
        apply(hospital(HospitalLevel.LEVEL_1, "520201", "2018-01-01", null),
                hospital(HospitalLevel.LEVEL_2, "520201", "2020-01-01", null));
        assertEquals("1", told(code));
        apply(hospital(HospitalLevel.LEVEL_2, "520201", "2020-01-01", "2021-12-31"));
        assertEquals(
                List.of("HOSPITAL_REGISTERED 2018-01-01", "HOSPITAL_CHANGED 2022-01-01"),
                database.column("select kind || ' ' || effective_from from change_record where object = '" + code + "' order by id"));
    }

    /** The copies in memory follow at once, and never what was undone. */
    @Test
    void whatIsUndoneWasNeverThere() throws Exception {
        String version = database.one("select version from reference_version where name = 'hospital'");
        assertThrows(IllegalStateException.class, () -> QuarkusTransaction.requiringNew().run(() -> {
            hospitals.apply(AUTHOR, List.of(hospital(HospitalLevel.LEVEL_1, "520201", "2018-01-01", null)));
            throw new IllegalStateException("undone");
        }));
        assertEquals(version, database.one("select version from reference_version where name = 'hospital'"));
        assertEquals("0", told(code));
        assertEquals(true, hospitals.find(code, day("2018-01-01"), Long.parseLong(version)).isEmpty());
        apply(hospital(HospitalLevel.LEVEL_1, "520201", "2018-01-01", null));
        long next = Long.parseLong(database.one("select version from reference_version where name = 'hospital'"));
        assertEquals(HospitalLevel.LEVEL_1, hospitals.find(code, day("2018-01-01"), next).orElseThrow().level());
    }

    @Test
    void itNeedsItsCallersTransaction() {
        assertThrows(TransactionalException.class, () -> hospitals.apply(AUTHOR, List.of()));
        assertThrows(TransactionalException.class, () -> catalogue.apply(AUTHOR, List.of()));
    }
}
