package org.onestop.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.onestop.adjudication.Bands;
import org.onestop.adjudication.HospitalLevel;
import org.onestop.adjudication.Place;
import org.onestop.adjudication.RepeatRule;
import org.onestop.adjudication.Rows;
import org.onestop.adjudication.Scheme;
import org.onestop.adjudication.WorkingStatus;
import org.onestop.money.Money;
import org.onestop.money.Ratio;

/** The kinds of values that are tables by hospital level, place, referral and working status, for one scheme. */
final class TableKinds {

    /** What stands in a row beside its selectors. */
    private record Cell<T>(Set<String> keys, Function<Element, T> reads, BiConsumer<ObjectNode, T> writes) {}

    private enum ReferralWord {
        REFERRED,
        UNREFERRED,
        ANY
    }

    private enum WorkingWord {
        WORKING,
        RETIRED,
        ANY
    }

    private enum RepeatWord {
        NONE,
        HALVE,
        STEP,
        LADDER
    }

    private static final String VALUE = "value";
    private static final Set<String> SELECTORS = Set.of("levels", "places", "referral", "working_status");

    private static final Cell<Money> AMOUNT = new Cell<>(
            Set.of(VALUE), row -> row.required(VALUE).amount(), (row, amount) -> row.set(VALUE, Kinds.text(amount)));
    private static final Cell<Ratio> SHARE = new Cell<>(
            Set.of(VALUE), row -> row.required(VALUE).share(), (row, share) -> row.set(VALUE, Kinds.text(share)));
    private static final Cell<Bands> BANDS =
            new Cell<>(Set.of(VALUE, "bands"), TableKinds::readBands, TableKinds::writeBands);
    private static final Cell<List<Money>> AMOUNTS = new Cell<>(
            Set.of("amounts"),
            row -> row.required("amounts").each(Element::amount),
            TableKinds::writeAmounts);

    private final Scheme scheme;

    TableKinds(Scheme scheme) {
        this.scheme = scheme;
    }

    Kind<Rows<Money>> amounts() {
        return table("amount_table", AMOUNT);
    }

    Kind<Rows<Ratio>> shares() {
        return table("share_table", SHARE);
    }

    Kind<Rows<Bands>> rates() {
        return table("rate_table", BANDS);
    }

    Kind<RepeatRule> repeatRule() {
        return new Kind<>("repeat_rule", this::readRepeatRule, TableKinds::writeRepeatRule);
    }

    private <T> Kind<Rows<T>> table(String schema, Cell<T> cell) {
        return new Kind<>(schema, element -> read(element, cell), rows -> write(rows, cell));
    }

    private <T> Rows<T> read(Element element, Cell<T> cell) {
        List<Rows.Row<T>> rows = element.each(row -> readRow(row, cell));
        TableCover.check(element, scheme, rows);
        return new Rows<>(rows);
    }

    private static <T> Rows.Row<T> readRow(Element row, Cell<T> cell) {
        Set<String> keys = new TreeSet<>(SELECTORS);
        keys.addAll(cell.keys());
        row.onlyKeys(keys);
        return new Rows.Row<>(
                selected(row, "levels", HospitalLevel.class),
                selected(row, "places", Place.class),
                unreferred(row),
                workingStatuses(row),
                cell.reads().apply(row));
    }

    /** The words listed; empty, which means all, where the selector is absent or lists all of them. */
    private static <E extends Enum<E>> Set<E> selected(Element row, String key, Class<E> words) {
        Set<E> found = row.optional(key).map(list -> list.words(words)).orElse(Set.of());
        return found.size() == words.getEnumConstants().length ? Set.of() : found;
    }

    private static Boolean unreferred(Element row) {
        ReferralWord word =
                row.optional("referral").map(each -> each.word(ReferralWord.class)).orElse(ReferralWord.ANY);
        return word == ReferralWord.ANY ? null : Boolean.valueOf(word == ReferralWord.UNREFERRED);
    }

    private static Set<WorkingStatus> workingStatuses(Element row) {
        WorkingWord word =
                row.optional("working_status").map(each -> each.word(WorkingWord.class)).orElse(WorkingWord.ANY);
        return word == WorkingWord.ANY ? Set.of() : Set.of(WorkingStatus.valueOf(word.name()));
    }

    private static <T> JsonNode write(Rows<T> rows, Cell<T> cell) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        rows.rows().stream()
                .map(row -> writeRow(row, cell))
                .sorted(Comparator.comparing(JsonNode::toString))
                .forEach(list::add);
        return list;
    }

    private static <T> ObjectNode writeRow(Rows.Row<T> row, Cell<T> cell) {
        ObjectNode node = Kinds.mapping();
        if (!row.levels().isEmpty()) {
            node.set("levels", Kinds.list(row.levels()));
        }
        if (!row.places().isEmpty()) {
            node.set("places", Kinds.list(row.places()));
        }
        if (row.unreferred() != null) {
            node.set("referral", Kinds.text(row.unreferred() ? ReferralWord.UNREFERRED : ReferralWord.REFERRED));
        }
        row.workingStatuses().forEach(status -> node.set("working_status", Kinds.text(status)));
        cell.writes().accept(node, row.value());
        return node;
    }

    /** One rate for everything, or bands. */
    private static Bands readBands(Element row) {
        if (row.optional(VALUE).isPresent() == row.optional("bands").isPresent()) {
            throw row.flawed(FlawKind.MISSING_KEY, "value | bands");
        }
        return row.optional("bands")
                .map(Kinds::readBands)
                .orElseGet(() -> new Bands(
                        List.of(new Bands.Band(Money.ZERO, null, row.required(VALUE).share()))));
    }

    private static void writeBands(ObjectNode row, Bands bands) {
        if (bands.bands().size() == 1) {
            row.set(VALUE, Kinds.text(bands.bands().get(0).rate()));
        } else {
            row.set("bands", Kinds.writeBands(bands));
        }
    }

    private static void writeAmounts(ObjectNode row, List<Money> amounts) {
        ArrayNode list = row.putArray("amounts");
        amounts.forEach(amount -> list.add(Kinds.text(amount)));
    }

    private RepeatRule readRepeatRule(Element element) {
        switch (element.required("rule").word(RepeatWord.class)) {
            case STEP:
                element.onlyKeys(Set.of("rule", "step", "floor"));
                return new RepeatRule.Step(
                        element.required("step").amount(), element.required("floor").amount());
            case LADDER:
                element.onlyKeys(Set.of("rule", "rows"));
                return new RepeatRule.Ladder(read(element.required("rows"), AMOUNTS));
            case HALVE:
                element.onlyKeys(Set.of("rule"));
                return new RepeatRule.Halve();
            default:
                element.onlyKeys(Set.of("rule"));
                return new RepeatRule.None();
        }
    }

    private static JsonNode writeRepeatRule(RepeatRule rule) {
        ObjectNode node = Kinds.mapping();
        if (rule instanceof RepeatRule.Step step) {
            node.set("floor", Kinds.text(step.floor()));
            node.set("step", Kinds.text(step.step()));
        } else if (rule instanceof RepeatRule.Ladder ladder) {
            node.set("rows", write(ladder.amounts(), AMOUNTS));
        }
        return node.set("rule", Kinds.text(RepeatWord.valueOf(rule.label())));
    }
}
