package org.onestop.http;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/** A refusal or a fault as a problem document (RFC 9457). */
public final class Problem {

    /** The media type of a problem document. */
    public static final MediaType TYPE = new MediaType("application", "problem+json", "UTF-8");

    private static final String TYPE_PREFIX = "urn:onestop:problem:";
    private static final int RETRY_SECONDS = 1;

    private Problem() {}

    /** The answer to a request that is refused. */
    public static Response response(Refusal refusal, Language language) {
        return response(refusal, null, language);
    }

    /**
     * The answer to a request that is refused or failed.
     *
     * @param incidentId under which the log tells more; null for a refusal
     */
    static Response response(Refusal refusal, String incidentId, Language language) {
        RefusalCode code = refusal.code();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", TYPE_PREFIX + code.code());
        document.put("title", Texts.title(code, language));
        document.put("status", code.status());
        document.put("detail", Texts.detail(code, refusal.facts(), language));
        document.put("code", code.code());
        if (!refusal.facts().isEmpty()) {
            document.put("facts", new java.util.TreeMap<>(refusal.facts()));
        }
        if (!refusal.faults().isEmpty()) {
            document.put("errors", errors(refusal.faults(), language));
        }
        if (incidentId != null) {
            document.put("incidentId", incidentId);
        }
        new java.util.TreeMap<>(refusal.members()).forEach(document::put);
        Response.ResponseBuilder response = Response.status(code.status())
                .type(TYPE)
                .header(HttpHeaders.CONTENT_LANGUAGE, language.tag())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .entity(document);
        headers(code, response);
        return response.build();
    }

    private static void headers(RefusalCode code, Response.ResponseBuilder response) {
        switch (code) {
            case UNAUTHENTICATED, SIGNATURE_REQUIRED, SIGNATURE_INVALID, SIGNATURE_REPLAYED ->
                response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            case REQUEST_IN_PROGRESS, RATE_LIMITED, OVERLOADED, OUTCOME_UNKNOWN ->
                response.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
            // The rest of the body was not read, so the connection can't carry another request.
            case BODY_TOO_LARGE, REQUEST_TOO_SLOW -> response.header("Connection", "close");
            default -> { }
        }
    }

    private static List<Map<String, String>> errors(List<FieldFault> faults, Language language) {
        return faults.stream()
                .map(fault -> {
                    Map<String, String> error = new LinkedHashMap<>();
                    error.put("field", fault.field());
                    error.put("code", fault.code().code());
                    error.put("message", Texts.field(fault, language));
                    return error;
                })
                .toList();
    }
}
