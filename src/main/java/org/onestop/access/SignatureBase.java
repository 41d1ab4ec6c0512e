package org.onestop.access;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a client signs of a request: the signature base of RFC 9421, section 2.5, in the one order that this service takes.
 * Method, address, token, body and key of a request can't be exchanged afterwards.
 *
 * @param method         as sent, such as {@code POST}
 * @param path           as sent, not decoded
 * @param query          as sent, without its question mark; null where there is none
 * @param authorization  the header that bears the token; not null
 * @param contentDigest  null where the method takes no body
 * @param idempotencyKey null where none is sent
 */
record SignatureBase(
        String method, String path, String query, String authorization, String contentDigest, String idempotencyKey) {

    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    /** Whether a request of this method is signed together with its body, be it empty. */
    static boolean isWithBody(String method) {
        return WITH_BODY.contains(method);
    }

    /** The covered components as {@code Signature-Input} lists them, with the brackets. */
    String components() {
        List<String> names = new ArrayList<>(List.of("@method", "@path", "@query", "authorization"));
        if (contentDigest != null) {
            names.add("content-digest");
        }
        if (idempotencyKey != null) {
            names.add("idempotency-key");
        }
        return "(\"" + String.join("\" \"", names) + "\")";
    }

    /** The bytes to be signed. Every header is without the white space around it. */
    byte[] bytes(String parameters) {
        StringBuilder base = new StringBuilder();
        line(base, "@method", method);
        line(base, "@path", path);
        line(base, "@query", query == null ? "?" : "?" + query);
        line(base, "authorization", authorization);
        if (contentDigest != null) {
            line(base, "content-digest", contentDigest);
        }
        if (idempotencyKey != null) {
            line(base, "idempotency-key", idempotencyKey);
        }
        base.append("\"@signature-params\": ").append(components()).append(parameters);
        return base.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void line(StringBuilder base, String name, String value) {
        base.append('"').append(name).append("\": ").append(value).append('\n');
    }
}
