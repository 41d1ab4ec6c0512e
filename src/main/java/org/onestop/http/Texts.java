package org.onestop.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/**
 * The sentences of refusals in both languages: {@code <code>} what is wrong in general, {@code <code>.detail} with
 * this request's facts in braces where there are any, {@code field.<code>} for a single field.
 */
public final class Texts {

    private static final Map<Language, Properties> ALL = new EnumMap<>(Map.of(
            Language.ZH, load("messages/refusals_zh.properties"),
            Language.EN, load("messages/refusals_en.properties")));

    private Texts() {}

    /**
     * The sentence of a code, of a refusal or of a field's fault, without any facts.
     *
     * @param code as callers see it
     */
    public static String of(String code, Language language) {
        return ALL.get(language).getProperty(code, ALL.get(language).getProperty("field." + code, code));
    }

    /** The sentence of a refusal with its facts. */
    public static String of(Refusal refusal, Language language) {
        return detail(refusal.code(), refusal.facts(), language);
    }

    static String title(RefusalCode code, Language language) {
        return text(code.code(), language);
    }

    /** The detail with its facts, or the title where the facts are not those that the sentence needs. */
    static String detail(RefusalCode code, Map<String, String> facts, Language language) {
        String pattern = ALL.get(language).getProperty(code.code() + ".detail");
        String filled = pattern == null ? null : fill(pattern, facts);
        return filled == null ? title(code, language) : filled;
    }

    static String field(FieldFault fault, Language language) {
        String general = text("field." + fault.code().code(), language);
        String pattern = ALL.get(language).getProperty("field." + fault.code().code() + ".detail");
        String filled = pattern == null ? null : fill(pattern, fault.facts());
        return filled == null ? general : filled;
    }

    private static String text(String key, Language language) {
        String text = ALL.get(language).getProperty(key);
        if (text == null) {
            throw new IllegalStateException("no text for " + key + " in " + language);
        }
        return text;
    }

    private static String fill(String pattern, Map<String, String> facts) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        for (int open = pattern.indexOf('{'); open >= 0; open = pattern.indexOf('{', at)) {
            int close = pattern.indexOf('}', open);
            String fact = facts.get(pattern.substring(open + 1, close));
            if (fact == null) {
                return null;
            }
            text.append(pattern, at, open).append(fact);
            at = close + 1;
        }
        return text.append(pattern.substring(at)).toString();
    }

    private static Properties load(String name) {
        Properties texts = new Properties();
        try (InputStream file = Texts.class.getClassLoader().getResourceAsStream(name);
                Reader text = new InputStreamReader(file, StandardCharsets.UTF_8)) {
            texts.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
