package org.onestop.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Judges every answer that any test over HTTP gets by the published document: the status must be documented, the
 * media type one of those named, and the body must follow its schema.
 */
public class DocumentedAnswers implements QuarkusTestBeforeEachCallback, Filter {

    @Override
    public void beforeEach(QuarkusTestMethodContext context) {
        RestAssured.replaceFiltersWith(this);
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification wanted, FilterContext context) {
        Response answer = context.next(request, wanted);
        String path = URI.create(request.getURI()).getRawPath();
        Optional<JsonNode> operation = OpenApiDocument.PUBLISHED.operation(request.getMethod(), path);
        if (operation.isPresent()) {
            judge(request.getMethod() + " " + path, operation.get(), answer);
        } else if (path.startsWith("/api/") && answer.statusCode() < 400) {
            throw new AssertionError("an operation that is not documented answers: " + request.getMethod() + " " + path);
        }
        return answer;
    }

    private static void judge(String request, JsonNode operation, Response answer) {
        String said = request + " -> " + answer.statusCode();
        JsonNode documented = OpenApiDocument.PUBLISHED
                .response(operation, answer.statusCode())
                .orElseThrow(() -> new AssertionError(said + " is not documented"));
        if (answer.statusCode() < 300 && !operation.get("responses").has(Integer.toString(answer.statusCode()))) {
            throw new AssertionError(said + " is a success that is not documented");
        }
        String type = answer.contentType() == null ? "" : answer.contentType().split(";")[0].strip();
        JsonNode media = documented.path("content").path(type);
        if (media.isMissingNode()) {
            throw new AssertionError(said + ": the media type " + type + " is not documented");
        }
        Set<String> faults = type.endsWith("json")
                ? OpenApiDocument.PUBLISHED.faults(media.get("schema"), answer.asString())
                : OpenApiDocument.PUBLISHED.faults(media.get("schema"), TextNode.valueOf(type));
        if (!faults.isEmpty()) {
            throw new AssertionError(said + " does not follow its schema: " + faults + "\n" + answer.asString());
        }
    }
}
