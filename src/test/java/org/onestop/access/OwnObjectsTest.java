package org.onestop.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.onestop.http.DocumentedOperation;
import org.onestop.registry.SampleHousehold;
import org.onestop.registry.SamplePeople;
import org.onestop.settlement.SampleBill;
import org.onestop.settlement.SampleHospital;

/** What is another's is answered exactly as what never was, whichever operation asks for it. */
@QuarkusTest
class OwnObjectsTest {

    @Inject
    SamplePeople people;

    @Test
    void anotherHospitalsSettlementIsAsOneThatNeverWas() {
        SampleBill bill = SampleBill.of(people.resident(), "1.00");
        String key = SampleBill.newKey();
        String settlement = SampleHospital.ZHONGSHAN.settle(key, bill).then().statusCode(201).extract().path("id");
        SampleClient stranger = SampleClient.hospital("H52020100002");
        alike(stranger, each -> each.template().startsWith("/api/v1/settlements/{id}"), 2, Map.of("id", settlement));
        String reversal = SampleHospital.ZHONGSHAN.reverse(SampleBill.newKey(), settlement)
                .then().statusCode(201).extract().path("id");
        alike(stranger, each -> each.template().startsWith("/api/v1/settlements/{id}"), 2, Map.of("id", reversal));
        assertEquals(stranger.get("settlements?billNo=NEVER-WAS").asString(),
                stranger.get("settlements?billNo=" + bill.billNo()).asString());
        for (String question : List.of("settlement-inquiries", "settlement-withdrawals")) {
            assertEquals(stranger.ask(question, keyed("never-" + UUID.randomUUID())).asString(),
                    stranger.ask(question, keyed(key)).asString(), question);
        }
        SampleHospital.ZHONGSHAN.read(settlement).then().statusCode(200);
    }

    /** Somebody else's area, at every level; and the file, its members and its categories. */
    @Test
    void anotherAreasHouseholdIsAsOneThatNeverWas() {
        SampleHousehold household = SampleHousehold.opened("2018-01-01", people.resident());
        String category = household.approved("DIBAO", "2018-03-05");
        Map<String, String> real = Map.of("fileNo", household.file(), "memberId", household.member(), "categoryId", category);
        for (SampleClient stranger : List.of(
                SampleClient.registrar("COMMUNITY", "520201001001"),
                SampleClient.registrar("TOWNSHIP", "520201001000"),
                SampleClient.county("CIVIL_AFFAIRS", "520201000000"),
                SampleClient.county("HOUSING", "520221000000"),
                SampleClient.county("UNION", "520281000000"))) {
            alike(stranger, each -> each.template().contains("{fileNo}"), 13, real);
        }
    }

    /** Also within one's own area: what belongs to another file is not this file's. */
    @Test
    void whatBelongsToAnotherFileIsAsWhatNeverWas() {
        SampleHousehold one = SampleHousehold.opened("2018-01-01", people.resident());
        SampleHousehold other = SampleHousehold.opened("2018-01-01", people.resident());
        String category = other.approved("DIBAO", "2018-03-05");
        SampleClient county = SampleClient.county("CIVIL_AFFAIRS", "520203000000");
        Predicate<DocumentedOperation> within =
                each -> each.template().contains("{memberId}") || each.template().contains("{categoryId}");
        alike(county, within, 6, Map.of("fileNo", one.file(), "memberId", other.member(), "categoryId", category),
                Map.of("fileNo", one.file(), "memberId", UUID.randomUUID().toString(), "categoryId", UUID.randomUUID().toString()));
    }

    @Test
    void anothersImportIsAsOneThatNeverWas() {
        String job = SampleClient.of(Role.POLICY_ADMIN).request().contentType("text/csv")
                .header("Idempotency-Key", SampleBill.newKey()).body("a,b\n1,2\n").post("/api/v1/imports/catalogue")
                .then().statusCode(202).extract().path("id");
        for (SampleClient stranger : List.of(
                SampleClient.of(Role.UNION_ADMIN),
                SampleClient.county("CIVIL_AFFAIRS", "520201000000"),
                SampleClient.of(Role.POLICY_ADMIN, Map.of("client_id", "another-policy-admin")))) {
            alike(stranger, each -> each.template().startsWith("/api/v1/imports/{import}")
                    && !List.of("startImport", "readImportTemplate").contains(each.id()), 4, Map.of("import", job));
        }
    }

    private static void alike(
            SampleClient stranger, Predicate<DocumentedOperation> asked, int operations, Map<String, String> real) {
        Map<String, String> never = new java.util.TreeMap<>();
        real.keySet().forEach(name -> never.put(name, name.equals("fileNo") ? "520203-2018-999999" : UUID.randomUUID().toString()));
        alike(stranger, asked, operations, real, never);
    }

    /** Asks every one of these operations for an object that is there and for one that never was. */
    private static void alike(SampleClient stranger, Predicate<DocumentedOperation> asked, int operations,
            Map<String, String> real, Map<String, String> never) {
        List<DocumentedOperation> all = DocumentedOperation.all().stream().filter(asked).toList();
        assertTrue(all.size() >= operations, () -> "only " + all.size() + " operations");
        for (DocumentedOperation operation : all) {
            for (PlausibleRequest request : PlausibleRequest.of(operation)) {
                Response forbidden = request.with(never).send(stranger.token(), UUID.randomUUID().toString());
                Response hidden = request.with(real).send(stranger.token(), UUID.randomUUID().toString());
                assertTrue(List.of(403, 404).contains(hidden.statusCode()), () -> request.name() + ": " + hidden.asString());
                assertEquals(forbidden.statusCode(), hidden.statusCode(), request.name());
                assertEquals(forbidden.asString(), hidden.asString(), request.name());
            }
        }
    }

    private static String keyed(String key) {
        return "{\"idempotencyKey\":\"" + key + "\"}";
    }
}
