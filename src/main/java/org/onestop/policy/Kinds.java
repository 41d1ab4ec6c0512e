package org.onestop.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.onestop.adjudication.Bands;
import org.onestop.adjudication.EncounterType;
import org.onestop.adjudication.YearlyCap;
import org.onestop.money.Money;
import org.onestop.money.Ratio;

/** The kinds of values without a table: amounts, rates, words, caps and bands. */
final class Kinds {

    static final Kind<Money> AMOUNT = new Kind<>("amount", Element::amount, Kinds::text);
    static final Kind<Ratio> SHARE = new Kind<>("share", Element::share, Kinds::text);
    static final Kind<Boolean> FLAG = new Kind<>("flag", Element::flag, Kinds::text);
    static final Kind<Integer> DAYS = new Kind<>("days", element -> element.count(0, 366), Kinds::text);
    static final Kind<Set<Integer>> CLASSES = new Kind<>("classes", Kinds::readClasses, Kinds::list);
    static final Kind<Set<EncounterType>> ENCOUNTER_TYPES =
            new Kind<>("encounter_types", element -> Set.copyOf(element.words(EncounterType.class)), Kinds::list);
    static final Kind<YearlyCap> POOL_CAP = new Kind<>("pool_cap", Kinds::readPoolCap, Kinds::writePoolCap);
    static final Kind<YearlyCap> PAYMENT_CAP = new Kind<>("payment_cap", Kinds::readPaymentCap, Kinds::writePaymentCap);
    static final Kind<Bands> BANDS = new Kind<>("bands", Kinds::readBands, Kinds::writeBands);

    private Kinds() {}

    static <E extends Enum<E>> Kind<E> word(String schema, Class<E> words) {
        return new Kind<>(schema, element -> element.word(words), Kinds::text);
    }

    static TextNode text(Object value) {
        return TextNode.valueOf(value == null ? Element.NONE : value.toString());
    }

    static ObjectNode mapping() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Words and numbers in their own order. */
    static <T extends Comparable<? super T>> ArrayNode list(Collection<T> values) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        new TreeSet<>(values).forEach(value -> list.add(text(value)));
        return list;
    }

    private static Set<Integer> readClasses(Element element) {
        Set<Integer> found = new TreeSet<>();
        element.eachOrNone(entry -> {
            int one = entry.count(1, 4);
            if (!found.add(one)) {
                throw entry.flawed(FlawKind.DUPLICATE_ENTRY, Integer.toString(one));
            }
            return one;
        });
        return Set.copyOf(found);
    }

    private static YearlyCap readPoolCap(Element element) {
        element.onlyKeys(Set.of("limits", "amount"));
        return new YearlyCap(
                element.required("limits").word(YearlyCap.Convention.class),
                element.required("amount").amountOrNone());
    }

    private static JsonNode writePoolCap(YearlyCap cap) {
        return mapping().<ObjectNode>set("amount", text(cap.amount())).set("limits", text(cap.convention()));
    }

    private static YearlyCap readPaymentCap(Element element) {
        return new YearlyCap(YearlyCap.Convention.PAYMENT, element.amountOrNone());
    }

    private static JsonNode writePaymentCap(YearlyCap cap) {
        return text(cap.amount());
    }

    /** Bands in any order that join from 0 to an open end. */
    static Bands readBands(Element element) {
        List<Bands.Band> bands = new ArrayList<>(element.each(Kinds::readBand));
        bands.sort(Comparator.comparing(Bands.Band::from));
        if (!bands.get(0).from().isZero()) {
            throw element.flawed(FlawKind.BANDS_NOT_FROM_ZERO, bands.get(0).from().toString());
        }
        for (int i = 1; i < bands.size(); i++) {
            Money end = bands.get(i - 1).to();
            if (!bands.get(i).from().equals(end)) {
                throw element.flawed(
                        FlawKind.BANDS_DO_NOT_JOIN,
                        (end == null ? Element.NONE : end) + " -> " + bands.get(i).from());
            }
        }
        Money end = bands.get(bands.size() - 1).to();
        if (end != null) {
            throw element.flawed(FlawKind.BANDS_NOT_OPEN, end.toString());
        }
        return new Bands(bands);
    }

    private static Bands.Band readBand(Element element) {
        element.onlyKeys(Set.of("from", "to", "rate"));
        Money from = element.required("from").amount();
        Element end = element.required("to");
        Money to = end.amountOrNone();
        if (to != null && to.compareTo(from) <= 0) {
            throw end.flawed(FlawKind.BANDS_DO_NOT_JOIN, from + " .. " + to);
        }
        return new Bands.Band(from, to, element.required("rate").share());
    }

    static JsonNode writeBands(Bands bands) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (Bands.Band band : bands.bands()) {
            ObjectNode one = list.addObject();
            one.set("from", text(band.from()));
            one.set("rate", text(band.rate()));
            one.set("to", text(band.to()));
        }
        return list;
    }
}
