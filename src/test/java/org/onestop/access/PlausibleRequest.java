package org.onestop.access;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.onestop.http.DocumentedOperation;

/** A plausible request of an operation; several where more than the role decides. */
record PlausibleRequest(DocumentedOperation operation, String kind, Map<String, String> parameters, String body) {

    static List<PlausibleRequest> of(DocumentedOperation operation) {
        return switch (operation.id()) {
            case "takeStep" -> List.of(step(operation, "INVESTIGATION"), step(operation, "REVIEW"), step(operation, "APPROVAL"));
            case "startImport" -> Stream.of(
                            "households", "enrolments", "hospitals", "catalogue", "units", "members")
                    .map(kind -> new PlausibleRequest(operation, kind, Map.of("import", kind), "a,b\n1,2\n"))
                    .toList();
            case "listSettlements" -> List.of(new PlausibleRequest(operation, null, Map.of("billNo", "NONE"), null));
            default -> List.of(new PlausibleRequest(operation, null, Map.of(),
                    operation.body().map(DocumentedOperation.Body::text).orElse(null)));
        };
    }

    private static PlausibleRequest step(DocumentedOperation operation, String step) {
        ObjectNode body = operation.body().orElseThrow().example().deepCopy();
        body.put("step", step);
        if (!step.equals("INVESTIGATION")) {
            body.remove("visitRecord");
        }
        return new PlausibleRequest(operation, step, Map.of(), body.toString());
    }

    String name() {
        return kind == null ? operation.id() : operation.id() + ":" + kind;
    }

    /** The same request of another object. */
    PlausibleRequest with(Map<String, String> others) {
        return new PlausibleRequest(operation, kind, others, body);
    }

    Response send(String token, String key) {
        RequestSpecification request = given().urlEncodingEnabled(false);
        boolean isOpen = operation.id().equals("issueToken");
        if (token != null && !isOpen) {
            request.header("Authorization", "Bearer " + token);
        }
        if (operation.needsKey()) {
            request.header("Idempotency-Key", key);
        }
        if (isOpen) {
            request.header("Authorization", "Basic cG9saWN5LWFkbWluOnNhbmRib3gtcG9saWN5LWFkbWlu")
                    .contentType("application/x-www-form-urlencoded").body("grant_type=client_credentials");
        } else if (body != null) {
            request.contentType(operation.body().orElseThrow().type())
                    .body(body.getBytes(StandardCharsets.UTF_8));
        }
        return request.request(operation.method(), operation.address(parameters));
    }
}
