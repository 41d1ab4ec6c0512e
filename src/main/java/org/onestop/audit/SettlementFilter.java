package org.onestop.audit;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.onestop.adjudication.EncounterType;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.adjudication.HospitalLevel;
import org.onestop.adjudication.LineFlag;
import org.onestop.adjudication.Scheme;
import org.onestop.http.Queries;
import org.onestop.money.Money;
import org.onestop.refusal.FieldFault;

/**
 * Which settlements an audit looks for. All that is given must fit; null means any.
 *
 * @param division         of the household; {@link Given#NONE} for who belongs to none
 * @param category         the label that was used; {@link Given#NONE} for none
 * @param assistanceClass  1 to 4; {@link Given#NONE} for none
 * @param from             first benefit date
 * @param to               last benefit date
 * @param settledFrom      first day of settling
 * @param settledTo        last day of settling
 * @param totalFrom        least total of the bill
 * @param totalTo          greatest total of the bill
 * @param flag             that a line bears
 * @param person           whose
 */
record SettlementFilter(
        String hospitalCode,
        HospitalLevel hospitalLevel,
        String hospitalDivision,
        String division,
        String category,
        String assistanceClass,
        Scheme scheme,
        EncounterType encounterType,
        LocalDate from,
        LocalDate to,
        LocalDate settledFrom,
        LocalDate settledTo,
        Money totalFrom,
        Money totalTo,
        LineFlag flag,
        SettlementState state,
        UUID person) {

    /** The names of the conditions, in queries and bodies. */
    static final List<String> NAMES = List.of(
            "hospitalCode",
            "hospitalLevel",
            "hospitalDivision",
            "division",
            "category",
            "assistanceClass",
            "scheme",
            "encounterType",
            "from",
            "to",
            "settledFrom",
            "settledTo",
            "totalFrom",
            "totalTo",
            "flag",
            "state");

    private static final Pattern HOSPITAL = Pattern.compile("[A-Z0-9]{1,32}");
    private static final Pattern DIVISION = Pattern.compile("[0-9]{6}");
    private static final Pattern DIVISION_OR_NONE = Pattern.compile("[0-9]{6}|NONE");
    private static final Pattern CLASS_OR_NONE = Pattern.compile("[1-4]|NONE");

    /** Reads the parameters of a query, and refuses any but these and the named ones. */
    static SettlementFilter query(Map<String, List<String>> sent, String... more) {
        List<String> known = new java.util.ArrayList<>(NAMES);
        known.addAll(List.of(more));
        Queries.onlyKnown(sent, known.toArray(String[]::new));
        return read(Given.query(sent));
    }

    /** @throws org.onestop.refusal.RefusedException invalid-request, dates-out-of-order, value-out-of-range */
    static SettlementFilter read(Given given) {
        SettlementFilter filter = new SettlementFilter(
                given.text("hospitalCode", HOSPITAL),
                given.choice("hospitalLevel", HospitalLevel.class),
                given.text("hospitalDivision", DIVISION),
                given.text("division", DIVISION_OR_NONE),
                given.choiceOrNone("category", HardshipCategory.class),
                given.text("assistanceClass", CLASS_OR_NONE),
                given.choice("scheme", Scheme.class),
                given.choice("encounterType", EncounterType.class),
                given.date("from"),
                given.date("to"),
                given.date("settledFrom"),
                given.date("settledTo"),
                given.money("totalFrom"),
                given.money("totalTo"),
                given.choice("flag", LineFlag.class),
                given.choice("state", SettlementState.class),
                null);
        given.ordered("to", filter.from, filter.to);
        given.ordered("settledTo", filter.settledFrom, filter.settledTo);
        given.ordered("totalTo", filter.totalFrom, filter.totalTo);
        return filter;
    }

    /** The same, of one person alone. */
    SettlementFilter of(UUID whose) {
        return new SettlementFilter(
                hospitalCode, hospitalLevel, hospitalDivision, division, category, assistanceClass, scheme, encounterType,
                from, to, settledFrom, settledTo, totalFrom, totalTo, flag, state, whose);
    }

    /** What is asked for, as it is kept in the access log and in exports: {@code name=value} of each condition. */
    String text() {
        Map<String, Object> given = new TreeMap<>();
        put(given, "hospitalCode", hospitalCode);
        put(given, "hospitalLevel", hospitalLevel);
        put(given, "hospitalDivision", hospitalDivision);
        put(given, "division", division);
        put(given, "category", category);
        put(given, "assistanceClass", assistanceClass);
        put(given, "scheme", scheme);
        put(given, "encounterType", encounterType);
        put(given, "from", from);
        put(given, "to", to);
        put(given, "settledFrom", settledFrom);
        put(given, "settledTo", settledTo);
        put(given, "totalFrom", totalFrom);
        put(given, "totalTo", totalTo);
        put(given, "flag", flag);
        put(given, "state", state);
        StringBuilder text = new StringBuilder();
        given.forEach((name, value) -> text.append(text.length() == 0 ? "" : "&").append(name).append('=').append(value));
        return text.toString();
    }

    private static void put(Map<String, Object> given, String name, Object value) {
        if (value != null) {
            given.put(name, value);
        }
    }

    /** The conditions on a row of {@code audit_settlement}. */
    Conditions conditions(DivisionCodes divisions) {
        return new Conditions()
                .is("hospital_code", hospitalCode)
                .is("hospital_level", hospitalLevel)
                .isAny("hospital_division", divisions.of(hospitalDivision))
                .isAny("division", divisions.of(division))
                .is("category", category)
                .is("assistance_class::text", assistanceClass)
                .is("scheme", scheme)
                .is("encounter_type", encounterType)
                .and("benefit_date >= ?", from)
                .and("benefit_date <= ?", to)
                .and("settled_at >= ?", settledFrom == null ? null : Conditions.startOf(settledFrom))
                .and("settled_at < ?", settledTo == null ? null : Conditions.startOf(settledTo.plusDays(1)))
                .and("total >= ?", totalFrom == null ? null : totalFrom.fen())
                .and("total <= ?", totalTo == null ? null : totalTo.fen())
                .holds(flag != null, "flags <> 0 and flags & " + Flags.bit(flag) + " <> 0")
                .holds(state == SettlementState.STANDING, "reversed_on is null")
                .holds(state == SettlementState.REVERSED, "reversed_on is not null")
                .and("person_id = ?", person);
    }
}
