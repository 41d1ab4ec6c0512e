package org.onestop.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.onestop.adjudication.EncounterType;
import org.onestop.money.Money;

/** Writes the bills of made-up visits as hospitals send them. */
final class YearBills {

    private static final int MOST_LINES = 14;
    private static final int UNLISTED = 30;
    private static final int DECLARED_OTHERWISE = 20;

    private final Map<String, JsonNode> catalogue = new HashMap<>();
    private final long seed;

    YearBills(JsonNode sandbox, long seed) {
        sandbox.get("catalogue").forEach(item -> catalogue.put(SandboxData.text(item, "itemCode"), item));
        this.seed = seed;
    }

    /**
     * The bill of a visit.
     *
     * @param attempt 1, or 2 for the bill that corrects the first: other lines under another number
     */
    byte[] bill(YearVisit visit, int attempt) {
        Draws draws = Draws.of(seed, "bill " + visit.number() + " " + attempt);
        ObjectNode bill = JsonNodeFactory.instance.objectNode();
        bill.put("hospitalCode", visit.hospital().code()).put("billNo", visit.billNo() + (attempt == 1 ? "" : "-2"));
        bill.putObject("patient").put("idNumber", visit.person().idNumber()).put("name", visit.person().name());
        encounter(bill.putObject("encounter"), visit);
        ArrayNode lines = bill.putArray("lines");
        long total = lines(lines, visit, draws);
        bill.put("totalAmount", Money.ofFen(total).toString());
        return bill.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void encounter(ObjectNode encounter, YearVisit visit) {
        encounter.put("type", visit.type().name());
        if (visit.admittedOn() == null) {
            encounter.put("visitedOn", visit.on().toString());
        } else {
            encounter.put("admittedOn", visit.admittedOn().toString()).put("dischargedOn", visit.on().toString());
        }
        if (visit.referral() != null) {
            encounter.put("referral", visit.referral().name());
        }
    }

    private long lines(ArrayNode lines, YearVisit visit, Draws draws) {
        long total = 0;
        if (visit.type() == EncounterType.INPATIENT) {
            int days = (int) ChronoUnit.DAYS.between(visit.admittedOn(), visit.on());
            total += line(lines, YearItem.BED, days, visit.admittedOn(), draws);
            total += line(lines, YearItem.NURSING, days, visit.admittedOn(), draws);
        }
        List<YearItem> affordable = YearItem.affordable(visit.type(), visit.fen() - total);
        while (lines.size() < MOST_LINES && !affordable.isEmpty()) {
            YearItem item = draws.oneOf(affordable);
            // A part of what is left, so that few lines bear most of a bill.
            long share = (visit.fen() - total) * draws.between(100, 600) / 1000;
            total += line(lines, item, item.affordable(share), visit.on(), draws);
            affordable = YearItem.affordable(visit.type(), visit.fen() - total);
        }
        if (draws.chance(UNLISTED) || lines.isEmpty()) {
            total += unlisted(lines, visit.on(), draws);
        }
        return total;
    }

    private long line(ArrayNode lines, YearItem item, int quantity, LocalDate chargedOn, Draws draws) {
        JsonNode listed = catalogue.get(item.code());
        ObjectNode line = line(lines, item.code(), listed.get("name").textValue(), listed.get("feeType").textValue());
        if (draws.chance(DECLARED_OTHERWISE)) {
            line.put("catalogueClass", "A").put("selfPayRatio", "0");
        }
        return charge(line, quantity, item.price(draws), chargedOn);
    }

    /** What the catalogue does not know is settled as declared, and flagged. */
    private static long unlisted(ArrayNode lines, LocalDate chargedOn, Draws draws) {
        ObjectNode line = line(lines, "LOCAL-" + draws.between(1, 20), "院内自编项目", "GENERAL_TREATMENT");
        line.put("catalogueClass", "B").put("selfPayRatio", "0.10");
        return charge(line, 1, draws.between(1_000, 9_000), chargedOn);
    }

    private static ObjectNode line(ArrayNode lines, String code, String name, String feeType) {
        return lines.addObject()
                .put("lineNo", lines.size())
                .put("itemCode", code)
                .put("name", name)
                .put("feeType", feeType);
    }

    private static long charge(ObjectNode line, int quantity, int price, LocalDate chargedOn) {
        long amount = (long) quantity * price;
        line.put("quantity", Integer.toString(quantity))
                .put("unitPrice", Money.ofFen(price).toString())
                .put("amount", Money.ofFen(amount).toString())
                .put("chargedOn", chargedOn.toString());
        return amount;
    }
}
