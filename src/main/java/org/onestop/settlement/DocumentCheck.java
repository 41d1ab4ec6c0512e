package org.onestop.settlement;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.onestop.money.Money;
import org.onestop.settlement.StoredDifference.Part;
import org.onestop.settlement.StoredDifference.Reason;
import org.onestop.settlement.StoredDifference.Step;

/** Compares a stored answer, member by member, with the answer as it comes out again. */
final class DocumentCheck {

    private static final ObjectMapper JSON =
            new ObjectMapper(JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

    /** Sentences, which may be worded otherwise one day: their numbers count. */
    private static final Set<String> SENTENCES = Set.of("text", "textEn");

    private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?");
    private static final Pattern AMOUNT = Pattern.compile("-?[0-9]{1,16}\\.[0-9]{2}");
    private static final String TRACE = "/trace";

    private final Notes notes;
    private final StepFinder steps;

    /**
     * A comparison.
     *
     * @param steps null where the document has no reasoning of its own
     */
    DocumentCheck(Notes notes, StepFinder steps) {
        this.notes = notes;
        this.steps = steps;
    }

    void compare(byte[] kept, byte[] again) {
        JsonNode before;
        try {
            before = JSON.readTree(kept);
        } catch (IOException e) {
            before = null;
        }
        if (before == null || !before.isObject()) {
            notes.fault(Part.ANSWER, Reason.UNREADABLE, "", null, null);
            return;
        }
        try {
            compare("", "", before, JSON.readTree(again));
        } catch (IOException e) {
            throw new IllegalStateException("an answer of our own could not be read", e);
        }
    }

    /** Returns whether the two are the same. */
    private boolean compare(String pointer, String name, JsonNode kept, JsonNode again) {
        if (kept != null && again != null && kept.isObject() && again.isObject()) {
            return members(pointer, kept, again);
        }
        if (kept != null && again != null && kept.isArray() && again.isArray()) {
            return elements(pointer, name, kept, again);
        }
        if (isSame(name, kept, again)) {
            return true;
        }
        note(pointer, name, kept, again);
        return false;
    }

    private boolean members(String pointer, JsonNode kept, JsonNode again) {
        Set<String> names = new TreeSet<>();
        for (JsonNode each : List.of(kept, again)) {
            for (Iterator<String> own = each.fieldNames(); own.hasNext(); ) {
                names.add(own.next());
            }
        }
        boolean same = true;
        for (String name : names) {
            same &= compare(pointer + "/" + name, name, kept.get(name), again.get(name));
        }
        return same;
    }

    /** Of the reasoning, the first step that differs: what follows, follows from it. */
    private boolean elements(String pointer, String name, JsonNode kept, JsonNode again) {
        boolean same = true;
        for (int i = 0; i < Math.max(kept.size(), again.size()); i++) {
            same &= compare(pointer + "/" + i, name, kept.get(i), again.get(i));
            if (!same && pointer.equals(TRACE)) {
                return false;
            }
        }
        return same;
    }

    private static boolean isSame(String name, JsonNode kept, JsonNode again) {
        if (kept == null || again == null) {
            return kept == again;
        }
        return kept.equals(again) || SENTENCES.contains(name) && numbers(kept).equals(numbers(again));
    }

    private static List<String> numbers(JsonNode sentence) {
        return NUMBER.matcher(sentence.asText()).results().map(MatchResult::group).toList();
    }

    private void note(String pointer, String name, JsonNode kept, JsonNode again) {
        Money before = amount(kept);
        Money now = amount(again);
        notes.note(
                Part.ANSWER,
                kept == null ? Reason.MISSING : Reason.DIFFERS,
                pointer,
                text(kept),
                text(again),
                before == null || now == null ? null : now.minus(before),
                step(pointer, name, now));
    }

    /** The step itself, the tier's where it is a tier's, else the one that the amount comes from. */
    private Step step(String pointer, String name, Money again) {
        if (steps == null) {
            return null;
        }
        String[] parts = pointer.split("/");
        Function<String, Step> from = each -> steps.of(each, again == null ? 0 : again.fen());
        if (pointer.startsWith(TRACE + "/")) {
            return steps.at(Integer.parseInt(parts[2]) + 1);
        }
        if (pointer.startsWith("/tiers/")) {
            List<String> tiers = List.of("basic", "criticalIllness", "medicalAssistance", "tiltAid");
            int tier = Math.min(Integer.parseInt(parts[2]), tiers.size() - 1);
            return from.apply(tiers.get(tier));
        }
        return pointer.startsWith("/lines/") ? from.apply("inScope") : again == null ? null : from.apply(name);
    }

    private static Money amount(JsonNode node) {
        return node != null && node.isTextual() && AMOUNT.matcher(node.textValue()).matches()
                ? Money.parse(node.textValue())
                : null;
    }

    private static String text(JsonNode node) {
        return node == null ? null : node.isValueNode() ? node.asText() : node.toString();
    }
}
