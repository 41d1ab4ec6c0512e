package org.onestop.policy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads all parameter files of one place: those in the program, or those of a directory, which replaces them wholly.
 * What is wrong with any of them is told together in one {@link PolicyFileException}.
 */
final class PolicyFiles {

    private static final String PACKAGED = "/policy/";

    private final Map<String, ParameterType<?>> byFile = SchemeParameters.catalogue().values().stream()
            .collect(Collectors.toMap(ParameterType::file, type -> type, (one, other) -> one, TreeMap::new));
    private final List<PolicyFileException.Fault> faults = new ArrayList<>();
    private final SortedMap<String, ParameterFile> files = new TreeMap<>();

    private PolicyFiles() {}

    /** The files in the program, by parameter id. */
    static SortedMap<String, ParameterFile> packaged() {
        PolicyFiles reader = new PolicyFiles();
        for (String file : reader.byFile.keySet()) {
            try (InputStream content = PolicyFiles.class.getResourceAsStream(PACKAGED + file)) {
                if (content != null) {
                    reader.read(file, content.readAllBytes());
                }
            } catch (IOException e) {
                reader.fault(file, new Flaw("", FlawKind.UNREADABLE, e.toString()));
            }
        }
        return reader.complete();
    }

    /**
     * The files of a directory, by parameter id. Every file below it must be a parameter's.
     *
     * @param directory absolute or relative to the working directory
     */
    static SortedMap<String, ParameterFile> directory(Path directory) {
        PolicyFiles reader = new PolicyFiles();
        if (!Files.isDirectory(directory)) {
            reader.fault(directory.toString(), new Flaw("", FlawKind.UNREADABLE, "onestop.policy.dir不是目录 is no directory"));
            throw new PolicyFileException(reader.faults);
        }
        try (Stream<Path> found = Files.walk(directory)) {
            found.filter(path -> !Files.isDirectory(path)).sorted().forEach(path -> reader.read(directory, path));
        } catch (IOException | java.io.UncheckedIOException e) {
            reader.fault(directory.toString(), new Flaw("", FlawKind.UNREADABLE, e.toString()));
        }
        return reader.complete();
    }

    private void read(Path directory, Path path) {
        String file = directory.relativize(path).toString().replace('\\', '/');
        try {
            read(file, Files.readAllBytes(path));
        } catch (IOException e) {
            fault(file, new Flaw("", FlawKind.UNREADABLE, e.toString()));
        }
    }

    private void read(String file, byte[] content) {
        ParameterType<?> type = byFile.get(file);
        if (type == null) {
            fault(file, new Flaw("", FlawKind.UNKNOWN_FILE, ""));
            return;
        }
        try {
            files.put(type.id(), ParameterFile.read(type, Element.root(PolicyYaml.read(text(content)))));
        } catch (FlawedException e) {
            // Kept as known, so that it isn't called missing as well.
            files.put(type.id(), new ParameterFile(type.id(), "", "", "", List.of()));
            e.flaws().forEach(flaw -> fault(file, flaw));
        }
    }

    private SortedMap<String, ParameterFile> complete() {
        byFile.forEach((file, type) -> {
            if (type.always() && !files.containsKey(type.id())) {
                fault(file, new Flaw("", FlawKind.MISSING_FILE, ""));
            }
        });
        if (!faults.isEmpty()) {
            throw new PolicyFileException(faults);
        }
        return files;
    }

    private void fault(String file, Flaw flaw) {
        faults.add(new PolicyFileException.Fault(file, flaw.key(), flaw.reason()));
    }

    private static String text(byte[] content) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
        } catch (CharacterCodingException e) {
            throw new FlawedException("", FlawKind.UNREADABLE, "not UTF-8");
        }
    }
}
