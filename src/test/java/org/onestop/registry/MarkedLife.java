package org.onestop.registry;

import io.restassured.response.Response;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.onestop.access.Role;
import org.onestop.access.SampleClient;
import org.onestop.imports.SampleImporter;
import org.onestop.settlement.SampleBill;
import org.onestop.settlement.SampleHospital;

/**
 * A person whose number and name are used nowhere else, and what such a person lives through: on record, in a household that
 * is approved, in hospital, in the union's mutual aid, corrected and found again, with refusals of every kind on the way.
 */
final class MarkedLife {

    /** Numbers that no other test takes. */
    private static final AtomicInteger NUMBER = new AtomicInteger(2_000_000);

    private static final AtomicInteger UNIT = new AtomicInteger(9_000_000);
    /** After the stay, whose benefit a category would change. */
    private static final String DAY = "2018-05-02";

    final String number = SamplePeople.number(NUMBER.incrementAndGet());
    final String name;

    /** What is written about the person where forms have room for it. */
    final String told;

    final SampleHousehold household = SampleHousehold.place();
    String settlement;
    String benefit;
    String batch;

    /** Answers that may not tell who the person is. */
    final List<Response> silent = new ArrayList<>();

    /** Answers to those who need to know. */
    final List<Response> telling = new ArrayList<>();

    private final SampleRegistrar keeper = SampleRegistrar.client("registrar-civil-affairs");
    private final SampleClient approver = SampleClient.of(Role.UNION_ADMIN, Map.of("sub", "marked-approver"));
    private final SampleClient payer = SampleClient.of(Role.UNION_ADMIN, Map.of("sub", "marked-payer"));

    MarkedLife(String name, String told) {
        this.name = name;
        this.told = told;
    }

    void live() {
        insurance();
        household();
        membership();
        hospital();
        benefit();
        file();
        correction();
    }

    private void insurance() {
        String opening = identified(",\"name\":\"" + name + "\",\"scheme\":\"EMPLOYEE\",\"workingStatus\":\"WORKING\",\"from\":\"2017-01-01\"");
        silent.add(succeeded(keeper.post("enrolments", opening)));
        silent.add(refused(keeper.post("enrolments", opening)));
        silent.add(refused(keeper.post("enrolments", opening.replace(name, name + "甲"))));
        silent.add(succeeded(keeper.post("enrolments/suspensions", identified(",\"from\":\"2017-02-02\""))));
        silent.add(succeeded(keeper.post("enrolments/suspensions/end", identified(",\"lastDay\":\"2017-02-03\""))));
        silent.add(succeeded(keeper.request().body(identified("")).post("/api/v1/enrolments/search")));
        silent.add(refused(keeper.request().body(identified(",\"purpose\":\"" + number + "\"")).post("/api/v1/enrolments/search")));
    }

    private void household() {
        String member = "{\"idNumber\":\"" + number + "\",\"name\":\"" + name + "\",\"relation\":\"HEAD\"}";
        Response opened = succeeded(household.community.post("households", household.opening("2018-01-01", member)));
        silent.add(opened);
        household.fileNo = opened.path("fileNo");
        household.memberId = opened.path("members[0].memberId");
        silent.add(refused(household.community.post("households", household.opening("2018-01-01", member))));
        silent.add(refused(household.community.post("households", member)));
        silent.add(succeeded(household.community.search(identified(""))));
        Response lodged = succeeded(household.community.post("households/" + household.fileNo + "/applications",
                "{\"category\":\"DIBAO\",\"statement\":\"" + told + "\",\"lodgedOn\":\"" + DAY + "\"}"));
        String application = lodged.path("id");
        silent.add(lodged);
        silent.add(succeeded(household.take(household.community, application,
                SampleHousehold.investigation(DAY).replace("家中无劳动力", told).replace("属实", told))));
        silent.add(refused(household.take(household.housing, application, SampleHousehold.step("REVIEW", "PASS", DAY))));
        silent.add(succeeded(household.take(household.township, application,
                SampleHousehold.step("REVIEW", "PASS", DAY).replace("意见", told))));
        Response approved = succeeded(household.take(household.civilAffairs, application,
                SampleHousehold.step("APPROVAL", "PASS", DAY).replace("意见", told)));
        silent.add(approved);
        silent.add(succeeded(household.civilAffairs.post(
                "households/" + household.fileNo + "/categories/" + approved.path("categoryId") + "/reviews",
                "{\"result\":\"CONTINUE\",\"opinion\":\"" + told + "\",\"reviewedOn\":\"2018-06-01\"}")));
        telling.add(succeeded(household.read(household.community, "?asOf=2018-07-01&purpose=复核")));
        silent.add(refused(household.read(household.community, "?purpose=" + number)));
    }

