package org.onestop.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.onestop.start.StartRefusedException;

/**
 * The directory of the embedded server's data, held by one process at a time.
 *
 * <p>Nothing in it may be read, made or stopped before it is taken: otherwise a second service started by mistake
 * would stop the first one's server under its feet, or make keys in the place of those that the first one uses.
 */
final class DataDirectory implements AutoCloseable {

    static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path directory;
    private final FileChannel channel;
    private final FileLock lock;

    private DataDirectory(Path directory, FileChannel channel, FileLock lock) {
        this.directory = directory;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes the directory; makes it if it is not there.
     *
     * @param directory absolute
     * @throws StartRefusedException if another process holds it
     */
    static DataDirectory take(Path directory) throws IOException {
        Files.createDirectories(directory, OWNER_ONLY);
        Path file = directory.resolve("lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Held by this process. Closing the channel, or reading the file, would let go of what is held.
            throw new IllegalStateException("taken twice: " + directory, e);
        }
        if (lock == null) {
            channel.close();
            String holder = Files.readString(file).strip();
            throw new StartRefusedException("数据目录 " + directory + " 正被进程" + holder + "使用;请先结束它,或用ONESTOP_DATA_DIR另定目录。"
                    + " The data directory is in use by process " + holder
                    + ": end that first, or name another directory in ONESTOP_DATA_DIR.");
        }
        channel.truncate(0).write(ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid())
                .getBytes(StandardCharsets.US_ASCII)));
        return new DataDirectory(directory, channel, lock);
    }

    Path server() {
        return directory.resolve("postgresql");
    }

    /** Where a server is made; it becomes {@link #server()} only when it is whole. */
    Path unfinishedServer() {
        return directory.resolve("postgresql.new");
    }

    Path binaries() {
        return directory.resolve("postgresql-binaries");
    }

    Path serverLog() {
        return directory.resolve("postgresql.log");
    }

    Secrets secrets() {
        return new Secrets(directory.resolve("secrets"));
    }

    ServerProcesses processes() {
        return new ServerProcesses(server(), binaries());
    }

    /** Removes what a process that was killed left half made; none of it has ever held data. */
    void removeUnfinished() throws IOException {
        remove(unfinishedServer());
        if (!Files.isDirectory(binaries())) {
            return;
        }
        try (Stream<Path> versions = Files.list(binaries())) {
            // The library marks what it has unpacked wholly; what it finds without the mark it would keep as it is.
            List<Path> unfinished = versions.filter(version -> !Files.exists(version.resolve(".exists"))).toList();
            for (Path version : unfinished) {
                remove(version);
            }
        }
    }

    /** Puts the finished server in its place, in one step. */
    void finishServer() throws IOException {
        Files.move(unfinishedServer(), server(), StandardCopyOption.ATOMIC_MOVE);
        Durable.force(directory);
    }

    private static void remove(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
