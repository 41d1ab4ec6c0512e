package org.onestop.mutualaid;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.onestop.money.Money;
import org.onestop.registry.SamplePeople;
import org.onestop.settlement.SampleBill;
import org.onestop.settlement.SampleHospital;
import org.onestop.settlement.TestDatabase;

/**
 * Writes the walk-through of a unit's and a member's year from what the service really does, and compares it with the document:
 * a document that has gone stale fails. What it should be then stands under {@code target}.
 */
@QuarkusTest
class WalkthroughTest {

    private static final Path DOCUMENT = Path.of("src/docs/mutual-aid-walkthrough.md");
    private static final Path FRESH = Path.of("target/mutual-aid-walkthrough.md");
    private static final String TODAY = "办理当日 that day";

    @Inject
    SampleBenefits benefits;

    @Inject
    SamplePeople people;

    @Inject
    TestDatabase database;

    private final StringBuilder text = new StringBuilder();
    private final Map<String, Long> sums = new TreeMap<>();
    private final Map<String, String> names = new LinkedHashMap<>();
    private long told;
    private int number;
    private String unit;

    @Test
    void theDocumentTellsWhatHappens() throws SQLException, IOException {
        told = Long.parseLong(database.one("select coalesce(max(number), 0) from ledger_entry"));
        unit = SampleUnion.ADMIN.unit();
        write("# 一个单位和一名会员的一年 A unit's and a member's year\n");
        write("由测试`WalkthroughTest`根据服务的实际办理写成,与之不符则构建失败;怎样办理见[mutual-aid.md](mutual-aid.md)。金额为元。\n\n"
                + "Written by a test from what the service really does; the build fails where it differs. How it is done is told in\n"
                + "[mutual-aid.md](mutual-aid.md). Amounts in yuan.\n");
        joinsAndPays();
        SamplePeople.Sample member = benefits.member(unit);
        section("会员 A member", "一名职工同日入会缴费,首次入会等待30天,自1月31日起有待遇。 An employee joins and pays on the first"
                + " day of the year; a first\njoiner waits 30 days and is covered from 31 January.");
        firstStay(member);
        secondStay(member);
        thirdStay(member);
        end();
        Files.createDirectories(FRESH.getParent());
        Files.writeString(FRESH, text, StandardCharsets.UTF_8);
        assertEquals(Files.readString(DOCUMENT), text.toString(), "the document is stale; what it should be: " + FRESH);
    }

    private void joinsAndPays() throws SQLException {
        List<String> memberships = SampleUnion.ADMIN.members(unit, 2018, "2018-01-01", 3);
        section("入会 Joining", "三名职工通过单位入会,每人每期100元。 Three employees join through their unit, 100 yuan each for the term.");
        String payment = SampleUnion.payment(unit, 2018, "350.00", "2018-01-05", SampleUnion.reference());
        JsonPath paid = SampleUnion.ADMIN.paid(payment);
        assertEquals(3, memberships.size());
        section("缴款 Payment", "单位缴350元,多出的50元待处理。 The unit pays 350; the 50 that are too much go into suspense.");
        SampleUnion.ADMIN
                .post("contributions/" + paid.getString("contribution.contributionId") + "/refunds",
                        SampleUnion.refund("50.00", "2018-01-20", SampleUnion.reference()))
                .then().statusCode(201);
        section("退还多缴 Refund", "多缴的50元退还单位。 The 50 go back to the unit.");
    }

    private void firstStay(SamplePeople.Sample member) throws SQLException {
        SampleBenefits.Case stay = stay("第一次住院 The first stay", member, "10500.00");
        // The fund is more than this unit: what others have paid is there when a benefit is approved.
        otherUnitsPay();
        SampleBenefits.approve(stay).then().statusCode(201);
        section("审批 Approval", "工会审批:记支出和应付。 The union approves: expense and payable.");
        SampleBenefits.pay(stay).then().statusCode(201);
        section("发放 Payment", "由另一人发放。 Another person pays.");
    }

    private void secondStay(SamplePeople.Sample member) throws SQLException {
        SampleBenefits.Case stay = stay("第二次住院 The second stay", member, "10400.00");
        SampleBenefits.approve(stay).then().statusCode(201);
        section("审批 Approval", "累计负担已过800元,超出部分全按比例。 The term's burden is above 800 by now; all of it counts.");
        SampleBenefits.reverse(stay).then().statusCode(201);
        section("发放前冲正 Undone before payment", "医院冲正结算,审批的凭证被反向凭证冲回,互助金取消。 The hospital undoes the settlement:"
                + " the approval's entry is undone by\nits opposite, the benefit is cancelled.");
    }

