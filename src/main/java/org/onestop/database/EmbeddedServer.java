package org.onestop.database;

import io.quarkus.runtime.Application;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.jboss.logging.Logger;
import org.onestop.start.StartRefusedException;

/**
 * A durable PostgreSQL for a machine that names no server: started before anything else, stopped last of all.
 *
 * <p>Its address is kept in a system property: a reload in development loads this class again, but must find the
 * server that is running.
 */
final class EmbeddedServer {

    private static final Logger LOG = Logger.getLogger(EmbeddedServer.class);
    private static final String RUNNING = "onestop.embedded.url";
    private static final String SUPERUSER = Secrets.SUPERUSER;
    private static final String LOGINS = "host all all 127.0.0.1/32 scram-sha-256\n";
    private static final int SHOWN_LOG_LINES = 8;

    /** After a crash the server first repeats what its log holds; that may take a while. */
    private static final Duration START_PATIENCE = Duration.ofSeconds(180);

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(90);

    private final DataDirectory data;
    private final Secrets secrets;

    private EmbeddedServer(DataDirectory data) {
        this.data = data;
        this.secrets = data.secrets();
    }

    /**
     * The address of the server's database; starts it if it does not run yet.
     *
     * @throws StartRefusedException if the directory can't be used or the server does not start
     */
    static String url(Path directory) {
        synchronized (System.getProperties()) {
            String running = System.getProperty(RUNNING);
            if (running == null) {
                running = start(directory);
                System.setProperty(RUNNING, running);
            }
            return running;
        }
    }

    private static String start(Path directory) {
        DataDirectory data;
        try {
            data = DataDirectory.take(directory);
        } catch (IOException e) {
            throw new StartRefusedException("数据目录不能使用 the data directory can't be used: " + e, e);
        }
        EmbeddedServer server = new EmbeddedServer(data);
        Thread stop = new Thread(server::stop, "stop-embedded-postgresql");
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            return server.start();
        } catch (StartRefusedException e) {
            throw e;
        } catch (IOException | SQLException | RuntimeException | ExceptionInInitializerError e) {
            throw new StartRefusedException("内置数据库未能启动 the embedded PostgreSQL did not start: " + e
                    + server.lastWords(), e);
        }
    }

    private String start() throws IOException, SQLException {
        data.processes().stopOrphans();
        data.removeUnfinished();
        if (Files.exists(data.server())) {
            secrets.requireLasting();
        } else {
            LOG.info("首次启动,正在建立内置数据库 first start: making the embedded database");
            secrets.makeLasting();
            make();
        }
        EmbeddedPostgres postgres = postgres(data.server());
        prepare(postgres);
        LOG.infof("内置数据库已启动,数据在 embedded PostgreSQL is running, its data are in %s", data.server().getParent());
        return address(postgres, Roles.DATABASE);
    }

    /** A start that is cut off leaves a server that was never used, and the next one begins anew. */
    private void make() throws IOException, SQLException {
        try (EmbeddedPostgres unfinished = postgres(data.unfinishedServer())) {
            prepare(unfinished);
        }
        if (!data.processes().stop()) {
            throw new IOException("the new server did not stop");
        }
        data.finishServer();
    }

    /** Durable settings: the library's own are for tests and would lose data. */
    private EmbeddedPostgres postgres(Path place) throws IOException {
        File log = data.serverLog().toFile();
        // The library lets everybody write into the directory of its programs; they must not be able to enter it.
        Files.createDirectories(data.binaries());
        Files.setPosixFilePermissions(data.binaries(), DataDirectory.OWNER_ONLY.value());
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(data.binaries().toFile())
                .setDataDirectory(place)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(0)
                .setConnectConfig("password", secrets.password(SUPERUSER))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("password_encryption", "scram-sha-256")
                .setServerConfig("max_connections", "100")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("max_wal_size", "2GB")
                .setServerConfig("timezone", "Asia/Shanghai")
                .setLocaleConfig("locale", "C.UTF-8")
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log))
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log))
                .setPGStartupWait(START_PATIENCE)
                .start();
    }

    private void prepare(EmbeddedPostgres postgres) throws IOException, SQLException {
        try (Connection connection = superuser(postgres);
                Statement statement = connection.createStatement()) {
            Roles.setPassword(statement, SUPERUSER, secrets);
            Roles.ensure(connection, secrets);
            requirePasswords(data.unfinishedServer(), statement);
        }
    }

    /** A new data directory trusts every local process; from here on nobody comes in without a password. */
    private static void requirePasswords(Path unfinished, Statement statement) throws IOException, SQLException {
        if (Files.exists(unfinished)) {
            Files.writeString(unfinished.resolve("pg_hba.conf"), LOGINS);
            statement.execute("select pg_reload_conf()");
        }
    }

    private Connection superuser(EmbeddedPostgres postgres) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", SUPERUSER);
        login.setProperty("password", secrets.password(SUPERUSER));
        return DriverManager.getConnection(address(postgres, SUPERUSER), login);
    }

    private static String address(EmbeddedPostgres postgres, String database) {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + database;
    }

    /** What the server wrote last, for somebody who must find out why it does not start. */
    private String lastWords() {
        try {
            List<String> lines = Files.readAllLines(data.serverLog());
            return "\n" + data.serverLog() + ":\n  "
                    + String.join("\n  ", lines.subList(Math.max(0, lines.size() - SHOWN_LOG_LINES), lines.size()));
        } catch (IOException e) {
            return "";
        }
    }

    /** Runs when the process ends: waits until the application has finished what it accepted, then stops the server. */
    private void stop() {
        Application application = Application.currentApplication();
        if (application != null) {
            Thread end = new Thread(application::awaitShutdown, "await-application");
            end.setDaemon(true);
            end.start();
            try {
                end.join(STOP_PATIENCE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        try (data) {
            if (!data.processes().stop()) {
                LOG.error("内置数据库未能停止 the embedded PostgreSQL could not be stopped");
            }
        } catch (IOException e) {
            LOG.error("内置数据库未能停止 the embedded PostgreSQL could not be stopped", e);
        }
    }
}
