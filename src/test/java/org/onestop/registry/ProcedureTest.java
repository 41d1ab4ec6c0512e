package org.onestop.registry;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestop.time.BusinessClock;

/** A file's life from the application to the exit; refusals first. */
@QuarkusTest
class ProcedureTest {

    private static final String DAY = "2018-03-05";

    @Inject
    SamplePeople people;

    @Inject
    RegisterStatements statements;

    @Inject
    BusinessClock clock;

    private SampleHousehold household() {
        return SampleHousehold.opened("2018-01-01", people.resident());
    }

    // ---- lodging ----

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"category":"POOR","statement":"x"}                                          | 400 | invalid-request
            {"category":"DIBAO"}                                                         | 400 | invalid-request
            {"category":"DIBAO","statement":" "}                                         | 400 | invalid-request
            {"category":"DIBAO","statement":"x","grade":"DEEP"}                          | 422 | grade-mismatch
            {"category":"WORKER","statement":"x"}                                        | 422 | grade-mismatch
            {"category":"DIBAO","statement":"x","lodgedOn":"2017-12-31"}                 | 422 | dates-out-of-order
            {"category":"DIBAO","statement":"x","lodgedOn":"2999-12-31"}                 | 422 | date-in-future
            {"category":"WORKER","statement":"x","lodgedOn":"2999-12-31"}                | 422 | date-in-future
            """)
    void anApplicationThatCannotBeLodged(String body, int status, String code) {
        SampleHousehold household = household();
        household.community.post("households/" + household.fileNo + "/applications", body)
                .then().statusCode(status).body("code", equalTo(code));
        household.read(household.community, "").then().body("state", equalTo("REGISTERED"));
    }

    @Test
    void atCountyLevelTheOwningDepartmentAloneLodges() {
        SampleHousehold household = household();
        String path = "households/" + household.fileNo + "/applications";
        String worker = "{\"category\":\"WORKER\",\"grade\":\"DEEP\",\"statement\":\"x\",\"lodgedOn\":\"" + DAY + "\"}";
        household.civilAffairs.post(path, worker).then().statusCode(403).body("code", equalTo("department-mismatch"));
        household.housing.post(path, worker).then().statusCode(403).body("code", equalTo("department-mismatch"));
        household.union.post(path, worker).then().statusCode(201);
        household.township.post(path, worker.replace("WORKER\",\"grade\":\"DEEP", "DIBAO")).then().statusCode(201);
    }

    @Test
    void oneOpenApplicationForACategory() {
        SampleHousehold household = household();
        household.lodged("DIBAO", DAY);
        household.lodge("DIBAO", DAY).then().statusCode(409).body("code", equalTo("application-already-open"));
        household.lodge("HOUSING", DAY).then().statusCode(201);
    }

    @Test
    void whatIsHeldOpenlyIsNotAskedForAgain() {
        SampleHousehold household = household();
        String category = household.approved("DIBAO", DAY);
        household.lodge("DIBAO", "2018-03-06").then().statusCode(409).body("code", equalTo("category-in-force"));
        household.exit(category, "2018-06-30").then().statusCode(201);
        household.lodge("DIBAO", "2018-07-01").then().statusCode(201);
    }

    // ---- the wrong one, at the wrong time ----

    /** Every step by everybody whose it is not, while each of the three is due. */
    @ParameterizedTest
    @CsvSource({"DIBAO", "HOUSING", "WORKER"})
    void everyWrongLevelDepartmentAreaAndOrderIsRefused(String category) {
        SampleHousehold household = household();
        SampleHousehold elsewhere = SampleHousehold.placeIn("520281");
        String application = household.lodged(category, DAY);
        for (String due : List.of("INVESTIGATION", "REVIEW", "APPROVAL")) {
            for (String step : List.of("INVESTIGATION", "REVIEW", "APPROVAL")) {
                String body = body(step);
                for (SampleRegistrar wrong : wrongLevels(household, step)) {
                    household.take(wrong, application, body).then().statusCode(403).body("code", equalTo("level-mismatch"));
                }
                household.take(sameLevel(elsewhere, step, category), application, body)
                        .then().statusCode(404).body("code", equalTo("household-not-found"));
                if (!step.equals(due)) {
                    household.take(sameLevel(household, step, category), application, body).then()
                            .statusCode(409).body("code", equalTo("step-out-of-order")).body("facts.expected", equalTo(due));
                }
            }
            for (SampleRegistrar wrong : List.of(household.civilAffairs, household.housing, household.union)) {
                if (wrong != household.owner(category)) {
                    household.take(wrong, application, body("APPROVAL"))
                            .then().statusCode(403).body("code", equalTo("department-mismatch"));
                }
            }
            household.community.post(path(household, application) + "/resubmission", "{\"statement\":\"x\"}")
                    .then().statusCode(409).body("code", equalTo("step-out-of-order"));
            household.take(sameLevel(household, due, category), application, body(due)).then().statusCode(201);
        }
        household.take(household.owner(category), application, body("APPROVAL"))
                .then().statusCode(409);
        household.take(household.community, application, body("INVESTIGATION"))
                .then().statusCode(409).body("code", equalTo("application-closed"));
        household.community.post(path(household, application) + "/resubmission", "{\"statement\":\"x\"}")
                .then().statusCode(409).body("code", equalTo("application-closed"));
    }

    private static String body(String step) {
        return step.equals("INVESTIGATION") ? SampleHousehold.investigation(DAY) : SampleHousehold.step(step, "PASS", DAY);
    }

    private static String path(SampleHousehold household, String application) {
        return "households/" + household.fileNo + "/applications/" + application;
    }

    private static List<SampleRegistrar> wrongLevels(SampleHousehold household, String step) {
        List<SampleRegistrar> all = new ArrayList<>(List.of(household.community, household.township, household.civilAffairs));
        all.remove(sameLevel(household, step, "DIBAO"));
        return all;
    }

    private static SampleRegistrar sameLevel(SampleHousehold household, String step, String category) {
        return switch (step) {
            case "INVESTIGATION" -> household.community;
            case "REVIEW" -> household.township;
            default -> household.owner(category);
        };
    }

    @Test
    void theThreeStepsNeedThreeSubjectsOverAllRounds() {
        SampleHousehold household = household();
        String application = household.lodged("DIBAO", DAY);
        String area = household.area;
        SampleRegistrar investigator = SampleRegistrar.community(area, "one");
        household.take(investigator, application, body("INVESTIGATION")).then().statusCode(201);
        household.take(SampleRegistrar.township(area.substring(0, 9) + "000", "one"), application, body("REVIEW"))
                .then().statusCode(403).body("code", equalTo("same-subject"));
        SampleRegistrar reviewer = SampleRegistrar.township(area.substring(0, 9) + "000", "two");
        household.take(reviewer, application, SampleHousehold.step("REVIEW", "RETURN", DAY, "\"returnTo\":\"INVESTIGATION\""))
                .then().statusCode(201);
        // Another round: the same step may be the same one's, and whoever took another step stays out of this one.
        household.take(SampleRegistrar.community(area, "two"), application, body("INVESTIGATION"))
                .then().statusCode(403).body("code", equalTo("same-subject"));
        household.take(investigator, application, body("INVESTIGATION")).then().statusCode(201);
        household.take(reviewer, application, body("REVIEW")).then().statusCode(201);
        for (String subject : List.of("one", "two")) {
            household.take(SampleRegistrar.county("520203000000", Department.CIVIL_AFFAIRS, subject), application, body("APPROVAL"))
                    .then().statusCode(403).body("code", equalTo("same-subject"));
        }
        household.take(SampleRegistrar.county("520203000000", Department.CIVIL_AFFAIRS, "three"), application, body("APPROVAL"))
                .then().statusCode(201);
    }

    // ---- what a step must hold ----

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"step":"LODGING","result":"PASS","opinion":"x"}                                                             | 400 | invalid-request
            {"step":"INVESTIGATION","result":"PASS"}                                                                     | 400 | invalid-request
            {"step":"INVESTIGATION","result":"MAYBE","opinion":"x"}                                                      | 400 | invalid-request
            {"step":"INVESTIGATION","result":"PASS","opinion":"x","effectiveFrom":"2018-03-05"}                          | 400 | invalid-request
            {"step":"INVESTIGATION","result":"RETURN","opinion":"x","returnTo":"APPROVAL"}                               | 400 | invalid-request
            {"step":"INVESTIGATION","result":"PASS","opinion":"x","visitRecord":{"findings":"x","visitors":["a","b"]}}   | 400 | invalid-request
            {"step":"INVESTIGATION","result":"PASS","opinion":"x","visitRecord":{"visitedOn":"2018-03-05","findings":"x","visitors":["a","b"],"x":1}} | 400 | invalid-request
            {"step":"INVESTIGATION","result":"PASS","opinion":"x","visitRecord":{"visitedOn":"2018-03-05","findings":"x","visitors":["a",1]}} | 400 | invalid-request
            {"step":"INVESTIGATION","result":"PASS","opinion":"x","visitRecord":{"visitedOn":"2018-03-05","findings":"x","visitors":["a","b"],"income":{"monthly":"1.005"}}} | 400 | invalid-request
            {"step":"INVESTIGATION","result":"PASS","opinion":"x","visitRecord":{"visitedOn":"2018-03-05","findings":"x","visitors":["a","b"],"income":{"monthly":"-1.00"}}} | 422 | amount-out-of-range
            {"step":"INVESTIGATION","result":"PASS","opinion":"x","visitRecord":{"visitedOn":"2018-03-05","findings":"x","visitors":["a","b"],"housing":{"tenure":"OWNED","floorArea":-1}}} | 422 | value-out-of-range
            {"step":"INVESTIGATION","result":"PASS","opinion":"x","visitRecord":{"visitedOn":"2018-03-04","findings":"x","visitors":["a","b"]}} | 422 | dates-out-of-order
            {"step":"INVESTIGATION","result":"PASS","opinion":"x","decidedOn":"2018-03-06","visitRecord":{"visitedOn":"2018-03-07","findings":"x","visitors":["a","b"]}} | 422 | dates-out-of-order
            {"step":"INVESTIGATION","result":"REJECT","opinion":"x","decidedOn":"2018-03-04"}                            | 422 | dates-out-of-order
            {"step":"INVESTIGATION","result":"REJECT","opinion":"x","decidedOn":"2999-03-04"}                            | 422 | date-in-future
            {"step":"INVESTIGATION","result":"PASS","opinion":"x"}                                                       | 422 | visit-record-missing
            {"step":"INVESTIGATION","result":"PASS","opinion":"x","visitRecord":{"visitedOn":"2018-03-05","findings":"x"}} | 422 | visit-record-missing
            {"step":"INVESTIGATION","result":"PASS","opinion":"x","visitRecord":{"visitedOn":"2018-03-05","findings":"x","visitors":["甲"]}} | 422 | visit-record-missing
            {"step":"INVESTIGATION","result":"PASS","opinion":"x","visitRecord":{"visitedOn":"2018-03-05","findings":"x","visitors":["甲"," 甲"]}} | 422 | visit-record-missing
            {"step":"INVESTIGATION","result":"RETURN","opinion":"x"}                                                     | 422 | return-target-invalid
            {"step":"INVESTIGATION","result":"RETURN","opinion":"x","returnTo":"INVESTIGATION"}                          | 422 | return-target-invalid
            {"step":"INVESTIGATION","result":"RETURN","opinion":"x","returnTo":"REVIEW"}                                 | 422 | return-target-invalid
            {"step":"INVESTIGATION","result":"REJECT","opinion":"x","returnTo":"APPLICATION"}                            | 422 | return-target-invalid
            """)
    void anInvestigationThatIsNone(String body, int status, String code) {
        SampleHousehold household = household();
        String application = household.lodged("DIBAO", DAY);
        household.take(household.community, application, body).then().statusCode(status).body("code", equalTo(code));
        household.take(household.community, application, body("INVESTIGATION")).then().statusCode(201);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            DIBAO  | "decidedOn":"2018-03-04"                                    | 422 | dates-out-of-order
            DIBAO  | "decidedOn":"2999-03-04"                                    | 422 | date-in-future
            DIBAO  | "effectiveFrom":"2018-03-04"                                | 422 | dates-out-of-order
            DIBAO  | "effectiveFrom":"2999-03-04"                                | 422 | date-in-future
            DIBAO  | "effectiveFrom":"2018-03-06","effectiveTo":"2018-03-05"     | 422 | dates-out-of-order
            DIBAO  | "decidedOn":"2018-03-06","nextReviewOn":"2018-03-06"        | 422 | dates-out-of-order
            DIBAO  | "grade":"DEEP"                                              | 422 | grade-mismatch
            DIBAO  | "returnTo":"REVIEW"                                         | 422 | return-target-invalid
            DIBAO  | "visitRecord":{"visitedOn":"2018-03-05","findings":"x"}     | 400 | invalid-request
            """)
    void anApprovalThatIsNone(String category, String more, int status, String code) {
        SampleHousehold household = household();
        String application = household.reviewed(category, DAY);
        String body = "{\"step\":\"APPROVAL\",\"result\":\"PASS\",\"opinion\":\"x\"," + more + "}";
        household.take(household.owner(category), application, body).then().statusCode(status).body("code", equalTo(code));
        household.take(household.owner(category), application, body("APPROVAL")).then().statusCode(201);
    }

    @Test
    void nobodyIsApprovedWhereNobodyLives() {
        SampleHousehold household = household();
        String application = household.reviewed("DIBAO", DAY);
        household.community.post("households/" + household.fileNo + "/members/" + household.memberId + "/departure",
                "{\"because\":\"LEFT\",\"lastDay\":\"2018-03-06\"}").then().statusCode(201);
        household.take(household.civilAffairs, application, SampleHousehold.step("APPROVAL", "PASS", "2018-03-07"))
                .then().statusCode(422).body("code", equalTo("household-without-members"));
        household.take(household.civilAffairs, application,
                SampleHousehold.step("APPROVAL", "PASS", "2018-03-07", "\"effectiveFrom\":\"2018-03-06\"")).then().statusCode(201);
    }

    @Test
    void anApplicationOfAnotherHouseholdIsNotThere() {
        SampleHousehold household = household();
        String application = household.lodged("DIBAO", DAY);
        household.open("2018-01-01", people.resident());
        for (String id : List.of(application, UUID.randomUUID().toString(), "x", application.toUpperCase(java.util.Locale.ROOT))) {
            household.take(household.community, id, body("INVESTIGATION"))
                    .then().statusCode(404).body("code", equalTo("application-not-found"));
        }
    }

    // ---- it goes well ----

    @Test
    void aFileFromTheApplicationToTheExit() {
        SampleHousehold household = household();
        Response lodged = household.lodge("DIBAO", DAY);
        // Ten working days after Monday, 5 March 2018.
        lodged.then().statusCode(201).body("state", equalTo("OPEN")).body("stage", equalTo("INVESTIGATION"))
                .body("dueOn", equalTo("2018-03-19"));
        String application = lodged.path("id");
        household.read(household.community, "").then().body("state", equalTo("APPLYING"));
        household.take(household.community, application, SampleHousehold.investigation("2018-03-12")).then()
                .statusCode(201).body("stage", equalTo("REVIEW")).body("dueOn", equalTo("2018-03-19"))
                .body("sequence", equalTo(1)).body("categoryId", nullValue());
        // The Tomb-Sweeping holiday takes Thursday and Friday and gives Sunday, 8 April.
        household.take(household.township, application, SampleHousehold.step("REVIEW", "PASS", "2018-04-03")).then()
                .statusCode(201).body("stage", equalTo("APPROVAL")).body("dueOn", equalTo("2018-04-11"));
        Response approval = household.take(household.civilAffairs, application, SampleHousehold.step("APPROVAL", "PASS",
                "2018-04-09", "\"effectiveFrom\":\"2018-04-01\""));
        approval.then().statusCode(201).body("state", equalTo("APPROVED")).body("stage", nullValue())
                .body("dueOn", nullValue()).body("categoryId", notNullValue());
        String category = approval.path("categoryId");
        household.read(household.community, "?asOf=2018-12-31").then().body("state", equalTo("APPROVED"))
                .body("categories[0].from", equalTo("2018-04-01")).body("categories[0].to", nullValue())
                .body("categories[0].approvedBy", equalTo("CIVIL_AFFAIRS"))
                .body("categories[0].reviewDueOn", equalTo("2019-04-09"))
                .body("categories[0].applicationId", equalTo(application));
        review(household, category, "\"result\":\"CONTINUE\",\"reviewedOn\":\"2019-04-01\",\"nextReviewOn\":\"2020-03-31\"")
                .then().statusCode(201).body("nextReviewOn", equalTo("2020-03-31")).body("lastDay", nullValue());
        household.read(household.community, "").then().body("categories[0].reviewDueOn", equalTo("2020-03-31"))
                .body("reviews", hasSize(1));
        household.exit(category, "2020-01-31").then().statusCode(201).body("lastDay", equalTo("2020-01-31"));
        household.exit(category, "2020-01-30").then().statusCode(409).body("code", equalTo("category-ended"));
        review(household, category, "\"result\":\"CONTINUE\",\"reviewedOn\":\"2020-01-02\"").then().statusCode(409);
        household.read(household.community, "").then().body("state", equalTo("ENDED"))
                .body("categories[0].inForce", equalTo(false)).body("categories[0].endedBecause", equalTo("EXIT"))
                .body("exits[0].reason", equalTo("收入超标"));
        household.read(household.community, "/history").then().body("items.kind", equalTo(List.of(
                "HOUSEHOLD_OPENED", "MEMBER_JOINED", "APPLICATION_LODGED", "STEP_TAKEN", "STEP_TAKEN", "STEP_TAKEN",
                "CATEGORY_APPROVED", "CATEGORY_REVIEWED", "CATEGORY_EXITED")));
    }

    /** The record in the journal is what the page says, from what is stored, by whoever reads both. */
    @Test
    void anApprovalsRecordIsProvedFromWhatIsStored() throws Exception {
        SampleHousehold household = household();
        String application = household.reviewed("WORKER", DAY);
        household.take(household.union, application, SampleHousehold.step("APPROVAL", "PASS", DAY, "\"effectiveTo\":\"2018-12-31\""))
                .then().statusCode(201);
        String form = statements.first("select 'record=APPROVAL.1' || e'\\napplicationId=' || s.application_id || e'\\nsequence='"
                + " || s.sequence || e'\\nfileNo=' || c.file_no || e'\\ncategoryId=' || c.id || e'\\ncategory=' || c.category"
                + " || e'\\ngrade=' || coalesce(c.grade, '') || e'\\napprovedBy=' || c.approved_by || e'\\neffectiveFrom='"
                + " || c.valid_from || e'\\neffectiveTo=' || coalesce(c.valid_to::text, '') || e'\\ndecidedOn=' || s.decided_on"
                + " || e'\\narea=' || s.area || e'\\nsubject=' || s.subject || e'\\nclientId=' || s.client_id"
                + " || e'\\nrecordedAt=' || ? || e'\\nopinion=sha256:' || encode(sha256(s.opinion), 'hex') || e'\\n'"
                + " from application_step s join household_category c on c.application_id = s.application_id"
                + " where s.application_id = ? and s.step = 'APPROVAL'",
                row -> row.getString(1), recordedAt(application), UUID.fromString(application)).orElseThrow();
        byte[] digest = java.security.MessageDigest.getInstance("SHA-256")
                .digest(form.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertEquals(List.of(java.util.HexFormat.of().formatHex(digest)), statements.list(
                "select encode(digest, 'hex') from journal_record where kind = 'APPROVAL' and subject_id = ?",
                row -> row.getString(1), UUID.fromString(application)));
    }

    private String recordedAt(String application) {
        return statements.first("select recorded_at from application_step where application_id = ? and step = 'APPROVAL'",
                row -> row.getObject(1, java.time.OffsetDateTime.class).toInstant().toString(),
                UUID.fromString(application)).orElseThrow();
    }

    @Test
    void anotherGradeMayBeGranted() {
        SampleHousehold household = household();
        String application = household.reviewed("WORKER", DAY);
        household.take(household.union, application, SampleHousehold.step("APPROVAL", "PASS", DAY, "\"grade\":\"ACCIDENT\""))
                .then().statusCode(201);
        household.read(household.community, "").then().body("categories[0].grade", equalTo("ACCIDENT"))
                .body("applications[0].grade", equalTo("DEEP"));
    }

    @Test
    void whatIsReturnedToTheApplicantBeginsAgain() {
        SampleHousehold household = household();
        String application = household.lodged("DIBAO", DAY);
        household.take(household.community, application,
                SampleHousehold.step("INVESTIGATION", "RETURN", "2018-03-06", "\"returnTo\":\"APPLICATION\"")).then()
                .statusCode(201).body("stage", equalTo("LODGING")).body("dueOn", equalTo("2018-04-03"));
        household.take(household.community, application, body("INVESTIGATION")).then().statusCode(422);
        household.take(household.community, application, SampleHousehold.investigation("2018-03-07")).then()
                .statusCode(409).body("code", equalTo("step-out-of-order")).body("facts.expected", equalTo("LODGING"));
        String again = path(household, application) + "/resubmission";
        household.housing.post(again, "{\"statement\":\"x\"}").then().statusCode(403).body("code", equalTo("department-mismatch"));
        household.community.post(again, "{\"statement\":\"x\",\"lodgedOn\":\"2018-03-05\"}").then()
                .statusCode(422).body("code", equalTo("dates-out-of-order"));
        household.community.post(again, "{\"statement\":\"已补交\",\"lodgedOn\":\"2018-03-08\"}").then()
                .statusCode(201).body("stage", equalTo("INVESTIGATION"));
        household.take(household.community, application, SampleHousehold.investigation("2018-03-09")).then().statusCode(201);
        household.take(household.township, application,
                SampleHousehold.step("REVIEW", "RETURN", "2018-03-12", "\"returnTo\":\"INVESTIGATION\"")).then()
                .statusCode(201).body("stage", equalTo("INVESTIGATION"));
        household.take(household.community, application, SampleHousehold.investigation("2018-03-13")).then().statusCode(201);
        household.take(household.township, application, SampleHousehold.step("REVIEW", "PASS", "2018-03-14")).then().statusCode(201);
        household.take(household.civilAffairs, application,
                SampleHousehold.step("APPROVAL", "RETURN", "2018-03-15", "\"returnTo\":\"REVIEW\"")).then().statusCode(201);
        household.take(household.township, application, SampleHousehold.step("REVIEW", "PASS", "2018-03-16")).then().statusCode(201);
        household.take(household.civilAffairs, application, SampleHousehold.step("APPROVAL", "PASS", "2018-03-19"))
                .then().statusCode(201).body("sequence", equalTo(9));
        household.read(household.community, "").then()
                .body("applications[0].steps.step", equalTo(List.of("INVESTIGATION", "LODGING", "INVESTIGATION", "REVIEW",
                        "INVESTIGATION", "REVIEW", "APPROVAL", "REVIEW", "APPROVAL")))
                .body("applications[0].steps[1].opinion", equalTo("已补交"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"INVESTIGATION", "REVIEW", "APPROVAL"})
    void aRejectionEndsItAndSaysWhy(String step) {
        SampleHousehold household = household();
        String application = household.lodged("DIBAO", DAY);
        for (String each : List.of("INVESTIGATION", "REVIEW", "APPROVAL")) {
            if (each.equals(step)) {
                household.take(sameLevel(household, each, "DIBAO"), application, SampleHousehold.step(each, "REJECT", DAY))
                        .then().statusCode(201).body("state", equalTo("REJECTED")).body("stage", nullValue());
                break;
            }
            household.take(sameLevel(household, each, "DIBAO"), application, body(each)).then().statusCode(201);
        }
        household.take(household.community, application, body("INVESTIGATION"))
                .then().statusCode(409).body("code", equalTo("application-closed"));
        household.read(household.community, "").then().body("state", equalTo("REGISTERED"))
                .body("applications[0].state", equalTo("REJECTED"))
                .body("applications[0].steps[-1].opinion", equalTo("意见"));
        household.lodge("DIBAO", DAY).then().statusCode(201);
    }

    // ---- review and exit ----

    private static Response review(SampleHousehold household, String category, String members) {
        return household.civilAffairs.post("households/" + household.fileNo + "/categories/" + category + "/reviews",
                "{\"opinion\":\"意见\"," + members + "}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            reviews | {"result":"CONTINUE","opinion":"x","lastDay":"2018-04-01"}                                  | 400 | invalid-request
            reviews | {"result":"END","opinion":"x","nextReviewOn":"2019-04-01"}                                  | 400 | invalid-request
            reviews | {"result":"CONTINUE","opinion":"x","reviewedOn":"2018-03-04"}                               | 422 | dates-out-of-order
            reviews | {"result":"CONTINUE","opinion":"x","reviewedOn":"2999-03-04"}                               | 422 | date-in-future
            reviews | {"result":"CONTINUE","opinion":"x","reviewedOn":"2018-06-04","nextReviewOn":"2018-06-04"}   | 422 | dates-out-of-order
            reviews | {"result":"END","opinion":"x","lastDay":"2018-03-04"}                                       | 422 | dates-out-of-order
            exit    | {"lastDay":"2018-03-04"}                                                                    | 400 | invalid-request
            exit    | {"reason":"x","lastDay":"2018-03-04"}                                                       | 422 | dates-out-of-order
            exit    | {"reason":"x","lastDay":"2999-03-04"}                                                       | 422 | date-in-future
            """)
    void aReviewOrExitThatCannotBe(String operation, String body, int status, String code) {
        SampleHousehold household = household();
        String path = "households/" + household.fileNo + "/categories/" + household.approved("DIBAO", DAY) + "/" + operation;
        household.civilAffairs.post(path, body).then().statusCode(status).body("code", equalTo(code));
        String good = body.contains("result") ? "{\"result\":\"END\",\"opinion\":\"x\"}" : "{\"reason\":\"x\"}";
        household.community.post(path, good).then().statusCode(403).body("code", equalTo("level-mismatch"));
        household.township.post(path, good).then().statusCode(403).body("code", equalTo("level-mismatch"));
        household.housing.post(path, good).then().statusCode(403).body("code", equalTo("department-mismatch"));
        SampleHousehold.placeIn("520281").civilAffairs.post(path, good).then().statusCode(404);
        household.civilAffairs.post(path.replaceFirst("categories/[^/]+", "categories/" + UUID.randomUUID()), good)
                .then().statusCode(404).body("code", equalTo("category-not-found"));
        household.read(household.community, "").then().body("state", equalTo("APPROVED"));
    }

    @Test
    void aReviewMayEndACategory() {
        SampleHousehold household = household();
        String category = household.approved("DIBAO", DAY);
        review(household, category, "\"result\":\"END\",\"reviewedOn\":\"2019-03-05\",\"lastDay\":\"2019-03-31\"").then()
                .statusCode(201).body("lastDay", equalTo("2019-03-31")).body("nextReviewOn", nullValue());
        household.read(household.community, "?asOf=2019-03-31").then().body("categories[0].inForce", equalTo(true));
        household.read(household.community, "?asOf=2019-04-01").then().body("state", equalTo("ENDED"))
                .body("categories[0].endedBecause", equalTo("REVIEW"));
    }

    /** An approval for a time ends by itself, may be ended sooner, and may be followed by another. */
    @Test
    void anApprovalForATime() {
        SampleHousehold household = household();
        String application = household.reviewed("DIBAO", DAY);
        String category = household.take(household.civilAffairs, application,
                SampleHousehold.step("APPROVAL", "PASS", DAY, "\"effectiveTo\":\"2018-12-31\"")).then().statusCode(201)
                .extract().path("categoryId");
        household.exit(category, "2019-01-01").then().statusCode(409).body("code", equalTo("category-ended"));
        String second = household.reviewed("DIBAO", "2018-12-01");
        household.take(household.civilAffairs, second, SampleHousehold.step("APPROVAL", "PASS", "2018-12-20")).then()
                .statusCode(409).body("code", equalTo("category-in-force"));
        household.exit(category, "2018-11-30").then().statusCode(201);
        household.take(household.civilAffairs, second, SampleHousehold.step("APPROVAL", "PASS", "2018-12-20")).then()
                .statusCode(201);
        household.read(household.community, "?asOf=2018-12-19").then().body("state", equalTo("APPLYING"));
        household.read(household.community, "?asOf=2018-12-20").then().body("state", equalTo("APPROVED"))
                .body("categories", hasSize(2));
    }

    // ---- any order of anything ----

    /** Whatever is tried, an application moves as its steps say, and what waits says the same. */
    @Test
    void whateverIsTriedTheStepsTellWhereItStands() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        SampleHousehold household = household();
        String application = household.lodged("DIBAO", DAY);
        String due = "INVESTIGATION";
        for (int i = 0; i < 60; i++) {
            String step = List.of("INVESTIGATION", "REVIEW", "APPROVAL", "LODGING").get(random.nextInt(4));
            String result = List.of("PASS", "RETURN", "RETURN").get(random.nextInt(3));
            String to = List.of("APPLICATION", "INVESTIGATION", "REVIEW").get(random.nextInt(3));
            Response answer = step.equals("LODGING")
                    ? household.community.post(path(household, application) + "/resubmission",
                            "{\"statement\":\"x\",\"lodgedOn\":\"" + DAY + "\"}")
                    : household.take(sameLevel(household, step, "DIBAO"), application, result.equals("PASS")
                            ? body(step)
                            : SampleHousehold.step(step, "RETURN", DAY, "\"returnTo\":\"" + to + "\""));
            String expected = expected(due, step, result, to);
            String said = "seed " + seed + ", step " + i + ": " + step + " " + result + " " + to + " while " + due + " is due";
            assertEquals(expected != null, answer.statusCode() == 201, said + ": " + answer.asString());
            if (expected != null) {
                due = expected;
            }
            if (due.equals("CLOSED")) {
                household.read(household.community, "").then().body("applications[-1].state", equalTo("APPROVED"));
                household.exit(answer.path("categoryId"), DAY).then().statusCode(201);
                application = household.lodged("DIBAO", LocalDate.parse(DAY).plusDays(1).toString());
                return;
            }
            household.read(household.community, "").then().body("applications[-1].stage", equalTo(due));
            assertEquals(due, statements.first("select stage from open_application where application_id = ?",
                    row -> row.getString(1), UUID.fromString(application)).orElseThrow(), said);
        }
    }

    /** The next stage, or null where the attempt must be refused. */
    private static String expected(String due, String step, String result, String to) {
        if (!step.equals(due)) {
            return null;
        }
        List<String> order = List.of("LODGING", "INVESTIGATION", "REVIEW", "APPROVAL", "CLOSED");
        if (step.equals("LODGING") || result.equals("PASS")) {
            return order.get(order.indexOf(step) + 1);
        }
        String target = to.equals("APPLICATION") ? "LODGING" : to;
        return order.indexOf(target) < order.indexOf(step) ? target : null;
    }
}
