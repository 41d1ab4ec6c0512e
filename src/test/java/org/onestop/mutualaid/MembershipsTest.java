package org.onestop.mutualaid;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestop.journal.Changes;
import org.onestop.money.Money;
import org.onestop.refusal.RefusalCode;
import org.onestop.registry.CreditCode;
import org.onestop.registry.IdNumber;
import org.onestop.registry.Persons;
import org.onestop.registry.SamplePeople;
import org.onestop.time.BusinessClock;

/** Units, members of a term, and what settlements learn of them. */
@QuarkusTest
class MembershipsTest {

    private static final Changes.Author AUTHOR = new Changes.Author("union-test", "union-test");

    /** The sandbox's. */
    private static final CreditCode UNIT = CreditCode.parse("12520201000000115H").orElseThrow();

    @Inject
    Units units;

    @Inject
    Memberships memberships;

    @Inject
    Contributions contributions;

    @Inject
    MemberRows rows;

    @Inject
    Accruals accruals;

    @Inject
    BusinessClock clock;

    @Inject
    SamplePeople people;

    @Inject
    Persons persons;

    @Inject
    AgroalDataSource database;

    private static Joining joining(SamplePeople.Sample person, int term, String joinedOn) {
        return new Joining(person.id(), term, UNIT, LocalDate.parse(joinedOn));
    }

    private Memberships.Joined join(Joining joining) {
        return memberships.joinAll(AUTHOR, List.of(joining)).get(0);
    }

    private void refused(RefusalCode code, Joining joining) {
        assertEquals(code, join(joining).verdict().refusal());
        assertEquals(List.of(), rows.ofPerson(joining.person()));
    }

    /** Joins, and pays on the day of joining. */
    private void joinAndPay(SamplePeople.Sample person, int term, String joinedOn) {
        LocalDate day = LocalDate.parse(joinedOn);
        UUID membership = join(joining(person, term, joinedOn)).membership();
        contributions.receive(
                AUTHOR,
                Payment.of(UNIT, term, Money.parse("100.00"), day, "TEST-" + membership, List.of(membership)));
    }

    @Test
    void theSandboxsUnitTakesPart() {
        assertEquals(Optional.of("样例事业单位"), units.find(UNIT).map(Unit::name));
    }

    @Test
    void unitsAreRegisteredOnceEach() throws SQLException {
        CreditCode code = code("91520299MA6DXL8A4");
        assertEquals(Optional.empty(), units.find(code));
        Unit unit = new Unit(code, "样例企业");
        assertEquals(1, units.registerAll(AUTHOR, List.of(unit, new Unit(code, "同一代码"), new Unit(UNIT, "已登记"))));
        assertEquals(0, units.registerAll(AUTHOR, List.of(unit)));
        assertEquals(Optional.of(unit), units.find(code));
        assertEquals("1", one("select count(*) from change_record where kind = 'UNIT_REGISTERED' and object = '" + code + "'"));
    }

