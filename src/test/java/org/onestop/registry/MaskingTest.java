package org.onestop.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestop.access.Role;
import org.onestop.access.SampleClient;

/** Which role sees a person's number and name in which form; src/docs/personal-data.md, section 2, has the same table. */
@QuarkusTest
class MaskingTest {

    private static final String NAME = "掩名测试人";

    /** One for all rows: a life takes a while. */
    private static MarkedLife person;

    /** How each operation is called, by whatever client. */
    private static final Map<String, Function<SampleClient, Response>> OPERATIONS = Map.ofEntries(
            Map.entry("eligibility", client -> client.ask("eligibility", person.identified(",\"onDate\":\"2018-03-01\""))),
            Map.entry("preview", client -> client.ask(
                    "settlements/preview", person.bill("7.00").stay("2018-02-02", "2018-02-05").toString())),
            Map.entry("settlement", client -> client.get("settlements/" + person.settlement)),
            Map.entry("insurance", client -> client.ask("enrolments/search", person.identified(""))),
            Map.entry("file", client -> client.get("households/" + person.household.fileNo + "?asOf=2018-07-01&purpose=test")),
            Map.entry("history", client -> client.get("households/" + person.household.fileNo + "/history")),
            Map.entry("households", client -> client.ask("households/search", person.identified(""))),
            Map.entry("members", client -> client.ask("mutual-aid/members/search", person.identified(""))),
            Map.entry("benefit", client -> client.get("mutual-aid/benefits/" + person.benefit)),
            Map.entry("bank-file", client -> client.get("mutual-aid/payment-batches/" + person.batch + "/bank-file")),
            Map.entry("findings", client -> client.get("audit/findings?limit=200")),
            Map.entry("export", client -> client.ask("registry/persons/data-export", person.identified(
                    ",\"name\":\"" + NAME + "\",\"reference\":\"1号\",\"purpose\":\"查阅\""))));

    @BeforeEach
    void live() {
        if (person == null) {
            person = new MarkedLife(NAME, "掩名测试之记述");
            person.live();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "eligibility, hospital,         200, MASKED, MASKED",
        "preview,     hospital,         200, MASKED, MASKED",
        "settlement,  hospital,         200, MASKED, MASKED",
        "settlement,  another hospital, 404, NONE,   NONE",
        "insurance,   civil affairs,    200, MASKED, MASKED",
        "insurance,   auditor,          200, MASKED, MASKED",
        "insurance,   hospital,         403, NONE,   NONE",
        "file,        community,        200, FULL,   FULL",
        "file,        township,         200, MASKED, FULL",
        "file,        civil affairs,    200, FULL,   FULL",
        "file,        housing,          200, MASKED, MASKED",
        "file,        auditor,          200, FULL,   FULL",
        "file,        union,            403, NONE,   NONE",
        "file,        hospital,         403, NONE,   NONE",
        "file,        system,           403, NONE,   NONE",
        "file,        policy,           403, NONE,   NONE",
        "history,     housing,          200, NONE,   NONE",
        "households,  community,        200, NONE,   NONE",
        "members,     union,            200, MASKED, MASKED",
        "members,     system,           403, NONE,   NONE",
        "benefit,     union,            200, MASKED, MASKED",
        "bank-file,   union,            200, FULL,   FULL",
        "bank-file,   auditor,          403, NONE,   NONE",
        "findings,    auditor,          200, NONE,   NONE",
        "findings,    system,           403, NONE,   NONE",
        "export,      auditor,          200, FULL,   FULL",
        "export,      civil affairs,    403, NONE,   NONE"
    })
    void everyRoleSeesWhatItNeeds(String operation, String role, int status, Form number, Form name) {
        Response answer = OPERATIONS.get(operation).apply(client(role));
        assertEquals(status, answer.statusCode(), answer::asString);
        String text = answer.asString();
        assertEquals(number, Form.of(text, person.number, IdNumber.parse(person.number).orElseThrow().masked()), text);
        assertEquals(name, Form.of(text, NAME, PersonName.of(NAME).masked()), text);
    }

    /** In which form a text tells something. */
    enum Form {
        FULL,
        MASKED,
        NONE;

        static Form of(String text, String full, String masked) {
            return text.contains(full) ? FULL : text.contains(masked) ? MASKED : NONE;
        }
    }

    private static SampleClient client(String role) {
        String area = person.household.area;
        return switch (role) {
            case "hospital" -> SampleClient.hospital("H52020100001");
            case "another hospital" -> SampleClient.hospital("H52020100002");
            case "community" -> SampleClient.registrar("COMMUNITY", area);
            case "township" -> SampleClient.registrar("TOWNSHIP", area.substring(0, 9) + "000");
            case "civil affairs" -> SampleClient.county("CIVIL_AFFAIRS", area.substring(0, 6) + "000000");
            case "housing" -> SampleClient.county("HOUSING", area.substring(0, 6) + "000000");
            case "auditor" -> SampleClient.of(Role.CIVIL_AFFAIRS_AUDITOR);
            case "union" -> SampleClient.of(Role.UNION_ADMIN);
            case "system" -> SampleClient.of(Role.SYSTEM_ADMIN);
            case "policy" -> SampleClient.of(Role.POLICY_ADMIN);
            default -> throw new IllegalArgumentException(role);
        };
    }
}
