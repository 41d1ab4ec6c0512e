package org.onestop.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.onestop.http.DocumentedOperation;

/** The ways in which a good request is bent. */
final class Bending {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Where a piece of JSON is put that no tree can hold. */
    private static final String GAP = "@GAP@";

    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE",
            "CONNECT", "PROPFIND", "get", "FOO", "A".repeat(100), "M-SEARCH", "X_Y");

    private static final List<String> ENCODED = List.of("%3B", "%2F", "%2f", "%5C", "%00", "%0A", "%0d%0aX-Injected:%201", "%20", "%25",
            "%252F", "%2e%2e", "%2E", "%C0%AF", "%FF", "%ED%A0%80", "%E2%80%AE", "%zz", "%", "%4", ";", ";a=b", ";/", ":", "@", "=", "&", "+",
            "~", "|", "\\", "^", "{x}", "[", "]", "\"", "<", ">", "`", "*", "'", "(", "!", "$", ",", "..", ".", "...", "/", "//", "/.", "/..",
            "/../../q/metrics", "#x", "?", "??", "样", "\u202E", "\t", "\u007F", "\u0080");

    private static final List<String> HEADERS = List.of(
            "Accept: text/html", "Accept: */*;q=0", "Accept: application/xml, text/csv", "Accept: ,,,", "Accept: a/b/c", "Accept: */json",
            "Accept: application/json;q=2", "Accept: text/event-stream", "Accept: application/json;charset=\"", "Accept:", "Accept: \"",
            "Accept-Language: en", "Accept-Language: *", "Accept-Language: en;q=x", "Accept-Language: zh;q=0, en;q=0", "Accept-Language: ,;",
            "Accept-Language: x-" + "a".repeat(3000), "Accept-Language: " + "en,".repeat(1000), "Accept-Language: 样",
            "Accept-Charset: utf-16", "Accept-Encoding: gzip, br, x", "Content-Language: xx", "Content-Encoding: gzip", "Content-Encoding: x",
            "Content-Type: application/json", "Content-Type: text/plain", "Content-Type: application/json;charset=utf-16",
            "Content-Type: application/json;charset=nonsense", "Content-Type: application/json;", "Content-Type: application/json, text/csv",
            "Content-Type: multipart/form-data", "Content-Type: application/x-www-form-urlencoded", "Content-Type: */*", "Content-Type: json",
            "Content-Type: application/", "Content-Type:", "Content-Type: \u00e9/x", "Content-Type: application/merge-patch+json",
            "Expect: 100-continue", "Expect: 200-ok", "Range: bytes=0-10", "Range: bytes=5-1", "Range: x", "If-None-Match: *",
            "If-Match: \"x\"", "If-Modified-Since: yesterday", "Idempotency-Key:", "Idempotency-Key: a b", "Idempotency-Key: " + "k".repeat(65),
            "Idempotency-Key: 样", "Idempotency-Key: \"quoted\"", "Idempotency-Key: a,b", "Idempotency-Key: second", "Idempotency-Key: %00",
            "Authorization: Bearer", "Authorization: Bearer x", "Authorization: Basic eDp5", "Authorization: Digest x", "Authorization: Bearer a.b.c",
            "X-HTTP-Method-Override: DELETE", "X-Forwarded-For: 127.0.0.1", "X-Forwarded-Host: @HOST@", "X-Forwarded-Prefix: /..", "Forwarded: for=x",
            "X-Original-URL: /q/metrics", "X-Rewrite-URL: /api/v1/policies", "Host: @HOST@", "Origin: https://elsewhere.invalid", "Origin: null",
            "Access-Control-Request-Method: POST", "Cookie: a=b; c", "Referer: @HOST@", "User-Agent: ${jndi:ldap://@HOST@/x}",
            "X-Request-Id: ${jndi:ldap://@HOST@/x}", "X-Request-Id: a\tb", "traceparent: 00-x", "Upgrade: websocket", "Upgrade: h2c",
            "Connection: Upgrade, HTTP2-Settings", "Connection: x", "HTTP2-Settings: AAMAAABkAAQAAP__", "TE: trailers", "Trailer: Authorization",
            "Max-Forwards: 0", "Via: x", "Date: x", "Last-Event-ID: x", "X-Odd: " + "h".repeat(8000), "X-Odd:\tx", "Prefer: respond-async");

    private final Oddities odd;
    private final Finds finds;
    private final String host;

    Bending(Oddities odd, Finds finds, int port) {
        this.odd = odd;
        this.finds = finds;
        this.host = "http://127.0.0.1:" + port + "/x";
    }

    /** A request of an operation in good form, with what earlier answers have named where they have named it. */
    Request plausible(DocumentedOperation operation) {
        Request request = new Request(operation);
        request.path = operation.template();
        for (DocumentedOperation.Parameter each : operation.parameters()) {
            // The run goes on with the clients it has: none of them is retired.
            boolean isNew = odd.oneIn(3) || each.name().equals("clientId");
            String value = isNew ? each.sample() : finds.any(each.name(), each.sample());
            if (each.in().equals("path")) {
                request.path = request.path.replace("{" + each.name() + "}", encoded(value));
            } else if (each.in().equals("query") && (each.required() || odd.oneIn(4))) {
                request.query.add(each.name() + "=" + encoded(value));
            }
        }
        operation.body().ifPresent(body -> {
            request.header("Content-Type", body.type());
            request.body(body.example().isMissingNode() ? "a,b\n1,2\n" : body.text());
        });
        return request;
    }

    void bend(Request request) {
        switch (odd.upTo(request.body == null ? 10 : 22)) {
            case 0 -> method(request);
            case 1, 2 -> segment(request);
            case 3 -> spelling(request);
            case 4, 5 -> parameter(request);
            case 6 -> query(request);
            case 7, 8, 9 -> header(request);
            case 10, 11 -> wholeBody(request);
            case 12 -> encoding(request);
            default -> member(request);
        }
    }

    private void method(Request request) {
        request.method = odd.any(METHODS);
        request.meetsItsOperation = false;
        request.oddities.add("method");
    }

    /** One part of the path is another one. */
    private void segment(Request request) {
        String[] parts = request.path.split("/", -1);
        int at = 1 + odd.upTo(parts.length - 1);
        parts[at] = switch (odd.upTo(6)) {
            case 0 -> parts[at] + "%00";
            case 1, 2 -> parts[at] + odd.any(ENCODED);
            default -> encoded(odd.text());
        };
        request.path = String.join("/", parts);
        request.meetsItsOperation = false;
        request.oddities.add("segment");
    }

    /** The path is spelt otherwise. */
    private void spelling(Request request) {
        int at = odd.upTo(request.path.length() + 1);
        request.path = switch (odd.upTo(5)) {
            case 0 -> request.path + "/";
            case 1 -> "/" + request.path;
            case 2 -> request.path.toUpperCase(java.util.Locale.ROOT);
            case 3 -> request.path + "/" + "a".repeat(odd.any(List.of(1, 255, 1000, 5000)));
            default -> request.path.substring(0, at) + odd.any(ENCODED) + request.path.substring(at);
        };
        request.meetsItsOperation = false;
        request.oddities.add("spelling");
    }

    private void parameter(Request request) {
        List<DocumentedOperation.Parameter> known = request.operation.parameters().stream()
                .filter(each -> each.in().equals("query"))
                .toList();
        if (known.isEmpty()) {
            query(request);
            return;
        }
        String name = odd.any(known).name();
        request.query.removeIf(each -> each.startsWith(name + "=") && !odd.oneIn(4));
        request.query.add(name + "=" + (odd.oneIn(5) ? odd.any(ENCODED) : encoded(odd.text())));
        request.oddities.add("parameter " + name);
    }

    private void query(Request request) {
        request.query.add(odd.any(List.of("", "=", "=x", "&", "unknown=1", "limit", "limit=", "limit=5&limit=6", "LIMIT=5", "limit[]=5",
                "cursor=!!!", "cursor=AAAA", "cursor=" + "A".repeat(3000), "after=x", "on=2018-03-12", "a=%", "%=a", "%00=1", "%FF=%FF",
                encoded(odd.text()) + "=" + encoded(odd.text()), "520299197002021021=1", "_method=DELETE", "access_token=x")));
        request.oddities.add("query");
    }

    private void header(Request request) {
        String line = odd.any(HEADERS).replace("@HOST@", host);
        String name = line.substring(0, line.indexOf(':'));
        if (odd.oneIn(2)) {
            request.without(name);
        }
        request.headers.add(line);
        request.oddities.add("header " + name);
    }

    private void wholeBody(Request request) {
        switch (odd.upTo(7)) {
            case 0 -> request.body = new byte[0];
            case 1 -> request.body = odd.bytes(odd.upTo(300));
            case 2 -> request.body = java.util.Arrays.copyOf(request.body, odd.upTo(request.body.length + 1));
            case 3 -> request.body(odd.json());
            case 4 -> request.body(new String(request.body, StandardCharsets.UTF_8) + odd.any(List.of("{}", "x", "\0", ",", "]", "\n\n")));
            case 5 -> request.body("<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"" + host + "\">]><x>&e;</x>");
            default -> request.body = odd.oneIn(10) ? new byte[4 * 1024 * 1024 + 1] : new byte[odd.upTo(70_000)];
        }
        request.oddities.add("body");
    }

    private void encoding(Request request) {
        String text = new String(request.body, StandardCharsets.UTF_8);
        switch (odd.upTo(5)) {
            case 0 -> request.body = ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8);
            case 1 -> request.body = text.getBytes(StandardCharsets.UTF_16);
            case 2 -> request.body = text.getBytes(StandardCharsets.UTF_16LE);
            case 3 -> request.body = text.getBytes(Charset.forName("GB18030"));
            default -> splice(request, odd.any(List.of("C0AF", "EDA080", "FF", "80", "F4908080", "E0809F", "00", "E2")));
        }
        request.oddities.add("encoding");
    }

    private void splice(Request request, String hex) {
        int at = odd.upTo(request.body.length + 1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(request.body, 0, at);
        bytes.writeBytes(java.util.HexFormat.of().parseHex(hex));
        bytes.write(request.body, at, request.body.length - at);
        request.body = bytes.toByteArray();
    }

    /** One member of the body is another one, is missing, is there twice or is unknown. */
    private void member(Request request) {
        JsonNode root;
        try {
            root = JSON.readTree(request.body);
        } catch (java.io.IOException e) {
            wholeBody(request);
            return;
        }
        List<JsonNode> containers = new ArrayList<>();
        collect(root, containers);
        if (containers.isEmpty()) {
            wholeBody(request);
            return;
        }
        JsonNode where = odd.any(containers);
        String name = where instanceof ObjectNode object ? inObject(object) : inArray((ArrayNode) where);
        request.body(text(root).replace('"' + GAP + '"', odd.oneIn(2) ? odd.json() : Oddities.quoted(odd.text())));
        request.oddities.add("member " + name);
    }

    private String inObject(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        String name = names.isEmpty() || odd.oneIn(8) ? odd.any(List.of("unknown", "", "a\0", "__proto__", "class", odd.text())) : odd.any(names);
        if (odd.oneIn(6)) {
            object.remove(name);
        } else if (odd.oneIn(6)) {
            object.set(name + "\",\"" + name, object.get(name));
        } else {
            object.put(name, GAP);
        }
        return name;
    }

    private String inArray(ArrayNode array) {
        if (array.isEmpty() || odd.oneIn(3)) {
            array.add(GAP);
        } else if (odd.oneIn(3)) {
            array.removeAll();
        } else if (odd.oneIn(3)) {
            JsonNode first = array.get(0);
            for (int i = odd.any(List.of(1, 200, 5001)); i > 0; i--) {
                array.add(first);
            }
        } else {
            array.set(odd.upTo(array.size()), GAP);
        }
        return "[]";
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode()) {
            containers.add(node);
            node.forEach(each -> collect(each, containers));
        }
    }

    private static String text(JsonNode root) {
        try {
            // A name that holds quotation marks is a member twice.
            return JSON.writeValueAsString(root).replace("\\\",\\\"", "\":1,\"");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
