package org.onestop.registry;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestop.access.Holdings;
import org.onestop.access.Role;
import org.onestop.access.SampleClient;
import org.onestop.settlement.TestDatabase;

/** What a person is given who asks what is held about them, and who may give it. */
@QuarkusTest
class DataExportTest {

    private static final String PATH = "registry/persons/data-export";

    /** Tables with a person in them of which nothing is shown: why. */
    private static final Map<String, String> NOT_SHOWN = Map.of(
            "audit_settlement", "what is looked for of settlements, which are shown whole",
            "recomputation_difference", "what an auditor's check of settlements found, which are shown whole",
            "rule_case", "what rules compare of settlements, which are shown whole");

    /** What this test's person has none of. */
    private static final Set<String> EMPTY = Set.of("deaths", "exits", "corrections");

    @Inject
    DataExport export;

    @Inject
    TestDatabase database;

    @Test
    void nobodyButTheAuditorMayAsk() {
        for (SampleClient client : List.of(
                SampleClient.hospital("H52020100001"),
                SampleClient.county("CIVIL_AFFAIRS", "520201000000"),
                SampleClient.registrar("COMMUNITY", "520201001001"),
                SampleClient.of(Role.UNION_ADMIN),
                SampleClient.of(Role.POLICY_ADMIN),
                SampleClient.of(Role.SYSTEM_ADMIN))) {
            ask(client, request("520299197002021021", "样例乙", "信访1号", "本人查阅")).then()
                    .statusCode(403).body("code", equalTo("forbidden"));
        }
    }

    /** The person's number or name in what the access log keeps, numbers that could be one, signs that no office uses. */
    @ParameterizedTest
    @CsvSource({
        "520299197002021021, 本人查阅, reference", "样例乙2号, 本人查阅, reference", "110101199001011, 本人查阅, reference",
        "<1>, 本人查阅, reference", "信访1号, 样例乙查阅, purpose", "信访1号, 生于19700202, purpose"
    })
    void whatIsKeptOfTheRequestNamesNobody(String reference, String purpose, String field) {
        ask(auditor(), request("520299197002021021", "样例乙", reference, purpose)).then()
                .statusCode(400).body("errors.field", equalTo(List.of("/" + field)));
    }

    @Test
    void aNumberAloneIsNotEnough() throws Exception {
        String before = looks();
        ask(auditor(), request("520299197002021021", "样例丙", "信访2号", "本人查阅")).then()
                .statusCode(422).body("code", equalTo("person-name-mismatch"));
        ask(auditor(), request("520299197002021022", "样例乙", "信访2号", "本人查阅")).then()
                .statusCode(422).body("code", equalTo("id-number-invalid"));
        ask(auditor(), request(SamplePeople.number(2_900_000), "样例乙", "信访2号", "本人查阅")).then()
                .statusCode(422).body("code", equalTo("person-unknown"));
        assertEquals(Integer.parseInt(before) + 2, Integer.parseInt(looks()), "found or not, it is recorded");
    }

    @Test
    void everythingIsGivenAndThatItWasIsRecorded() throws Exception {
        MarkedLife person = new MarkedLife("昝本人请求", "昝家之情况");
        person.live();
        Response answer = ask(auditor(), request(person.number, person.name, "信访〔2026〕113号", "本人查阅、复制"));
        answer.then().statusCode(200)
                .body("idNumber", equalTo(person.number))
                .body("name", equalTo(person.name))
                .body("identities.identity", hasItem(person.number + "\n" + person.name))
                .body("enrolments.scheme", hasItem("EMPLOYEE"))
                .body("householdMemberships.fileNo", hasItem(person.household.fileNo))
                .body("applications.statement", hasItem(person.told))
                .body("applicationSteps.opinion", hasItem(person.told))
                .body("categories.category", hasItem("DIBAO"))
                .body("settlements.id", hasItem(person.settlement))
                .body("settlements.find { it.id == '" + person.settlement + "' }.answer.split.total", equalTo("10500.00"))
                .body("reversals.size()", equalTo(1))
                .body("contributions[0].amount", equalTo("100.00"))
                .body("benefits[0].id", equalTo(person.benefit))
                .body("benefits[0].amount", equalTo("210.00"))
                .body("findings.size()", equalTo(1))
                .body("accesses.operation", hasItem("DOWNLOAD_BANK_FILE"))
                .body("accesses.findAll { it.operation == 'EXPORT_PERSON_DATA' }.object", equalTo(List.of("信访〔2026〕113号")));
        JsonPath held = answer.jsonPath();
        for (Holdings.Section section : export.sections()) {
            assertEquals(EMPTY.contains(section.name()), held.getList(section.name()).isEmpty(), section.name());
        }
        assertTrue(held.getString("applicationSteps.visit").contains(person.told));
        // Another person's data, of whom the same tables are full, are not among them.
        assertEquals(Set.of(person.number), numbersIn(answer.asString()));
    }

    /** Whoever adds a table with people in it says here or in a feature's holdings what becomes of it. */
    @Test
    void everyTableWithAPersonIsShown() throws Exception {
        String statements = export.sections().stream().map(Holdings.Section::sql).collect(Collectors.joining("\n"));
        List<String> tables = database.column("select distinct c.table_name from information_schema.columns c"
                + " join information_schema.tables t using (table_schema, table_name)"
                + " where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.column_name = 'person_id'");
        assertTrue(tables.size() > 12, tables::toString);
        assertEquals(List.of(), tables.stream()
                .filter(table -> !statements.matches("(?s).*\\b(from|join) " + table + "\\b.*") && !NOT_SHOWN.containsKey(table))
                .toList());
        assertFalse(tables.stream().anyMatch(table -> NOT_SHOWN.getOrDefault(table, "why").isBlank()));
    }

    private String looks() throws Exception {
        return database.one("select count(*) from access_record where operation = 'EXPORT_PERSON_DATA' and object = '信访2号'");
    }

    private static Set<String> numbersIn(String text) {
        return java.util.regex.Pattern.compile("[0-9]{17}[0-9X]").matcher(text).results()
                .map(java.util.regex.MatchResult::group)
                .filter(each -> IdNumber.parse(each).isPresent())
                .collect(Collectors.toSet());
    }

    private static SampleClient auditor() {
        return SampleClient.of(Role.CIVIL_AFFAIRS_AUDITOR);
    }

    private static Response ask(SampleClient client, String request) {
        return client.ask(PATH, request);
    }

    private static String request(String number, String name, String reference, String purpose) {
        return "{\"idNumber\":\"" + number + "\",\"name\":\"" + name + "\",\"reference\":\"" + reference + "\",\"purpose\":\""
                + purpose + "\"}";
    }
}
