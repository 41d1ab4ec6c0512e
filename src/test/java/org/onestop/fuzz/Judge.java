package org.onestop.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.onestop.http.OpenApiDocument;
import org.onestop.refusal.RefusalCode;

/** Whether an answer is one that the published document allows, whatever the request was. */
final class Judge {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, Integer> CODES =
            Arrays.stream(RefusalCode.values()).collect(Collectors.toMap(RefusalCode::code, RefusalCode::status));

    /** What the operation's list of answers leaves to the rest: the wrong path, method or kind of content. */
    private static final Set<String> ELSEWHERE =
            Set.of("path-not-found", "method-not-allowed", "not-acceptable", "unsupported-media-type");

    /** What only somebody who saw the inside could say. */
    private static final Pattern INSIDE = Pattern.compile("(?i)exception|stack ?trace|\\bat [a-z]\\w*(\\.\\w+)+\\(|org\\.onestop|io\\.quarkus|"
            + "jakarta|hibernate|vertx|netty|resteasy|jackson|postgres|sqlstate|\\bselect .+ from\\b|insert into|relation \"|/proc/|/tmp/|/root/|/usr/|"
            + "\\.java\\b|\\.class\\b|BEGIN [A-Z ]*KEY|root:x:0|sandbox-[a-z]");

    private static final Pattern ID_NUMBER = Pattern.compile("(?<![0-9A-Za-z])[1-9][0-9]{5}(18|19|20)[0-9]{9}[0-9Xx](?![0-9A-Za-z])");

    private static final List<String> PROTECTION =
            List.of("x-content-type-options", "content-security-policy", "referrer-policy", "cache-control");

    private static final int LONGEST_TARGET = 4_000;
    private static final int LONGEST_HEADERS = 15_000;

    private final Map<Integer, Integer> statuses = new HashMap<>();

    /** How often each status was answered. */
    Map<Integer, Integer> statuses() {
        return new java.util.TreeMap<>(statuses);
    }

    /** What is wrong with an answer; null where nothing is. */
    String fault(Request request, Wire.Answer answer) {
        statuses.merge(answer.status(), 1, Integer::sum);
        if (isRefusedByTheServer(request, answer)) {
            return null;
        }
        for (String header : PROTECTION) {
            if (answer.header(header) == null) {
                return "without the header " + header;
            }
        }
        if (answer.headers().keySet().stream().anyMatch(name -> name.startsWith("access-control-") || name.equals("x-injected"))) {
            return "a header that opens a door";
        }
        if (request.method.equals("HEAD") || answer.status() == 204) {
            return answer.status() < 500 ? null : "a fault of the service";
        }
        if (answer.status() >= 400) {
            return ofRefusal(request, answer);
        }
        return request.meetsItsOperation ? ofSuccess(request, answer) : null;
    }

    /** What is no request by HTTP's own rules gets no further than the server: an empty answer that says so. */
    private static boolean isRefusedByTheServer(Request request, Wire.Answer answer) {
        if (answer.body().length > 0) {
            return false;
        }
        return switch (answer.status()) {
            case 400 -> !isAddress(request.target()) || request.headers.stream().anyMatch(each -> each.startsWith("Host"));
            case 414 -> request.target().length() > LONGEST_TARGET;
            case 431 -> request.headers.toString().length() > LONGEST_HEADERS;
            default -> false;
        };
    }

    private static boolean isAddress(String target) {
        try {
            new URI(new String(target.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
            return target.chars().allMatch(c -> c > ' ' && c < 0x7F);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private String ofRefusal(Request request, Wire.Answer answer) {
        String leak = leak(answer);
        if (leak != null) {
            return leak;
        }
        if (request.operation.id().equals("issueToken") && answer.type().equals("application/json")) {
            return Set.of(400, 401).contains(answer.status()) && answer.text().contains("\"error\"") ? null : "no refusal of RFC 6749";
        }
        if (isOfMetrics(request, answer)) {
            return null;
        }
        if (!answer.type().equals("application/problem+json")) {
            return "not a problem document";
        }
        String code = code(answer);
        if (!Integer.valueOf(answer.status()).equals(CODES.get(code))) {
            return "the code " + code + " is not one of this status";
        }
        if (answer.status() == 503) {
            return answer.header("retry-after") == null ? "503 without Retry-After" : undocumented(request, answer);
        }
        if (answer.status() >= 500) {
            return "a fault of the service";
        }
        return ELSEWHERE.contains(code) ? null : undocumented(request, answer);
    }

    /** The figures for operators, which dots in a path may lead to, have a refusal of their own: an empty one. */
    private static boolean isOfMetrics(Request request, Wire.Answer answer) {
        return request.path.contains("q/metrics") && answer.status() == 406 && answer.body().length == 0;
    }

    private static String undocumented(Request request, Wire.Answer answer) {
        if (!request.meetsItsOperation) {
            return null;
        }
        JsonNode responses = request.operation.node().get("responses");
        return responses.has(Integer.toString(answer.status())) ? null : "a status that is not documented";
    }

    private static String ofSuccess(Request request, Wire.Answer answer) {
        JsonNode documented = request.operation.node().get("responses").get(Integer.toString(answer.status()));
        if (documented == null) {
            return "a success that is not documented";
        }
        JsonNode media = OpenApiDocument.PUBLISHED.resolved(documented).path("content").path(answer.type());
        if (media.isMissingNode()) {
            return "a media type that is not documented";
        }
        if (!answer.type().endsWith("json")) {
            return null;
        }
        Set<String> faults = OpenApiDocument.PUBLISHED.faults(media.get("schema"), answer.text());
        return faults.isEmpty() ? null : "not as its schema says: " + faults;
    }

    /** What a text tells that no answer to a stranger may; null where nothing. */
    static String leak(Wire.Answer answer) {
        Optional<String> found = java.util.stream.Stream.of(INSIDE, ID_NUMBER)
                .map(pattern -> pattern.matcher(answer.text()))
                .filter(Matcher::find)
                .map(Matcher::group)
                .findFirst();
        return found.map(part -> "tells too much: " + part).orElse(null);
    }

    private static String code(Wire.Answer answer) {
        try {
            return JSON.readTree(answer.body()).path("code").asText();
        } catch (IOException e) {
            return "(no JSON)";
        }
    }
}