    /** The code with its check character: the one that is taken. */
    private static CreditCode code(String withoutCheck) {
        return "0123456789ABCDEFGHJKLMNPQRTUWXY".chars()
                .mapToObj(check -> CreditCode.parse(withoutCheck + (char) check))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void nobodyJoinsAUnitThatTakesNoPart() {
        CreditCode other = code("91520299MA6DXL8B2");
        refused(
                RefusalCode.UNIT_UNKNOWN,
                new Joining(people.employee().id(), 2018, other, LocalDate.of(2018, 1, 1)));
    }

    @Test
    void aTermWithoutPolicyTakesNobody() {
        refused(RefusalCode.NO_POLICY_IN_FORCE, joining(people.employee(), 2016, "2016-05-01"));
    }

    @Test
    void aTermTooFarAheadTakesNobody() {
        int term = clock.today().getYear() + 2;
        refused(RefusalCode.VALUE_OUT_OF_RANGE, joining(people.employee(), term, term + "-01-01"));
    }

    @Test
    void aJoiningLiesInItsTerm() {
        refused(RefusalCode.DATES_OUT_OF_ORDER, joining(people.employee(), 2018, "2019-01-01"));
    }

    /** Whoever joins for the first time waits 30 days; whoever was in good standing in the term before does not. */
    @ParameterizedTest
    @CsvSource({
        "2018-03-01, true, 2018-02-28, false, false",
        "2018-03-01, true, 2018-03-01, true, false",
        "2018-03-01, true, 2018-03-30, true, false",
        "2018-03-01, true, 2018-03-31, true, true",
        "2018-03-01, true, 2018-12-31, true, true",
        "2018-03-01, true, 2019-01-01, false, false",
        "2018-01-01, false, 2018-01-01, true, true",
        "2018-01-01, false, 2017-05-31, false, false"
    })
    void settlementsLearnFromWhenAMemberIsCovered(String joinedOn, boolean first, String day, boolean member, boolean good) {
        SamplePeople.Sample person = people.employee();
        if (!first) {
            joinAndPay(person, 2017, "2017-06-01");
        }
        joinAndPay(person, 2018, joinedOn);
        assertEquals(List.of(member, good), standing(person, day));
    }

    private static List<Boolean> standing(SamplePeople.Sample person, String day) {
        String token = given().auth()
                .preemptive()
                .basic("his-H52020100001", "sandbox-h52020100001")
                .formParam("grant_type", "client_credentials")
                .post("/api/v1/token")
                .path("access_token");
        var answer = given().header("Authorization", "Bearer " + token)
                .contentType("application/json")
                .body("{\"idNumber\":\"" + person.idNumber() + "\",\"onDate\":\"" + day + "\"}")
                .post("/api/v1/eligibility")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        return List.of(answer.getBoolean("mutualAid.member"), answer.getBoolean("mutualAid.inGoodStanding"));
    }

    @Test
    void aPersonIsAMemberOnceATerm() throws SQLException {
        SamplePeople.Sample person = people.employee();
        List<Joining> twice = List.of(
                joining(person, 2018, "2018-01-01"),
                joining(person, 2018, "2018-02-01"),
                joining(person, 2019, "2019-01-01"));
        assertEquals(List.of("ADDED", "REFUSED", "ADDED"), states(memberships.joinAll(AUTHOR, twice)));
        assertEquals(List.of("UNCHANGED", "REFUSED", "UNCHANGED"), states(memberships.joinAll(AUTHOR, twice)));
        assertEquals("2018-01-01 2019-01-01", one("select string_agg(joined_on::text, ' ' order by term) from membership"
                + " where superseded_at is null and person_id = '" + person.id() + "'"));
        assertEquals("2", one("select count(*) from change_record where kind = 'MEMBERSHIP_BEGUN' and person_id = '"
                + person.id() + "' and topic = 'MUTUAL_AID'"));
    }

    private static List<String> states(List<Memberships.Joined> joined) {
        return joined.stream().map(each -> each.verdict().state().name()).toList();
    }

    @Test
    void aMembershipFromBeforeContributionsWereKeptOwesItsOwn() throws SQLException {
        SamplePeople.Sample person = people.employee();
        run("insert into membership (membership_id, person_id, term, credit_code, joined_on, first_joiner, recorded_at)"
                + " values (gen_random_uuid(), '" + person.id() + "', 2018, '" + UNIT + "', '2018-03-01', true, now())");
        assertEquals(Member.Contribution.NONE, rows.ofPerson(person.id()).get(0).contribution());
        accruals.catchUp(null);
        Member member = rows.ofPerson(person.id()).get(0);
        assertEquals(Member.Contribution.DUE, member.contribution());
        String entries = one("select count(*) from ledger_entry");
        accruals.catchUp(null);
        assertEquals(entries, one("select count(*) from ledger_entry"));
        contributions.receive(
                AUTHOR,
                Payment.of(
                        UNIT, 2018, member.due(), LocalDate.of(2018, 3, 1), "TEST-" + member.id(), List.of(member.id())));
        assertEquals(List.of(true, true), standing(person, "2018-03-31"));
    }

    @Test
    void theDatabaseTakesNoSecondMembershipOnOneDay() {
        SamplePeople.Sample person = people.employee();
        join(joining(person, 2018, "2018-01-01"));
        SQLException refused = assertThrows(SQLException.class, () -> run("insert into membership (membership_id, person_id,"
                + " term, credit_code, joined_on, first_joiner, recorded_at) values (gen_random_uuid(), '" + person.id()
                + "', 2018, '" + UNIT + "', '2018-06-01', false, now())"));
        assertEquals("23P01", refused.getSQLState(), refused::getMessage);
    }

    @Test
    void manyPersonsAreFoundAtOnceInTheirOrder() {
        SamplePeople.Sample one = people.employee();
        SamplePeople.Sample other = people.resident();
        List<IdNumber> numbers = Stream.of(other.idNumber(), SamplePeople.number(999_999), one.idNumber())
                .map(text -> IdNumber.parse(text).orElseThrow())
                .toList();
        assertEquals(Arrays.asList(other.id(), null, one.id()), persons.findAll(numbers));
        assertTrue(persons.findAll(List.of()).isEmpty());
    }

    private String one(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
