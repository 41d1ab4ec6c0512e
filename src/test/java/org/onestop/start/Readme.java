package org.onestop.start;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What README.md promises, word for word. */
final class Readme {

    private static final Pattern BILL = Pattern.compile("-d '(\\{.*?\\})' \\| grep", Pattern.DOTALL);
    private static final Pattern ANSWER = Pattern.compile("```json\n(.*?)\n```", Pattern.DOTALL);

    private Readme() {}

    /** The body of the request that a newcomer pastes. */
    static String bill() throws IOException {
        return first(BILL);
    }

    /** The part of the answer that it shows, without its line breaks. */
    static String answer() throws IOException {
        return first(ANSWER).replace("\n", "");
    }

    private static String first(Pattern wanted) throws IOException {
        Matcher found = wanted.matcher(Files.readString(Path.of("README.md")));
        assertTrue(found.find(), () -> "README.md has no " + wanted);
        return found.group(1);
    }
}
