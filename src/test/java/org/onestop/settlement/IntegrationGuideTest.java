package org.onestop.settlement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.onestop.Markdown;

/**
 * Does what a reader of the guide does: sends each call that it shows, in its order, and compares the answer with the one
 * shown. The calls are understood here and not run by a shell, so that the tests need none.
 */
@QuarkusTest
class IntegrationGuideTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Markdown GUIDE = Markdown.document("integration.md");
    private static final Markdown README = Markdown.read(Path.of("README.md"));

    /** An assignment if any, then {@code token}, {@code post} or {@code get} with its arguments. */
    private static final Pattern CALL =
            Pattern.compile("(?m)^(?:([A-Z]+)=\\$\\()?(token|post|get) ((?:'[^']*'|\"[^\"]*\"|[^'\"\\n|)])+)");

    private static final Pattern ARGUMENT = Pattern.compile("'([^']*)'|\"\\$\\(bill ([^)]*)\\)\"|(\\S+)");
    private static final Pattern BILL = Pattern.compile("(?s)cat <<JSON\\n(.*?)\\nJSON\\n");

    private final Map<String, String> variables = new HashMap<>();
    private SampleHospital hospital;

    @Test
    void everyCallIsAnsweredAsTheGuideSays() throws IOException {
        int compared = 0;
        Response last = null;
        for (Markdown.Block block : GUIDE.blocks()) {
            if (block.info().equals("sh") && !block.content().contains("BASE=")) {
                last = run(block.content());
            } else if (block.info().startsWith("json ")) {
                assertEquals(block.info().substring(5), Integer.toString(last.statusCode()), block.content());
                String answer = last.asString();
                assertTrue(
                        holds(JSON.readTree(block.content()), JSON.readTree(answer)),
                        () -> "shown: " + block.content() + "\nanswered: " + answer);
                compared++;
            }
        }
        assertTrue(compared >= 14, "only " + compared + " answers were compared");
    }

    /**
     * The README's bill, which is previewed here: other tests count on the year of its patient. The rule's document follows
     * it to the fen.
     */
    @Test
    void theReadmesBillIsSplitAsTheDocumentsSay() throws IOException {
        String sent = README.block("README-1");
        String shown = README.block("\"split\":{\"total\"");
        String bill = sent.substring(sent.indexOf("-d '{") + 4, sent.indexOf("}' |") + 1);
        JsonNode answer = JSON.readTree(SampleHospital.ZHONGSHAN.preview(bill).then().statusCode(200).extract().asString());
        assertEquals(JSON.readTree("{" + shown + "}").get("split"), answer.get("split"));
        String byHand = Markdown.document("adjudication.md").text();
        for (JsonNode amount : answer.get("split")) {
            assertTrue(byHand.contains(amount.textValue()), () -> amount + " does not come out by hand");
        }
    }

    @Test
    void theTrialOfThePolicyGuideComesOutAsShown() throws IOException {
        Markdown guide = Markdown.document("policy-files.md");
        String sent = guide.block("policies/trial\" -H");
        String answer = SampleHospital.client("policy-admin")
                .request()
                .body(sent.substring(sent.indexOf("-d '{") + 4, sent.lastIndexOf("}'") + 1))
                .post("/api/v1/policies/trial")
                .asString();
        assertTrue(holds(JSON.readTree(guide.block("{\"split\"")), JSON.readTree(answer)), answer);
    }

    /** The people and hospitals that the guide lists are those of the sandbox. */
    @Test
    void everyoneOfTheSandboxIsListed() throws IOException {
        JsonNode sandbox = JSON.readTree(Files.readString(Path.of("src/main/resources/sandbox/sandbox.json")));
        assertEquals(
                each(sandbox.get("people"), "key", "name", "idNumber"),
                rows(GUIDE.table("key"), 3));
        assertEquals(each(sandbox.get("hospitals"), "code", "level", "place"), rows(GUIDE.table("医院 hospital"), 3));
    }

    private Response run(String script) {
        Response answer = null;
        for (Matcher call = CALL.matcher(script); call.find(); ) {
            List<String> arguments = arguments(call.group(3));
            if (call.group(2).equals("token")) {
                hospital = SampleHospital.client(arguments.get(0));
                continue;
            }
            answer = send(call.group(2), arguments);
            if (call.group(1) != null) {
                variables.put("$" + call.group(1), answer.path("id"));
            }
        }
        return answer;
    }

    private Response send(String method, List<String> arguments) {
        String path = "/api/v1/" + arguments.get(0);
        if (method.equals("get")) {
            return hospital.request().get(path);
        }
        var request = hospital.request().body(arguments.get(1));
        return (arguments.size() > 2 ? request.header("Idempotency-Key", arguments.get(2)) : request).post(path);
    }

    private List<String> arguments(String text) {
        List<String> arguments = new ArrayList<>();
        for (Matcher each = ARGUMENT.matcher(text); each.find(); ) {
            String filled = each.group(2) == null ? each.group(1) : bill(each.group(2));
            arguments.add(filled == null ? word(each.group(3)) : filled);
        }
        return arguments;
    }

    private String word(String text) {
        String word = text;
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            word = word.replace(variable.getKey(), variable.getValue());
        }
        return word;
    }

    private static String bill(String arguments) {
        Matcher template = BILL.matcher(GUIDE.text());
        assertTrue(template.find(), "the guide has no bill");
        String[] part = arguments.split(" ");
        return template.group(1)
                .replace("$1", part[0])
                .replace("$2", part[1])
                .replace("${3:-null}", part.length > 2 ? part[2] : "null");
    }

    /** Whether an answer has everything that is shown of it; an ellipsis stands for any text, a list for its beginning. */
    private static boolean holds(JsonNode shown, JsonNode answer) {
        if (shown.isObject()) {
            return shown.properties().stream()
                    .allMatch(member -> answer.has(member.getKey())
                            && holds(member.getValue(), answer.get(member.getKey())));
        }
        if (shown.isArray()) {
            return answer.isArray() && shown.size() <= answer.size()
                    && Stream.iterate(0, i -> i + 1).limit(shown.size()).allMatch(i -> holds(shown.get(i), answer.get(i)));
        }
        return shown.asText().equals("…") ? answer.isTextual() : shown.equals(answer);
    }

    private static List<List<String>> each(JsonNode list, String... members) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(each -> Stream.of(members).map(member -> each.get(member).textValue()).toList())
                .toList();
    }

    /** The first columns, without backticks and without what follows a word in the same cell. */
    private static List<List<String>> rows(List<List<String>> table, int columns) {
        return table.stream()
                .map(row -> row.stream().limit(columns).map(cell -> cell.replace("`", "").split(" ")[0]).toList())
                .toList();
    }
}
