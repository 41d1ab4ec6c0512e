package org.onestop.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** Writing that a loss of power does not undo. */
final class Durable {

    private Durable() {}

    /** Writes a file that its owner alone may read, whole or not at all: beside its place, then renamed. */
    static void write(Path file, String content) throws IOException {
        Path directory = Objects.requireNonNull(file.getParent(), "a secret lies in a directory");
        Path temporary = Files.createTempFile(directory, "new", null);
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        force(directory);
    }

    /** Makes a directory's entries last. */
    static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
