package org.onestop.imports;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The words that stand for the values of a column: the interface's own names and the office's Chinese ones. Width, case
 * and surrounding space don't matter.
 */
public final class Choices<T> {

    /** 是 and 否. */
    public static final Choices<Boolean> TRUTH = new Choices<Boolean>()
            .with(true, "true", "是", "1", "yes", "y", "有")
            .with(false, "false", "否", "0", "no", "n", "无");

    private final Map<String, T> byWord = new HashMap<>();
    private final Map<T, String> firstChinese = new LinkedHashMap<>();

    private Choices() {}

    /** An enumeration under its own names. */
    public static <E extends Enum<E>> Choices<E> of(Class<E> type) {
        Choices<E> choices = new Choices<>();
        for (E each : type.getEnumConstants()) {
            choices.byWord.put(plain(each.name()), each);
        }
        return choices;
    }

    /** These and further words for a value. */
    public Choices<T> with(T value, String... words) {
        Choices<T> more = new Choices<>();
        more.byWord.putAll(byWord);
        more.firstChinese.putAll(firstChinese);
        for (String word : words) {
            more.byWord.put(plain(word), value);
        }
        more.firstChinese.putIfAbsent(value, words[0]);
        return more;
    }

    /** The value of a word; null where it stands for none. */
    T find(String word) {
        return byWord.get(plain(word));
    }

    /** The first word given for each value, for a template's hint. */
    public String hint() {
        return String.join("/", firstChinese.values());
    }

    private static String plain(String word) {
        return Normalizer.normalize(word, Normalizer.Form.NFKC).strip().toUpperCase(Locale.ROOT);
    }
}
