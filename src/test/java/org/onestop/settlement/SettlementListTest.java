package org.onestop.settlement;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestop.registry.SamplePeople;
import org.onestop.registry.SamplePeople.Sample;

/** Lists come in pages: stable, of a bounded number and of a bounded weight. */
@QuarkusTest
class SettlementListTest {

    private static final String TODAY = "to=9999-12-31&from=";

    @Inject
    SamplePeople people;

    @Inject
    TestDatabase database;

    private final SampleHospital hospital = SampleHospital.of("H52028100004");

    private SampleBill bill(Sample person) {
        return SampleBill.of(person, "10.00").at("H52028100004");
    }

    @Test
    void aBillNumberSettledOverAndOverComesInPages() {
        Sample person = people.resident();
        String billNo = "PAGED-" + UUID.randomUUID();
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String id = hospital.settled(bill(person).billNo(billNo)).extract().path("id");
            made.add(id);
            hospital.reverse(SampleBill.newKey(), id).then().statusCode(201);
        }
        assertEquals(made, walked("billNo=" + billNo, 2));
        assertEquals(made, walked("billNo=" + billNo, 200));
    }

    @Test
    void whatIsAddedMeanwhileComesAtTheEndAndMovesNothing() {
        Sample person = people.resident();
        String from = database("select to_char(now() at time zone 'Asia/Shanghai', 'YYYY-MM-DD')");
        for (int i = 0; i < 4; i++) {
            hospital.settled(bill(person));
        }
        List<String> before = walked(TODAY + from, 200);
        JsonPath page = list(TODAY + from + "&limit=2");
        String added = hospital.settled(bill(person)).extract().path("id");
        List<String> all = new ArrayList<>(page.<String>getList("items.id"));
        all.addAll(walked(TODAY + from + "&cursor=" + page.getString("next"), 3));
        before.add(added);
        assertEquals(before, all);
    }

    /** Five settlements of nearly a million bytes each are more than one page takes, however many are allowed. */
    @Test
    void aPageHasAWeight() {
        Sample person = people.resident();
        String billNo = "HEAVY-" + UUID.randomUUID();
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String id = hospital.settled(heavy(person).billNo(billNo)).extract().path("id");
            made.add(id);
            hospital.reverse(SampleBill.newKey(), id).then().statusCode(201);
        }
        hospital.request().get("/api/v1/settlements?limit=200&billNo=" + billNo).then()
                .statusCode(200)
                .body("items.size()", lessThan(5));
        assertEquals(made, walked("billNo=" + billNo, 200));
    }

    private SampleBill heavy(Sample person) {
        SampleBill heavy = bill(person);
        for (int i = 0; i < 4_999; i++) {
            heavy.line("U-" + i, "1", "1.00", "1.00");
        }
        return heavy;
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0&billNo=x", "limit=&billNo=x", "limit=201&billNo=x", "from=2026-01-01&to=2026-01-02&limit="})
    void aLimitIsLookedAtWhateverTheList(String query) {
        refused(query, "limit");
    }

    /** Cursors that nobody was given: without a place, and with places that no database can tell. */
    @ParameterizedTest
    @ValueSource(strings = {"", "KzMwMDAwMC0wMS0wMVQwMDowMDowMFosMDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAw",
        "LTUwMDAtMDEtMDFUMDA6MDA6MDBaLDAwMDAwMDAwLTAwMDAtMDAwMC0wMDAwLTAwMDAwMDAwMDAwMA", "MjAyNi0wMS0wMVQwMDowMDowMFo"})
    void aMadeUpCursorIsRefused(String cursor) {
        refused("from=2026-01-01&to=2026-01-02&cursor=" + cursor, "cursor");
        refused("billNo=x&cursor=" + cursor, "cursor");
    }

    @Test
    void theLastPageHasNoNext() {
        hospital.request().get("/api/v1/settlements?billNo=" + UUID.randomUUID()).then().body("next", nullValue());
    }

    private void refused(String query, String field) {
        hospital.request().urlEncodingEnabled(false).get("/api/v1/settlements?" + query).then()
                .statusCode(400)
                .body("code", equalTo("invalid-request"))
                .body("errors.field", hasItem(field));
    }

    /** The ids of all pages, each of so many at most. */
    private List<String> walked(String query, int limit) {
        List<String> ids = new ArrayList<>();
        String after = "";
        do {
            JsonPath page = list(query + "&limit=" + limit + after);
            List<String> items = page.getList("items.id");
            assertTrue(items.size() <= limit && !(items.isEmpty() && page.getString("next") != null), "a page of " + items.size());
            ids.addAll(items);
            after = page.getString("next") == null ? null : "&cursor=" + page.getString("next");
        } while (after != null);
        return ids;
    }

    private JsonPath list(String query) {
        return hospital.request().get("/api/v1/settlements?" + query).then().statusCode(200).extract().jsonPath();
    }

    private String database(String sql) {
        try {
            return database.one(sql);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