    private void thirdStay(SamplePeople.Sample member) throws SQLException {
        SampleBenefits.Case stay = stay("再次结算 Settled again", member, "10400.00");
        SampleBenefits.approve(stay).then().statusCode(201);
        String batch = SampleBenefits.PAYER
                .post("mutual-aid/payment-batches", "{\"benefits\":[\"" + stay.benefit() + "\"]}")
                .then().statusCode(201).extract().path("batchId");
        SampleBenefits.PAYER.request().contentType("text/csv").header("Idempotency-Key", UUID.randomUUID().toString())
                .body("benefitId,amount,result\n" + stay.benefit() + "," + stay.amount() + ",PAID\n")
                .post("/api/v1/mutual-aid/payment-batches/" + batch + "/bank-report").then().statusCode(201);
        section("批次发放 Paid in an order", "审批后列入发放批次;回盘文件报告成功时记账。 Approved, ordered from the bank, and posted when its"
                + " report says paid.");
        SampleBenefits.reverse(stay).then().statusCode(201);
        section("发放后冲正 Undone after payment", "已发放的成为会员应退回款。 What was paid is owed by the member.");
        SampleBenefits.repay(stay, stay.amount()).then().statusCode(201);
        section("退回 Paid back", "会员退回。 The member pays back.");
    }

    private void otherUnitsPay() throws SQLException {
        SampleBenefits.funded();
        told = Long.parseLong(database.one("select max(number) from ledger_entry"));
    }

    private SampleBenefits.Case stay(String title, SamplePeople.Sample member, String total) throws SQLException {
        JsonPath settled = SampleHospital.ZHONGSHAN.settled(SampleBill.of(member, total)).extract().jsonPath();
        String id = settled.getString("id");
        SampleBenefits.Case stay = new SampleBenefits.Case(
                member, unit, id, benefits.benefitOf(id), settled.getString("mutualAid.expected"));
        JsonPath read = SampleBenefits.read(stay);
        write("\n## " + title + "\n");
        write("医疗费" + total + "元,基本医保付" + read.getString("settlement.fundTotal") + "元;结算同时产生互助金"
                + stay.amount() + "元,尚不入账。计算过程:\n\nOf " + total + " basic insurance pays "
                + read.getString("settlement.fundTotal") + "; with the settlement a benefit of " + stay.amount()
                + " is opened, not posted yet. How it came about:\n");
        List<String> formulas = read.getList("trace.formula");
        List<String> rules = read.getList("trace.rule");
        for (int i = 0; i < formulas.size(); i++) {
            write("- `" + rules.get(i) + "`: " + formulas.get(i));
        }
        return stay;
    }

    /** A heading, what happened, and the entries that it has brought. */
    private void section(String title, String what) throws SQLException {
        write("\n## " + title + "\n");
        write(what + "\n");
        List<String> entries = database.column("select concat_ws('|', number, reason, event_date, array_to_string(debit_accounts, ','),"
                + " array_to_string(debit_amounts, ','), array_to_string(credit_accounts, ','), array_to_string(credit_amounts, ','))"
                + " from ledger_entry where number > " + told + " order by number");
        write("| 凭证 entry | 事由 reason | 发生日期 day | 借方 debit | 贷方 credit | 金额 amount |\n|---|---|---|---|---|---|");
        for (String entry : entries) {
            String[] part = entry.split("\\|");
            told = Long.parseLong(part[0]);
            number++;
            String day = part[2].equals(SampleBenefits.today().toString()) ? TODAY : part[2];
            lines(day, part[1], part[3].split(","), part[4].split(","), 1);
            lines(day, part[1], part[5].split(","), part[6].split(","), -1);
        }
    }

    private void lines(String day, String reason, String[] accounts, String[] amounts, int sign) throws SQLException {
        for (int i = 0; i < accounts.length; i++) {
            long fen = Long.parseLong(amounts[i]);
            sums.merge(accounts[i], sign * fen, Long::sum);
            String name = name(accounts[i]);
            write("| " + number + " | `" + reason + "` | " + day + " | " + (sign > 0 ? name : "") + " | " + (sign < 0 ? name : "")
                    + " | " + Money.ofFen(fen) + " |");
        }
    }

    private String name(String account) throws SQLException {
        if (!names.containsKey(account)) {
            names.put(account, database.one(
                    "select code || ' ' || name_zh || ' ' || name_en from ledger_account where code = '" + account + "'"));
        }
        return names.get(account);
    }

    private void end() throws SQLException {
        write("\n## 年末 At the end\n");
        write("以上凭证在各科目的余额,借为正、贷为负,合计为零。 What these entries leave on each account, debits positive, credits"
                + " negative; together nothing.\n");
        write("| 科目 account | 余额 balance |\n|---|---|");
        long sum = 0;
        for (Map.Entry<String, Long> each : new ArrayList<>(sums.entrySet())) {
            write("| " + name(each.getKey()) + " | " + Money.ofFen(each.getValue()) + " |");
            sum += each.getValue();
        }
        assertEquals(0, sum);
        write("\n四人缴400元,发放210元;年度结账把会费收入和互助金支出结转基金结余190元。 Four have paid 400, 210 were paid out; closing"
                + " the year\ncarries income and expense, 190, to the fund balance.");
    }

    private void write(String line) {
        text.append(line).append('\n');
    }
}