    private void membership() {
        String unit = unit();
        silent.add(succeeded(payer.post("mutual-aid/units", "{\"code\":\"" + unit + "\",\"name\":\"测试单位\"}")));
        Response joined = succeeded(payer.post("mutual-aid/units/" + unit + "/members",
                "{\"term\":2018,\"joinedOn\":\"2018-01-01\",\"members\":[{\"idNumber\":\"" + number + "\",\"name\":\"" + name + "\"}]}"));
        silent.add(joined);
        silent.add(refused(payer.post("mutual-aid/units/" + unit + "/members",
                "{\"term\":2018,\"joinedOn\":\"2018-01-01\",\"members\":[{\"idNumber\":\"" + number + "\",\"name\":\"" + name + "乙\"}]}")));
        silent.add(refused(payer.post("mutual-aid/contributions", payment(unit, "100.00", "T-MARKED-0-" + unit)
                .replace("}", ",\"members\":[{\"idNumber\":\"" + number + "\",\"name\":\"" + name + "\"}]}"))));
        silent.add(succeeded(payer.post("mutual-aid/contributions", payment(unit, "100.00", "T-MARKED-1-" + unit)
                .replace("}", ",\"members\":[{\"membershipId\":\"" + joined.path("members[0].membershipId") + "\"}]}"))));
        silent.add(succeeded(payer.post("mutual-aid/contributions", payment(unit, "100000.00", "T-MARKED-2-" + unit))));
        silent.add(succeeded(payer.ask("mutual-aid/members/search", identified(""))));
    }

    private void hospital() {
        SampleHospital hospital = SampleHospital.ZHONGSHAN;
        SampleBill bill = bill("10500.00");
        String key = SampleBill.newKey();
        silent.add(succeeded(hospital.request().body(identified("")).post("/api/v1/eligibility")));
        silent.add(refused(hospital.request().body(identified(",\"onDate\":\"2999-01-01\"")).post("/api/v1/eligibility")));
        silent.add(succeeded(hospital.preview(bill)));
        Response settled = succeeded(hospital.settle(key, bill));
        settlement = settled.path("id");
        silent.add(settled);
        silent.add(succeeded(hospital.settle(key, bill)));
        silent.add(refused(hospital.settle(key, bill("10501.00"))));
        silent.add(refused(hospital.settle(SampleBill.newKey(), bill)));
        silent.add(refused(hospital.settle(SampleBill.newKey(), bill("1.00").name(name + "丙"))));
        silent.add(refused(hospital.settle(SampleBill.newKey(), bill("1.00").expecting("0.99"))));
        silent.add(refused(hospital.settle(SampleBill.newKey(), bill("1.00").at("H52020300003"))));
        silent.add(succeeded(hospital.read(settlement)));
        silent.add(succeeded(hospital.request().get("/api/v1/settlements?billNo=" + bill.billNo())));
        Response other = succeeded(hospital.settle(SampleBill.newKey(), bill("1.00").visit("OUTPATIENT", "2018-04-02")));
        silent.add(refused(hospital.reverse(SampleBill.newKey(), settlement)));
        silent.add(succeeded(hospital.reverse(SampleBill.newKey(), other.path("id"))));
        silent.add(succeeded(hospital.request().body("{\"idempotencyKey\":\"" + key + "\",\"fence\":true}")
                .post("/api/v1/settlement-inquiries")));
    }

