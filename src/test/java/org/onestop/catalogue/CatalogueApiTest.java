package org.onestop.catalogue;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.onestop.access.Role;
import org.onestop.access.SampleClient;
import org.onestop.registry.SamplePeople;
import org.onestop.settlement.SampleBill;
import org.onestop.settlement.SampleHospital;
import org.onestop.settlement.TestDatabase;

/** The catalogue on record: who changes it, what a change does to an item's periods, and that the next bill sees it. */
@QuarkusTest
class CatalogueApiTest {

    private static final AtomicInteger NEXT = new AtomicInteger();

    @Inject
    SamplePeople people;

    @Inject
    TestDatabase database;

    private final SampleClient keeper = SampleClient.of(Role.POLICY_ADMIN);

    private static String newCode() {
        return "T-CAT." + String.format("%06d", NEXT.incrementAndGet());
    }

    /** An item; {@code terms} are further members of the request. */
    private static String body(String code, String catalogueClass, String from, String... terms) {
        return "{\"itemCode\":\"" + code + "\",\"name\":\"测试目录项目\",\"feeType\":\"MATERIAL\",\"catalogueClass\":\""
                + catalogueClass + "\",\"from\":\"" + from + "\"" + String.join("", terms) + "}";
    }

    private String listed(String catalogueClass, String from, String... terms) {
        String code = newCode();
        keeper.post("catalogue/items", body(code, catalogueClass, from, terms)).then().statusCode(201);
        return code;
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, mode = EnumSource.Mode.EXCLUDE, names = "POLICY_ADMIN")
    void onlyTheKeeperOfPoliciesChangesTheCatalogue(Role role) {
        String code = listed("A", "2018-01-01");
        SampleClient other = SampleClient.of(role);
        other.post("catalogue/items", body(code, "C", "2019-01-01")).then().statusCode(403).body("code", equalTo("forbidden"));
        other.post("catalogue/items/" + code + "/end", "{\"lastDay\":\"2019-01-01\"}").then().statusCode(403);
        keeper.get("catalogue/items/" + code).then().body("periods", hasSize(1));
    }

