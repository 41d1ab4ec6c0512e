package org.onestop.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The directory of the embedded server's data, held by one process at a time.
 *
 * <p>A process that was killed leaves its server running. That server may be stopped only by who holds the
 * directory's lock: otherwise a second service started by mistake would stop the first one's server under its feet.
 */
final class DataDirectory implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(DataDirectory.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path directory;
    private final FileChannel channel;
    private final FileLock lock;

    private DataDirectory(Path directory, FileChannel channel, FileLock lock) {
        this.directory = directory;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes the directory.
     *
     * @throws IllegalStateException if another process holds it
     */
    static DataDirectory take(Path directory) throws IOException {
        Files.createDirectories(directory);
        FileChannel channel = FileChannel.open(
                directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new IllegalStateException("数据目录正被另一个进程使用 the data directory is in use by another process: " + directory);
        }
        return new DataDirectory(directory, channel, lock);
    }

    Path server() {
        return directory.resolve("postgresql");
    }

    Path binaries() {
        return directory.resolve("postgresql-binaries");
    }

    Path serverLog() {
        return directory.resolve("postgresql.log");
    }

    boolean isHeld() {
        return lock.isValid();
    }

    /** Stops a server that a killed process left running on this directory, and clears its mark. */
    void stopOrphan() throws IOException {
        Path mark = server().resolve("postmaster.pid");
        if (!Files.exists(mark)) {
            return;
        }
        Optional<ProcessHandle> orphan = postmaster(Files.readAllLines(mark));
        if (orphan.isPresent()) {
            LOG.infof("正在停止遗留的数据库进程 stopping a server left running: %d", orphan.get().pid());
            stop(orphan.get());
        }
        Files.deleteIfExists(mark);
    }

    /**
     * The process that the mark names, if it is still a PostgreSQL of this directory: numbers of processes are
     * used again.
     */
    private Optional<ProcessHandle> postmaster(List<String> mark) throws IOException {
        if (mark.size() < 2 || !Path.of(mark.get(1)).toRealPath().equals(server().toRealPath())) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(mark.get(0).strip()))
                .filter(process -> process.info().command().orElse("").contains("postgres"));
    }

    /** A fast shutdown (SIGINT), which does not wait for clients that no longer exist. */
    private static void stop(ProcessHandle process) throws IOException {
        new ProcessBuilder("sh", "-c", "kill -INT " + process.pid()).start();
        try {
            process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a server left running was stopped", e);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("a server left running did not stop: process " + process.pid(), e);
        }
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
