package org.onestop.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.onestop.money.Money;
import org.onestop.money.Ratio;

/**
 * A node of a policy document with its place in it. Every reading method throws {@link FlawedException} that names the
 * place.
 *
 * <p>A number is taken by its text wherever it comes from, so that quoted and unquoted numbers mean the same.
 */
final class Element {

    /** The word for "there is none": no cap, no upper bound, no class. An empty key is never read as that. */
    static final String NONE = "NONE";

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Money LARGEST = Money.parse("9999999999.99");
    private static final int LONGEST_TEXT = 2000;

    private final JsonNode node;
    private final String pointer;

    Element(JsonNode node, String pointer) {
        this.node = node;
        this.pointer = pointer;
    }

    static Element root(JsonNode node) {
        return new Element(node, "");
    }

    String pointer() {
        return pointer;
    }

    JsonNode node() {
        return node;
    }

    FlawedException flawed(FlawKind kind, String detail) {
        return new FlawedException(pointer, kind, detail);
    }

    /** Makes sure that this is a mapping with no other keys than these. */
    void onlyKeys(Set<String> allowed) {
        mapping();
        Flaws flaws = new Flaws();
        String known = "(" + String.join(", ", new TreeSet<>(allowed)) + ")";
        node.fieldNames().forEachRemaining(name -> {
            if (!allowed.contains(name)) {
                flaws.add(below(name), FlawKind.UNKNOWN_KEY, known);
            }
        });
        flaws.throwIfAny();
    }

    Element required(String key) {
        return optional(key).orElseThrow(() -> new FlawedException(below(key), FlawKind.MISSING_KEY, ""));
    }

    Optional<Element> optional(String key) {
        mapping();
        JsonNode child = node.get(key);
        return child == null ? Optional.empty() : Optional.of(new Element(child, below(key)));
    }

    /** Every entry of a list that must not be empty, read; what is wrong with any of them is thrown together. */
    <T> List<T> each(Function<Element, T> read) {
        if (!node.isArray()) {
            throw flawed(node.isNull() ? FlawKind.EMPTY : FlawKind.WRONG_TYPE, "");
        }
        if (node.isEmpty()) {
            throw flawed(FlawKind.EMPTY, "");
        }
        return eachOrNone(read);
    }

    /** As {@link #each}, for a list that may be empty. */
    <T> List<T> eachOrNone(Function<Element, T> read) {
        if (!node.isArray()) {
            throw flawed(node.isNull() ? FlawKind.EMPTY : FlawKind.WRONG_TYPE, "");
        }
        List<T> values = new ArrayList<>();
        Flaws flaws = new Flaws();
        int index = 0;
        for (Iterator<JsonNode> entries = node.elements(); entries.hasNext(); index++) {
            Element entry = new Element(entries.next(), pointer + "/" + index);
            flaws.collect(() -> values.add(read.apply(entry)));
        }
        flaws.throwIfAny();
        return values;
    }

    boolean isWord(String word) {
        return node.isTextual() && node.textValue().equals(word);
    }

    boolean isList() {
        return node.isArray();
    }

    /** A scalar's text as it was written. */
    String scalar() {
        if (node.isNull() || node.isTextual() && node.textValue().isEmpty()) {
            throw flawed(FlawKind.EMPTY, "");
        }
        if (node.isTextual()) {
            return node.textValue();
        }
        if (node.isIntegralNumber() || node.isBigDecimal()) {
            return node.decimalValue().toPlainString();
        }
        if (node.isBoolean()) {
            return node.asText();
        }
        throw flawed(FlawKind.WRONG_TYPE, "");
    }

    /** Text for people: one line, not blank. */
    String text() {
        String text = scalar().strip();
        if (text.isEmpty()) {
            throw flawed(FlawKind.EMPTY, "");
        }
        if (text.length() > LONGEST_TEXT) {
            throw flawed(FlawKind.OUT_OF_RANGE, text.length() + " > " + LONGEST_TEXT);
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw flawed(FlawKind.TEXT_INVALID, "");
        }
        return text;
    }

    <E extends Enum<E>> E word(Class<E> words) {
        String text = scalar();
        return Arrays.stream(words.getEnumConstants())
                .filter(word -> word.name().equals(text))
                .findFirst()
                .orElseThrow(() -> unknownWord(text, Arrays.toString(words.getEnumConstants())));
    }

    FlawedException unknownWord(String text, String allowed) {
        return flawed(FlawKind.UNKNOWN_WORD, text + " " + allowed);
    }

    /** A list of words, each once; empty lists are refused. */
    <E extends Enum<E>> Set<E> words(Class<E> words) {
        Set<E> found = EnumSet.noneOf(words);
        each(entry -> {
            E word = entry.word(words);
            if (!found.add(word)) {
                throw entry.flawed(FlawKind.DUPLICATE_ENTRY, word.name());
            }
            return word;
        });
        return found;
    }

    boolean flag() {
        String text = scalar();
        if (!text.equals("true") && !text.equals("false")) {
            throw flawed(FlawKind.WRONG_TYPE, text + " [true, false]");
        }
        return text.equals("true");
    }

    /** A whole number within bounds. */
    int count(int least, int most) {
        String text = number(0);
        if (text.length() > 9 || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw flawed(FlawKind.OUT_OF_RANGE, text + " [" + least + ".." + most + "]");
        }
        return Integer.parseInt(text);
    }

    /** Yuan, not negative. */
    Money amount() {
        String text = number(2);
        if (text.startsWith("-") || text.length() > LARGEST.toString().length()) {
            throw flawed(FlawKind.OUT_OF_RANGE, text);
        }
        Money amount = Money.parse(text);
        if (amount.compareTo(LARGEST) > 0) {
            throw flawed(FlawKind.OUT_OF_RANGE, text);
        }
        return amount;
    }

    /** An amount, or null where the word says that there is none. */
    Money amountOrNone() {
        return isWord(NONE) ? null : amount();
    }

    /** A rate from 0 to 1, both included. */
    Ratio share() {
        String text = number(4);
        if (text.startsWith("-") || text.indexOf('.') > 1 || text.length() > 6 || !Ratio.parse(text).isShare()) {
            throw flawed(FlawKind.OUT_OF_RANGE, text + " [0..1]");
        }
        return Ratio.parse(text);
    }

    LocalDate date() {
        String text = scalar();
        if (!DATE.matcher(text).matches()) {
            throw flawed(FlawKind.NOT_A_DATE, text);
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw flawed(FlawKind.NOT_A_DATE, text);
        }
    }

    private String number(int decimals) {
        String text = scalar();
        if (!NUMBER.matcher(text).matches() || text.matches("-?0[0-9].*")) {
            throw flawed(FlawKind.NOT_A_NUMBER, text);
        }
        int dot = text.indexOf('.');
        if (dot >= 0 && text.length() - dot - 1 > decimals) {
            throw flawed(FlawKind.TOO_MANY_DECIMALS, text);
        }
        return text;
    }

    private void mapping() {
        if (!node.isObject()) {
            throw flawed(node.isNull() ? FlawKind.EMPTY : FlawKind.WRONG_TYPE, "");
        }
    }

    private String below(String key) {
        return pointer + "/" + key.replace("~", "~0").replace("/", "~1");
    }
}
