package org.onestop.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.onestop.start.StartRefusedException;

/**
 * The processes of one data directory's server. They are known by the program they run, which lies in that directory
 * and nowhere else: numbers of processes are used again.
 */
final class ServerProcesses {

    private static final Logger LOG = Logger.getLogger(ServerProcesses.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final String MARK = "postmaster.pid";

    private final Path server;
    private final Path binaries;

    ServerProcesses(Path server, Path binaries) {
        this.server = server;
        this.binaries = binaries;
    }

    /**
     * Ends what a process that was killed left running: its server, or the workers of a server that was killed itself
     * and that end by themselves. Afterwards a new server may start.
     *
     * @throws StartRefusedException if some of it goes on
     */
    void stopOrphans() throws IOException {
        List<ProcessHandle> orphans = running();
        if (!orphans.isEmpty()) {
            LOG.infof("正在停止遗留的数据库进程 stopping a server left running: %s", numbers(orphans));
            if (!stop(orphans)) {
                throw new StartRefusedException("遗留的数据库进程未能停止,请先结束它们:" + numbers(running())
                        + " A server left running did not stop; end these processes first: " + numbers(running()));
            }
        }
        clearForeignMark();
    }

    /** Ends the server; false if it goes on. */
    boolean stop() throws IOException {
        return stop(running());
    }

    private List<ProcessHandle> running() throws IOException {
        if (!Files.isDirectory(binaries)) {
            return List.of();
        }
        String programs = binaries.toRealPath() + "/";
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().command().orElse("").startsWith(programs))
                .toList();
    }

    /** A fast shutdown (SIGINT), which does not wait for clients; workers end with their server. */
    private static boolean stop(List<ProcessHandle> processes) throws IOException {
        List<ProcessHandle> servers = processes.stream()
                .filter(process -> process.parent().filter(processes::contains).isEmpty())
                .toList();
        if (!servers.isEmpty()) {
            new ProcessBuilder("sh", "-c", "kill -INT " + numbers(servers)).start();
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (processes.stream().anyMatch(ProcessHandle::isAlive)) {
            if (System.nanoTime() > deadline || Thread.interrupted()) {
                return false;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return true;
    }

    /**
     * The mark of a server that ended without removing it. PostgreSQL sees to that itself, and looks whether the
     * server's memory is still used; but it refuses to start if the number now belongs to a process of somebody else.
     */
    private void clearForeignMark() throws IOException {
        Path mark = server.resolve(MARK);
        if (!Files.exists(mark)) {
            return;
        }
        String number = Files.readString(mark).lines().findFirst().orElse("").strip();
        if (!number.matches("\\d{1,18}") || ProcessHandle.of(Long.parseLong(number)).isPresent()) {
            Files.delete(mark);
        }
    }

    private static String numbers(List<ProcessHandle> processes) {
        return String.join(" ", processes.stream().map(process -> Long.toString(process.pid())).toList());
    }
}
