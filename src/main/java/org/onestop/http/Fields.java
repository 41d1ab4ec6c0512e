package org.onestop.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.onestop.money.Money;
import org.onestop.money.Quantity;
import org.onestop.money.Ratio;
import org.onestop.money.UnitPrice;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/**
 * Reads the members of one JSON object strictly. Every fault of form is collected with its place (JSON pointer, RFC
 * 6901), so that a caller learns of all of them at once; a faulty or missing member reads as null. {@link #close()}
 * reports members that nobody asked for; {@link #refuseIfFaulty()} of the outermost object ends the reading.
 *
 * <p>A member that is {@code null} counts as absent.
 */
public final class Fields {

    /** As many members as a bill's line has, of which there may be thousands. */
    private static final int MOST_MEMBERS = 12;

    /** No more faults than this are reported of one request. */
    private static final int MOST_FAULTS = 100;

    private final JsonNode object;
    private final Place place;
    private final List<FieldFault> faults;
    private final List<String> asked = new ArrayList<>(MOST_MEMBERS);

    private Fields(JsonNode object, Place place, List<FieldFault> faults) {
        this.object = object;
        this.place = place;
        this.faults = faults;
    }

    /** Where an object stands; written out only for a fault, since a bill may have thousands of lines. */
    private record Place(Place around, String member, int index) {

        static final Place ROOT = new Place(null, null, -1);

        String pointer() {
            String pointer = around == null ? "" : around.pointer() + "/" + CallerNames.shown(member);
            return index < 0 ? pointer : pointer + "/" + index;
        }
    }

    /** The members of a request's body, which must be an object. */
    public static Fields of(JsonBody body) {
        List<FieldFault> faults = new ArrayList<>();
        if (!body.root().isObject()) {
            faults.add(FieldFault.of("", FieldFault.Code.WRONG_TYPE));
            throw Refusal.of(RefusalCode.INVALID_REQUEST, faults).asException();
        }
        return new Fields(body.root(), Place.ROOT, faults);
    }

    /** A text of at least one character. */
    public String text(String name, int longest) {
        return required(name, node -> Values.text(this, name, node, longest));
    }

    public String optionalText(String name, int longest) {
        return optional(name, node -> Values.text(this, name, node, longest));
    }

    /** A text of at least one character that may have several lines. */
    public String prose(String name, int longest) {
        return required(name, node -> Values.prose(this, name, node, longest));
    }

    public String optionalProse(String name, int longest) {
        return optional(name, node -> Values.prose(this, name, node, longest));
    }

    /** A list of texts; empty where it is missing. */
    public List<String> optionalTexts(String name, int longest) {
        List<String> found = optional(name, node -> Values.texts(this, name, node, longest));
        return found == null ? List.of() : found;
    }

    /** One of an enumeration's names. */
    public <E extends Enum<E>> E choice(String name, Class<E> type) {
        return required(name, node -> choice(name, node, type));
    }

    public <E extends Enum<E>> E optionalChoice(String name, Class<E> type) {
        return optional(name, node -> choice(name, node, type));
    }

    /** A date, {@code yyyy-MM-dd}, that the calendar has. */
    public java.time.LocalDate date(String name) {
        return required(name, node -> Values.date(this, name, node));
    }

    public java.time.LocalDate optionalDate(String name) {
        return optional(name, node -> Values.date(this, name, node));
    }

    /** An amount of yuan; string or number with at most two decimals. */
    public Money money(String name) {
        return required(name, node -> Values.money(this, name, node));
    }

    public Money optionalMoney(String name) {
        return optional(name, node -> Values.money(this, name, node));
    }

    /** A price; string or number with at most six decimals. */
    public UnitPrice price(String name) {
        return required(name, node -> Values.price(this, name, node));
    }

    public UnitPrice optionalPrice(String name) {
        return optional(name, node -> Values.price(this, name, node));
    }

    /** A quantity; string or number with at most four decimals. */
    public Quantity quantity(String name) {
        return required(name, node -> Values.quantity(this, name, node));
    }

    /** A ratio; string or number with at most four decimals. */
    public Ratio optionalRatio(String name) {
        return optional(name, node -> Values.ratio(this, name, node));
    }

    /** A whole number, written as one. */
    public Integer integer(String name) {
        return required(name, node -> Values.integer(this, name, node));
    }

