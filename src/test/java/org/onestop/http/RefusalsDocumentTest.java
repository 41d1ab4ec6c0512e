package org.onestop.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.onestop.Markdown;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.RefusalCode;

/** src/docs/refusals.md lists what RefusalCode and FieldFault say, in their order, with the texts that callers get. */
class RefusalsDocumentTest {

    private static final Markdown DOCUMENT = Markdown.document("refusals.md");
    private static final int RETRY = 4;

    @Test
    void everyCodeIsListedInTheOrderOfPrecedence() {
        List<String> listed = DOCUMENT.table("代码 code").stream()
                .map(row -> String.join(" | ", row.subList(0, RETRY)))
                .toList();
        List<String> expected = Arrays.stream(RefusalCode.values())
                .map(code -> String.join(
                        " | ",
                        "`" + code.code() + "`",
                        Integer.toString(code.status()),
                        Texts.title(code, Language.ZH),
                        Texts.title(code, Language.EN)))
                .toList();
        assertEquals(String.join("\n", expected), String.join("\n", listed));
    }

    @Test
    void everyFieldCodeIsListed() {
        List<String> expected = Arrays.stream(FieldFault.Code.values())
                .map(code -> FieldFault.of("", code))
                .map(fault -> String.join(
                        " | ",
                        "`" + fault.code().code() + "`",
                        Texts.field(fault, Language.ZH),
                        Texts.field(fault, Language.EN)))
                .toList();
        List<String> listed = DOCUMENT.table("代码 field code").stream().map(row -> String.join(" | ", row)).toList();
        assertEquals(String.join("\n", expected), String.join("\n", listed));
    }

    @Test
    void whetherToSendAgainIsSaidInTheWordsThatAreExplained() {
        List<String> words = DOCUMENT.table("写法 word").stream().map(row -> row.get(0)).toList();
        List<List<String>> unexplained =
                DOCUMENT.table("代码 code").stream().filter(row -> !words.contains(row.get(RETRY))).toList();
        assertEquals(List.of(), unexplained);
    }

    /** What may have been done must be inquired after; what was not taken may come again as it is. */
    @Test
    void whereTheAnswerIsNotTheCallersFaultTheDocumentSaysToWaitOrToInquire() {
        Map<String, String> found = new TreeMap<>();
        DOCUMENT.table("代码 code").stream()
                .filter(row -> Stream.of("稍后", "先查询").anyMatch(row.get(RETRY)::startsWith))
                .forEach(row -> found.put(row.get(0).replace("`", ""), row.get(RETRY).split(" ")[1]));
        assertEquals(
                Map.of(
                        "request-in-progress", "later",
                        "rate-limited", "later",
                        "overloaded", "later",
                        "outcome-unknown", "inquire",
                        "internal-error", "inquire"),
                found);
    }
}
