package org.onestop.registry;

import io.restassured.response.Response;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicInteger;
import org.onestop.registry.SamplePeople.Sample;

/** A household in a community of its own, with the registrars who answer for it. */
public final class SampleHousehold {

    /** 六枝特区, where neither the sandbox nor another test has anything. */
    private static final String DIVISION = "520203";

    private static final AtomicInteger NEXT = new AtomicInteger();

    /** Numbers that no other test takes. */
    private static final int FIRST_NUMBER = 200_000;

    final String area;
    final SampleRegistrar community;
    final SampleRegistrar township;
    final SampleRegistrar civilAffairs;
    final SampleRegistrar housing;
    final SampleRegistrar union;
    String fileNo;
    String memberId;

    private SampleHousehold(String division) {
        int n = NEXT.incrementAndGet();
        area = division + String.format("%03d%03d", 101 + n / 800, 1 + n % 800);
        community = SampleRegistrar.community(area, "community-" + n);
        township = SampleRegistrar.township(area.substring(0, 9) + "000", "township-" + n);
        civilAffairs = county(Department.CIVIL_AFFAIRS, n);
        housing = county(Department.HOUSING, n);
        union = county(Department.UNION, n);
    }

    private SampleRegistrar county(Department department, int n) {
        return SampleRegistrar.county(area.substring(0, 6) + "000000", department, department + "-" + n);
    }

    /** The registrars of a community where there is no file yet. */
    public static SampleHousehold place() {
        return new SampleHousehold(DIVISION);
    }

    static SampleHousehold placeIn(String division) {
        return new SampleHousehold(division);
    }

    /** A file that was opened on a day, with one member. */
    public static SampleHousehold opened(String openedOn, Sample head) {
        SampleHousehold household = place();
        household.open(openedOn, head);
        return household;
    }

    void open(String openedOn, Sample head) {
        Response answer = community.post("households", opening(openedOn, member(head, "HEAD")));
        answer.then().statusCode(201);
        fileNo = answer.path("fileNo");
        memberId = answer.path("members[0].memberId");
    }

    String opening(String openedOn, String... members) {
        return "{\"area\":\"" + area + "\",\"openedOn\":\"" + openedOn + "\",\"members\":[" + String.join(",", members) + "]}";
    }

    static String member(Sample person, String relation) {
        return "{\"idNumber\":\"" + person.idNumber() + "\",\"name\":\"" + person.name() + "\",\"relation\":\"" + relation + "\"}";
    }

    /** Somebody of whom the register has never heard. */
    static Sample stranger(String name) {
        return new Sample(null, SamplePeople.number(FIRST_NUMBER + NEXT.incrementAndGet()), name);
    }

    public String file() {
        return fileNo;
    }

    public String member() {
        return memberId;
    }

    /** The registrar of the department that owns a category. */
    SampleRegistrar owner(String category) {
        return switch (Department.owning(org.onestop.adjudication.HardshipCategory.valueOf(category))) {
            case CIVIL_AFFAIRS -> civilAffairs;
            case HOUSING -> housing;
            case UNION -> union;
        };
    }

    Response lodge(String category, String lodgedOn) {
        String grade = category.equals("WORKER") ? ",\"grade\":\"DEEP\"" : "";
        return community.post("households/" + fileNo + "/applications", "{\"category\":\"" + category + "\""
                + grade + ",\"statement\":\"因病致贫\",\"lodgedOn\":\"" + lodgedOn + "\"}");
    }

    String lodged(String category, String lodgedOn) {
        return lodge(category, lodgedOn).then().statusCode(201).extract().path("id");
    }

    static String investigation(String decidedOn) {
        String visited = LocalDate.parse(decidedOn).toString();
        return "{\"step\":\"INVESTIGATION\",\"result\":\"PASS\",\"opinion\":\"属实\",\"decidedOn\":\"" + decidedOn
                + "\",\"visitRecord\":{\"visitedOn\":\"" + visited + "\",\"visitors\":[\"经办甲\",\"经办乙\"],"
                + "\"findings\":\"家中无劳动力\",\"income\":{\"monthly\":\"800.50\",\"sources\":\"务农\"},"
                + "\"housing\":{\"tenure\":\"RENTED\",\"floorArea\":40,\"condition\":\"漏雨\"}}}";
    }

    static String step(String step, String result, String decidedOn, String... more) {
        StringBuilder text = new StringBuilder("{\"step\":\"" + step + "\",\"result\":\"" + result
                + "\",\"opinion\":\"意见\",\"decidedOn\":\"" + decidedOn + "\"");
        for (String each : more) {
            text.append(',').append(each);
        }
        return text.append('}').toString();
    }

    Response take(SampleRegistrar who, String application, String step) {
        return who.post("households/" + fileNo + "/applications/" + application + "/steps", step);
    }

    /** From the lodging to the county's desk. */
    String reviewed(String category, String day) {
        String application = lodged(category, day);
        take(community, application, investigation(day)).then().statusCode(201);
        take(township, application, step("REVIEW", "PASS", day)).then().statusCode(201);
        return application;
    }

    /** From the lodging to the effective period, which begins on the same day; the category's id. */
    public String approved(String category, String day) {
        String application = reviewed(category, day);
        return take(owner(category), application, step("APPROVAL", "PASS", day))
                .then().statusCode(201).extract().path("categoryId");
    }

    public Response exit(String category, String lastDay) {
        return civilAffairs.post("households/" + fileNo + "/categories/" + category + "/exit",
                "{\"reason\":\"收入超标\",\"lastDay\":\"" + lastDay + "\"}");
    }

    Response read(SampleRegistrar who, String query) {
        return who.get("households/" + fileNo + query);
    }
}
