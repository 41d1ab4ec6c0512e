package org.onestop.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.onestop.http.DocumentedOperation;

/** A request in the making; everything in it may be bent. */
final class Request {

    /** What it was before anything was bent. */
    final DocumentedOperation operation;

    String method;
    String path;
    final List<String> query = new ArrayList<>();
    final List<String> headers = new ArrayList<>();
    byte[] body;

    /** What was done to it. */
    final List<String> oddities = new ArrayList<>();

    /** False once it may meet another operation, or none. */
    boolean meetsItsOperation = true;

    Request(DocumentedOperation operation) {
        this.operation = operation;
        this.method = operation.method();
    }

    Request header(String name, String value) {
        headers.add(name + ": " + value);
        return this;
    }

    /** Takes every header of that name away. */
    Request without(String name) {
        headers.removeIf(each -> each.regionMatches(true, 0, name + ":", 0, name.length() + 1));
        return this;
    }

    Request body(String text) {
        body = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    String target() {
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    byte[] bytes() {
        StringBuilder head = new StringBuilder(method + " " + target() + " HTTP/1.1\r\nHost: localhost\r\n");
        headers.forEach(each -> head.append(each).append("\r\n"));
        if (body != null) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        if (body != null) {
            bytes.writeBytes(body);
        }
        return bytes.toByteArray();
    }

    /** Enough to see what was sent, without a token. */
    @Override
    public String toString() {
        String text = new String(bytes(), StandardCharsets.UTF_8).replaceAll("Bearer [\\w.-]+", "Bearer ...");
        return oddities + "\n" + (text.length() > 1500 ? text.substring(0, 1500) + "... (" + text.length() + ")" : text);
    }
}
