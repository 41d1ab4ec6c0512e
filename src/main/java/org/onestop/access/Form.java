package org.onestop.access;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The parameters of a form-encoded body (RFC 6749, appendix B). */
final class Form {

    private final Map<String, List<String>> parameters = new TreeMap<>();

    private Form() {}

    /**
     * Reads a form.
     *
     * @return empty where the body is larger than allowed, is no form, or breaks off
     */
    static Optional<Form> read(InputStream body, int largest) {
        try {
            byte[] bytes = body.readNBytes(largest + 1);
            return bytes.length > largest
                    ? Optional.empty()
                    : Optional.of(parsed(new String(bytes, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            // A percent sign that encodes nothing.
            return Optional.empty();
        } catch (IOException e) {
            // Whoever sends it has hung up: no fault of ours, and nobody may fill the log by it.
            return Optional.empty();
        }
    }

    private static Form parsed(String text) {
        Form form = new Form();
        for (String parameter : text.split("&")) {
            int equals = parameter.indexOf('=');
            String name = decoded(equals < 0 ? parameter : parameter.substring(0, equals));
            String value = equals < 0 ? "" : decoded(parameter.substring(equals + 1));
            form.parameters.computeIfAbsent(name, first -> new ArrayList<>()).add(value);
        }
        return form;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** A parameter's value; one without a value counts as not sent, as the standard wants it. */
    Optional<String> value(String name) {
        return parameters.getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    /** Whether any of these parameters was given more than once. */
    boolean repeats(String... names) {
        return Stream.of(names).anyMatch(name -> parameters.getOrDefault(name, List.of()).size() > 1);
    }
}
