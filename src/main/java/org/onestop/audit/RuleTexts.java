package org.onestop.audit;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;

/** Why a finding was made, in both languages: a sentence for each rule, with its figures in braces. */
final class RuleTexts {

    private static final Properties ZH = read("/messages/findings_zh.properties");
    private static final Properties EN = read("/messages/findings_en.properties");

    private RuleTexts() {}

    static String zh(RuleHit hit) {
        return filled(ZH, hit);
    }

    static String en(RuleHit hit) {
        return filled(EN, hit);
    }

    private static String filled(Properties texts, RuleHit hit) {
        String text = texts.getProperty(hit.rule().name());
        for (Map.Entry<String, String> figure : hit.figures().entrySet()) {
            text = text.replace("{" + figure.getKey() + "}", figure.getValue());
        }
        if (text.contains("{")) {
            throw new IllegalStateException("a figure is missing: " + text);
        }
        return text;
    }

    private static Properties read(String file) {
        Properties texts = new Properties();
        try (var reader = new InputStreamReader(RuleTexts.class.getResourceAsStream(file), StandardCharsets.UTF_8)) {
            texts.load(reader);
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
