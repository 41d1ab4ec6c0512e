package org.onestop.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.onestop.adjudication.EncounterType;
import org.onestop.adjudication.HospitalLevel;
import org.onestop.adjudication.LineFlag;
import org.onestop.bill.FeeType;
import org.onestop.money.Money;
import org.onestop.money.Quantity;
import org.onestop.settlement.SettledBill;
import org.onestop.time.BusinessClock;

/** One of cases/audit-rules.yaml. */
record RuleCase(AuditRule rule, String name, Map<String, String> with, RuleFacts facts, Map<String, String> hit) {

    private static final UUID PERSON = new UUID(0, 1);

    static List<RuleCase> all() {
        try (InputStream file = RuleCase.class.getResourceAsStream("/cases/audit-rules.yaml")) {
            List<RuleCase> cases = new ArrayList<>();
            new ObjectMapper(new YAMLFactory()).readTree(file).forEach(each -> cases.add(read(each)));
            return cases;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RuleCase read(JsonNode json) {
        return new RuleCase(
                AuditRule.valueOf(json.get("rule").asText()),
                json.get("case").asText(),
                map(json.path("with")),
                facts(json),
                json.has("hit") ? map(json.get("hit")) : null);
    }

    private static Map<String, String> map(JsonNode json) {
        Map<String, String> found = new HashMap<>();
        json.properties().forEach(each -> found.put(each.getKey(), each.getValue().asText()));
        return found;
    }

    private static RuleFacts facts(JsonNode json) {
        if (json.has("reversals")) {
            String[] part = json.get("reversals").asText().split(" ");
            List<UUID> reversed = new ArrayList<>();
            for (int i = 1; i <= Integer.parseInt(part[3]); i++) {
                reversed.add(new UUID(1, i));
            }
            return RuleFacts.ofClient(new RuleFacts.Reversals(
                    part[0], YearMonth.parse(part[1]), Integer.parseInt(part[2]), reversed));
        }
        List<RuleFacts.Stay> bills = texts(json, "bills").stream().map(RuleCase::bill).toList();
        RuleFacts.Register register = new RuleFacts.Register(
                json.has("diedOn") ? LocalDate.parse(json.get("diedOn").asText()) : null,
                texts(json, json.has("enrolled") ? "enrolled" : "").stream().map(RuleCase::days).toList(),
                texts(json, "suspended").stream().map(RuleCase::days).toList(),
                texts(json, "ended").stream().map(RuleCase::end).toList());
        SettledBill fresh = fresh(bills.get(0), texts(json, "lines").stream().map(RuleCase::line).toList());
        return RuleFacts.ofPerson(bills, register, List.of(fresh), Map.of(fresh.id(), cases(json)));
    }

    private static List<String> texts(JsonNode json, String name) {
        return StreamSupport.stream(json.path(name).spliterator(), false).map(JsonNode::asText).toList();
    }

    private static RuleFacts.Stay bill(String text) {
        String[] part = text.split(" ");
        RuleFacts.Days days = days(part[3]);
        boolean isStay = part[3].contains("..");
        return new RuleFacts.Stay(
                new UUID(1, Long.parseLong(part[0])),
                part[1],
                EncounterType.valueOf(part[2]),
                isStay ? days.from() : null,
                isStay ? days.to() : days.from(),
                part.length > 5 ? part[5] : null,
                Money.parse(part[4]),
                part.length > 6 ? morning(part[6]) : morning("2018-12-31"));
    }

    private static OffsetDateTime morning(String day) {
        return LocalDate.parse(day).atTime(8, 0).atZone(BusinessClock.ZONE).toOffsetDateTime();
    }

    private static RuleFacts.Days days(String text) {
        String[] end = text.split("\\.\\.");
        return new RuleFacts.Days(LocalDate.parse(end[0]), end.length > 1 ? LocalDate.parse(end[1]) : null);
    }

    private static RuleFacts.CategoryEnd end(String text) {
        String[] part = text.split(" ");
        return new RuleFacts.CategoryEnd(part[0], LocalDate.parse(part[1]), morning(part[2]));
    }

    private static SettledBill.Line line(String text) {
        String[] part = text.split(" ");
        Set<LineFlag> flags = EnumSet.noneOf(LineFlag.class);
        Arrays.stream(part).skip(4).map(LineFlag::valueOf).forEach(flags::add);
        return new SettledBill.Line(
                1, part[0], FeeType.valueOf(part[1]), Quantity.parse(part[2]), Money.parse(part[3]), null, flags);
    }

    private static SettledBill fresh(RuleFacts.Stay bill, List<SettledBill.Line> lines) {
        return new SettledBill(bill.id(), PERSON, "c1", bill.hospital(), HospitalLevel.LEVEL_2, bill.type(),
                bill.admittedOn(), bill.on(), bill.category(), "I63.900", bill.total(), bill.settledAt(), lines);
    }

    private static List<Money> cases(JsonNode json) {
        List<Money> all = new ArrayList<>();
        for (String text : texts(json, "cases")) {
            String[] part = text.split(" x ");
            all.addAll(Collections.nCopies(Integer.parseInt(part[1]), Money.parse(part[0])));
        }
        return all;
    }

    @Override
    public String toString() {
        return rule + ": " + name;
    }
}