    @ParameterizedTest
    @CsvSource({
        "REGISTRAR, 403", "UNION_ADMIN, 403", "SYSTEM_ADMIN, 403",
        "HOSPITAL, 200", "CIVIL_AFFAIRS_AUDITOR, 200", "POLICY_ADMIN, 200"
    })
    void whoReadsTheCatalogue(Role role, int status) {
        SampleClient reader = SampleClient.of(role, Map.of("hospital_code", "H52020100002"));
        reader.get("catalogue/items").then().statusCode(status);
        reader.get("catalogue/items/" + SampleBill.CLASS_A).then().statusCode(status);
        reader.get("catalogue/changes").then().statusCode(status);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "'catalogueClass':'D'                      | 400 | invalid-request     | /catalogueClass",
        "'feeType':'MIRACLE'                       | 400 | invalid-request     | /feeType",
        "'itemCode':'T/1'                          | 400 | invalid-request     | /itemCode",
        "'name':' '                                | 400 | invalid-request     | /name",
        "'selfPayRatio':'0.12345'                  | 400 | invalid-request     | /selfPayRatio",
        "'priceCeiling':'1.2345678'                | 400 | invalid-request     | /priceCeiling",
        "'selfPayRatio':'1.01'                     | 422 | value-out-of-range  | /selfPayRatio",
        "'selfPayRatio':-0.1                       | 422 | value-out-of-range  | /selfPayRatio",
        "'priceCeiling':'-0.01'                    | 422 | value-out-of-range  | /priceCeiling",
        "'priceCeiling':'100000000.00'             | 422 | value-out-of-range  | /priceCeiling"
    })
    void whatIsNoItemIsRefused(String member, int status, String code, String field) {
        String name = member.substring(1, member.indexOf("'", 1));
        StringBuilder body = new StringBuilder("{" + member.replace('\'', '"'));
        Map.of("itemCode", "T-NONE", "name", "x", "feeType", "OTHER", "catalogueClass", "B").forEach((each, value) -> {
            if (!each.equals(name)) {
                body.append(",\"").append(each).append("\":\"").append(value).append('"');
            }
        });
        keeper.post("catalogue/items", body.append('}').toString()).then().statusCode(status)
                .body("code", equalTo(code)).body("errors[0].field", equalTo(field));
        keeper.get("catalogue/items/T-NONE").then().statusCode(404).body("code", equalTo("item-not-found"));
    }

    @Test
    void onlyWhatIsOpenCanBeEnded() {
        keeper.post("catalogue/items/T-NONE/end", "{\"lastDay\":\"2018-06-30\"}").then().statusCode(404)
                .body("code", equalTo("item-not-found"));
        String code = listed("A", "2018-07-01");
        keeper.post("catalogue/items/" + code + "/end", "{}").then().statusCode(400);
        keeper.post("catalogue/items/" + code + "/end", "{\"lastDay\":\"2018-06-30\"}").then().statusCode(422)
                .body("code", equalTo("dates-out-of-order"));
        keeper.post("catalogue/items/" + code + "/end", "{\"lastDay\":\"2018-12-31\"}").then().statusCode(200);
        keeper.post("catalogue/items/" + code + "/end", "{\"lastDay\":\"2019-12-31\"}").then().statusCode(409)
                .body("code", equalTo("period-ended"));
    }

    @Test
    void periodsFollowEachOtherAndNoneIsRewritten() throws Exception {
        String code = listed("B", "2018-01-01", ",\"selfPayRatio\":\"0.1\",\"priceCeiling\":\"12.5\"");
        keeper.post("catalogue/items", body(code, "A", "2022-01-01")).then().statusCode(201)
                .body("periods.catalogueClass", equalTo(List.of("B", "A")))
                .body("periods[0].selfPayRatio", equalTo("0.10"))
                .body("periods[0].priceCeiling", equalTo("12.5"))
                .body("periods[0].to", equalTo("2021-12-31"))
                .body("periods[1].selfPayRatio", nullValue());
        keeper.post("catalogue/items", body(code, "A", "2022-01-01")).then().statusCode(200);
        keeper.post("catalogue/items", body(code, "C", "2018-01-01")).then().statusCode(201)
                .body("periods.catalogueClass", equalTo(List.of("C", "A")));
        assertEquals(
                List.of("B - true", "B 2021-12-31 true", "A - false", "C 2021-12-31 false"),
                database.column("select catalogue_class || ' ' || coalesce(valid_to::text, '-') || ' '"
                        + " || (superseded_at is not null) from catalogue_item where item_code = '" + code + "' order by id"));
    }

    @Test
    void theListIsSearchedAndPagedWithoutGapOrRepetition() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(listed("A", "1950-01-01"));
        }
        List<String> found = new ArrayList<>();
        String next = "";
        do {
            Response page = keeper.get("catalogue/items?on=1960-01-01&query=t-cat.&limit=2"
                    + (next.isEmpty() ? "" : "&cursor=" + next));
            page.then().statusCode(200);
            found.addAll(page.path("items.itemCode"));
            next = page.path("next");
        } while (next != null);
        assertEquals(made, found);
        keeper.get("catalogue/items?on=1960-01-01&query=目录项").then().body("items", hasSize(5));
        keeper.get("catalogue/items?on=1960-01-01&query=%25").then().body("items", hasSize(0));
        for (String query : List.of("on=1", "limit=0", "cursor=%21", "x=1", "query=", "query=a&query=b")) {
            keeper.get("catalogue/items?" + query).then().statusCode(400).body("code", equalTo("invalid-request"));
        }
    }

    @Test
    void theNextBillSeesTheChangeOnTheDayItCounts() {
        String code = listed("C", "2017-01-01");
        SampleBill bill = new SampleBill(people.resident().idNumber(), "测试居民").line(code, "1", "1000", "1000.00");
        SampleHospital hospital = SampleHospital.ZHONGSHAN;
        hospital.preview(bill).then().statusCode(200).body("split.ownPay", equalTo("1000.00"));
        keeper.post("catalogue/items", body(code, "B", "2018-03-12", ",\"selfPayRatio\":\"0.2\",\"priceCeiling\":\"900\""))
                .then().statusCode(201);
        hospital.preview(bill).then().statusCode(200)
                .body("split.ownPay", equalTo("0.00"))
                .body("split.overCeiling", equalTo("100.00"))
                .body("split.firstPay", equalTo("180.00"));
        hospital.preview(bill.stay("2018-03-01", "2018-03-11")).then().body("split.ownPay", equalTo("1000.00"));
    }

    @Test
    void everyChangeIsToldInTheFeedWithAllPeriods() {
        String next = keeper.get("catalogue/changes?limit=200").path("next");
        while (Boolean.TRUE.equals(keeper.get("catalogue/changes?limit=200&after=" + next).path("more"))) {
            next = keeper.get("catalogue/changes?limit=200&after=" + next).path("next");
        }
        String code = listed("B", "2018-01-01");
        keeper.post("catalogue/items", body(code, "A", "2022-01-01"));
        keeper.post("catalogue/items/" + code + "/end", "{\"lastDay\":\"2025-12-31\"}");
        String own = "items.findAll { it.object == '" + code + "' }";
        keeper.get("catalogue/changes?after=" + next).then().statusCode(200).body("next", notNullValue())
                .body(own + ".kind", equalTo(List.of("ITEM_LISTED", "ITEM_CHANGED", "ITEM_ENDED")))
                .body(own + ".from", equalTo(List.of("2018-01-01", "2022-01-01", "2026-01-01")))
                .body(own + "[2].facts.periods.catalogueClass", equalTo(List.of("B", "A")));
    }
}
