package org.onestop.mutualaid;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.onestop.access.Role;
import org.onestop.access.SampleClient;
import org.onestop.registry.SamplePeople;
import org.onestop.settlement.SampleBill;
import org.onestop.settlement.SampleHospital;
import org.onestop.settlement.TestDatabase;

/** Members in good standing whose stays have opened benefits, and the two people at the union who deal with them. */
@ApplicationScoped
class SampleBenefits {

    /** Approves; as a client it is the same one that pays. */
    static final SampleClient APPROVER = SampleClient.of(Role.UNION_ADMIN, Map.of("sub", "union-approver"));

    static final SampleClient PAYER = SampleClient.of(Role.UNION_ADMIN, Map.of("sub", "union-payer"));
    static final String PATH = "mutual-aid/benefits/";

    private final SamplePeople people;
    private final TestDatabase database;

    SampleBenefits(SamplePeople people, TestDatabase database) {
        this.people = people;
        this.database = database;
    }

    /** A stay of a member, settled; {@code amount} is what mutual aid pays for it. */
    record Case(SamplePeople.Sample person, String unit, String settlement, String benefit, String amount) {}

    /** An employee of a new unit, who has paid for 2018 and waited. */
    SamplePeople.Sample member(String unit) {
        SamplePeople.Sample person = people.employee();
        List<String> memberships = SampleUnion.ADMIN.post("units/" + unit + "/members", "{\"term\":2018,\"joinedOn\":\"2018-01-01\","
                        + "\"members\":[{\"idNumber\":\"" + person.idNumber() + "\",\"name\":\"" + person.name() + "\"}]}")
                .then().statusCode(201).extract().path("members.membershipId");
        SampleUnion.ADMIN.paid(SampleUnion.payment(unit, 2018, "100.00", "2018-01-01", memberships));
        return person;
    }

    /** A new member's first stay: of 10,500 in scope basic insurance pays 9,000; of the burden of 1,500 mutual aid 210. */
    Case opened() {
        String unit = SampleUnion.ADMIN.unit();
        return opened(member(unit), unit, "10500.00");
    }

    Case opened(SamplePeople.Sample person, String unit, String total) {
        JsonPath settled = SampleHospital.ZHONGSHAN.settled(SampleBill.of(person, total)).extract().jsonPath();
        String id = settled.getString("id");
        return new Case(person, unit, id, benefitOf(id), settled.getString("mutualAid.expected"));
    }

    /** The settlement of somebody who is no member. */
    String withoutMembership() {
        return SampleHospital.ZHONGSHAN.settled(SampleBill.of(people.employee(), "10500.00")).extract().path("id");
    }

    String benefitOf(String settlement) {
        try {
            return database.one("select id from benefit where settlement_id = '" + settlement + "'");
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An opened one whose money has come in too, and that is approved. */
    Case approved() {
        Case opened = opened();
        funded();
        approve(opened).then().statusCode(201);
        return opened;
    }

    Case paid() {
        Case approved = approved();
        pay(approved).then().statusCode(201);
        return approved;
    }

    /** Ten thousand more at the bank. */
    static void funded() {
        SampleUnion.ADMIN.paid(SampleUnion.payment(
                SampleUnion.ADMIN.unit(), 2018, "10000.00", "2018-01-02", SampleUnion.reference()));
    }

    static Response approve(Case each) {
        return APPROVER.post(PATH + each.benefit() + "/approval", "{}");
    }

    static Response reject(Case each) {
        return APPROVER.post(PATH + each.benefit() + "/rejection", "{\"reason\":\"材料不符\"}");
    }

    static Response pay(Case each) {
        return pay(PAYER, each, SampleUnion.reference());
    }

    static Response pay(SampleClient client, Case each, String reference) {
        return client.post(PATH + each.benefit() + "/payment", transfer("paidOn", today(), reference));
    }

    static Response repay(Case each, String amount) {
        String transfer = transfer("receivedOn", today(), SampleUnion.reference());
        return PAYER.post(
                PATH + each.benefit() + "/repayments", "{\"amount\":\"" + amount + "\"," + transfer.substring(1));
    }

    static String transfer(String field, LocalDate day, String reference) {
        return "{\"" + field + "\":\"" + day + "\",\"bankReference\":\"" + reference + "\"}";
    }

    static LocalDate today() {
        return LocalDate.now(java.time.ZoneId.of("Asia/Shanghai"));
    }

    static Response reverse(Case each) {
        return SampleHospital.ZHONGSHAN.reverse(UUID.randomUUID().toString(), each.settlement());
    }

    static JsonPath read(Case each) {
        return PAYER.get(PATH + each.benefit()).then().statusCode(200).extract().jsonPath();
    }

    static String state(Case each) {
        return read(each).getString("benefit.state");
    }

    /** What the books have of a benefit: reason and lines of each entry, those that undo another too. */
    List<String> entries(Case each) throws java.sql.SQLException {
        return database.column("select e.reason || ' ' || array_to_string(e.debit_accounts, ',') || '/'"
                + " || array_to_string(e.credit_accounts, ',') || ' ' || e.debit_amounts[1] from ledger_entry e"
                + " left join ledger_entry a on a.id = e.reverses where e.source_id like '" + each.benefit() + "%'"
                + " or a.source_id = '" + each.benefit() + "' order by e.number");
    }
}