    private void benefit() {
        String page = "";
        do {
            Response opened = succeeded(payer.get("mutual-aid/benefits?status=OPEN&limit=200" + page));
            benefit = opened.path("items.find { it.settlementId == '" + settlement + "' }?.benefitId");
            page = "&cursor=" + opened.path("next");
            silent.add(opened);
        } while (benefit == null && !page.endsWith("null"));
        silent.add(succeeded(approver.post("mutual-aid/benefits/" + benefit + "/approval", "{}")));
        silent.add(refused(approver.post("mutual-aid/benefits/" + benefit + "/rejection", "{\"" + number + "\":\"" + name + "\"}")));
        Response ordered = succeeded(payer.post("mutual-aid/payment-batches", "{\"benefits\":[\"" + benefit + "\"]}"));
        batch = ordered.path("batchId");
        silent.add(ordered);
        telling.add(succeeded(payer.get("mutual-aid/payment-batches/" + batch + "/bank-file")));
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        String report = "业务编号,金额,结果,支付日期,流水号,失败原因\n";
        silent.add(report(report + number + ",210.00,成功," + today + "," + name + ",\n"));
        silent.add(succeeded(report(report + benefit + ",210.00,成功," + today + ",T-MARKED-3-" + benefit.substring(0, 8) + ",\n")));
    }

    private Response report(String file) {
        return payer.request().contentType("text/csv").header("Idempotency-Key", UUID.randomUUID().toString())
                .body(file.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/api/v1/mutual-aid/payment-batches/" + batch + "/bank-report");
    }

    /** A file with good rows and bad ones: the number where a date belongs, the name where a choice does, and so on. */
    private void file() {
        SampleImporter office = SampleImporter.of(
                "registrar", Map.of("level", "COUNTY", "area", household.area.substring(0, 6) + "000000", "department", "CIVIL_AFFAIRS"));
        String header = "idNumber,name,scheme,workingStatus,from,to\n";
        String good = number + "," + name + ",职工,在职,2017-01-01,\n";
        List<String> rows = List.of(
                good, number + "," + name + "丁,职工,在职,2017-01-01,\n", name + "," + number + ",职工,在职,2017-01-01,\n",
                number + "," + name + "," + name + "," + number + "," + number + ",\n", "\"" + number + "\n");
        for (String file : List.of(header + String.join("", rows), good, header + number, "{\"" + number + "\":\"" + name + "\"}")) {
            for (String query : List.of("enrolments", "enrolments?atomic=true")) {
                Response handedIn = office.post(query, file.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                silent.add(handedIn);
                String job = handedIn.path("id");
                if (job != null) {
                    office.ended(job);
                    silent.add(office.get("/" + job));
                    silent.add(office.get("/" + job + "/errors"));
                    silent.add(office.get("/" + job + "/events"));
                }
            }
        }
    }

    /** What was settled is settled on other facts now: a finding. */
    private void correction() {
        silent.add(succeeded(household.civilAffairs.post("enrolments/end", identified(",\"lastDay\":\"2018-03-05\",\"reason\":\"NOT_PAID\""))));
        silent.add(succeeded(SampleRegistrar.auditor().get("audit/findings?limit=200")));
        silent.add(succeeded(SampleRegistrar.auditor().get("registry/changes?limit=200")));
        silent.add(succeeded(household.community.get("registry/work-list")));
    }

    SampleBill bill(String amount) {
        return new SampleBill(number, name).line(SampleBill.CLASS_A, "1", amount, amount);
    }

    String identified(String more) {
        return "{\"idNumber\":\"" + number + "\"" + more + "}";
    }

    private static String payment(String unit, String amount, String reference) {
        return "{\"unitCode\":\"" + unit + "\",\"term\":2018,\"amount\":\"" + amount
                + "\",\"receivedOn\":\"2018-01-01\",\"bankReference\":\"" + reference + "\"}";
    }

    private static String unit() {
        String body = String.format("91520299MB%07d", UNIT.incrementAndGet());
        return "0123456789ABCDEFGHJKLMNPQRTUWXY".chars()
                .mapToObj(check -> body + (char) check)
                .filter(code -> CreditCode.parse(code).isPresent())
                .findFirst()
                .orElseThrow();
    }

    private static Response succeeded(Response answer) {
        if (answer.statusCode() >= 300) {
            throw new AssertionError("refused: " + answer.statusCode() + " " + answer.asString());
        }
        return answer;
    }

    private static Response refused(Response answer) {
        if (answer.statusCode() < 400 || answer.statusCode() >= 500) {
            throw new AssertionError("not refused: " + answer.statusCode() + " " + answer.asString());
        }
        return answer;
    }
}