    public Integer optionalInteger(String name) {
        return optional(name, node -> Values.integer(this, name, node));
    }

    public Boolean truth(String name) {
        return required(name, node -> Values.truth(this, name, node));
    }

    public Boolean optionalTruth(String name) {
        return optional(name, node -> Values.truth(this, name, node));
    }

    /** An object; null where it is missing or not one. */
    public Fields object(String name) {
        return required(name, node -> object(name, node));
    }

    public Fields optionalObject(String name) {
        return optional(name, node -> object(name, node));
    }

    /** A list of objects, at least one; empty where it is missing or faulty. */
    public List<Fields> objects(String name) {
        List<Fields> found = required(name, node -> list(name, node));
        if (found == null) {
            return List.of();
        }
        if (object.get(name).isEmpty()) {
            fault(name, FieldFault.Code.EMPTY);
        }
        return found;
    }

    /** A list of objects that may be missing or empty. */
    public List<Fields> optionalObjects(String name) {
        List<Fields> found = optional(name, node -> list(name, node));
        return found == null ? List.of() : found;
    }

    /** Any value as it stands; null where it is absent. */
    public JsonNode any(String name) {
        return optional(name, node -> node);
    }

    /** A member exactly as it stands, an explicit {@code null} included. */
    public JsonNode raw(String name) {
        asked.add(name);
        return object.get(name);
    }

    /** The names of all members. */
    public Set<String> names() {
        Set<String> names = new java.util.TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Reports the members that nobody asked for. */
    public void close() {
        int at = 0;
        Set<String> all = null;
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            // Mostly members come in the order in which they are asked for.
            while (at < asked.size() && !asked.get(at).equals(name)) {
                at++;
            }
            if (at == asked.size()) {
                all = all == null ? new HashSet<>(asked) : all;
                if (!all.contains(name)) {
                    fault(name, FieldFault.Code.UNKNOWN_FIELD);
                }
            }
        }
    }

    /** Ends the reading of a request. */
    public void refuseIfFaulty() {
        if (!faults.isEmpty()) {
            throw Refusal.of(RefusalCode.INVALID_REQUEST, faults.subList(0, Math.min(faults.size(), MOST_FAULTS)))
                    .asException();
        }
    }

    /** Reports a fault of a member; returns null for the value that could not be read. */
    public <T> T fault(String name, FieldFault.Code code) {
        return fault(name, code, Map.of());
    }

    <T> T fault(String name, FieldFault.Code code, Map<String, String> facts) {
        if (faults.size() <= MOST_FAULTS) {
            faults.add(new FieldFault(at(name), code, facts));
        }
        return null;
    }

    private String at(String name) {
        return place.pointer() + "/" + CallerNames.shown(name);
    }

    private <T> T required(String name, Function<JsonNode, T> read) {
        asked.add(name);
        JsonNode node = object.get(name);
        return node == null || node.isNull() ? fault(name, FieldFault.Code.MISSING_FIELD) : read.apply(node);
    }

    private <T> T optional(String name, Function<JsonNode, T> read) {
        asked.add(name);
        JsonNode node = object.get(name);
        return node == null || node.isNull() ? null : read.apply(node);
    }

    private <E extends Enum<E>> E choice(String name, JsonNode node, Class<E> type) {
        if (!node.isTextual()) {
            return fault(name, FieldFault.Code.WRONG_TYPE);
        }
        try {
            return Enum.valueOf(type, node.textValue());
        } catch (IllegalArgumentException unknown) {
            return fault(name, FieldFault.Code.UNKNOWN_VALUE);
        }
    }

    private Fields object(String name, JsonNode node) {
        return node.isObject()
                ? new Fields(node, new Place(place, name, -1), faults)
                : fault(name, FieldFault.Code.WRONG_TYPE);
    }

    private List<Fields> list(String name, JsonNode node) {
        if (!node.isArray()) {
            return fault(name, FieldFault.Code.WRONG_TYPE);
        }
        List<Fields> found = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            Place each = new Place(place, name, i);
            if (node.get(i).isObject()) {
                found.add(new Fields(node.get(i), each, faults));
            } else {
                faults.add(FieldFault.of(each.pointer(), FieldFault.Code.WRONG_TYPE));
            }
        }
        return found;
    }
}
