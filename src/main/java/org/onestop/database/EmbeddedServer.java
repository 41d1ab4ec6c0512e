package org.onestop.database;

import io.quarkus.runtime.Application;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.jboss.logging.Logger;

/**
 * A durable PostgreSQL for a machine that names no server: started when its address is first asked for, stopped last
 * of all.
 *
 * <p>Its address is kept in a system property: a reload in development loads this class again, but must find the
 * server that is running.
 */
final class EmbeddedServer {

    private static final Logger LOG = Logger.getLogger(EmbeddedServer.class);
    private static final String RUNNING = "onestop.embedded.url";
    private static final String SUPERUSER = "postgres";
    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(90);

    private EmbeddedServer() {}

    /** The address of the server's database; starts it if it does not run yet. */
    static String url(Path directory, Secrets secrets) {
        synchronized (System.getProperties()) {
            String running = System.getProperty(RUNNING);
            if (running == null) {
                running = start(directory, secrets);
                System.setProperty(RUNNING, running);
            }
            return running;
        }
    }

    private static String start(Path directory, Secrets secrets) {
        try {
            DataDirectory data = DataDirectory.take(directory);
            data.stopOrphan();
            EmbeddedPostgres server = server(data, secrets);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, data), "stop-embedded-postgresql"));
            ensureRoles(server, secrets);
            requirePasswords(data, server, secrets);
            LOG.infof("内置数据库已启动 embedded PostgreSQL on port %d, data in %s", server.getPort(), directory);
            return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + Roles.DATABASE;
        } catch (IOException e) {
            throw new UncheckedIOException("内置数据库未能启动 the embedded PostgreSQL did not start; see " + directory, e);
        } catch (SQLException e) {
            throw new IllegalStateException("the embedded PostgreSQL's roles could not be made", e);
        }
    }

    /** Durable settings: the library's own are for tests and would lose data. */
    private static EmbeddedPostgres server(DataDirectory data, Secrets secrets) throws IOException {
        File log = data.serverLog().toFile();
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(data.binaries().toFile())
                .setDataDirectory(data.server())
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

    private static void ensureRoles(EmbeddedPostgres server, Secrets secrets) throws SQLException {
        try (Connection connection = superuser(server, secrets);
                Statement statement = connection.createStatement()) {
            Roles.setPassword(statement, SUPERUSER, secrets);
            Roles.ensure(connection, secrets);
        }
    }

    /** A new data directory trusts every local process; from here on nobody comes in without a password. */
    private static void requirePasswords(DataDirectory data, EmbeddedPostgres server, Secrets secrets)
            throws IOException, SQLException {
        Files.writeString(data.server().resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
        try (Connection connection = superuser(server, secrets);
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_reload_conf()");
        }
    }

    private static Connection superuser(EmbeddedPostgres server, Secrets secrets) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", SUPERUSER);
        login.setProperty("password", secrets.password(SUPERUSER));
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres", login);
    }

    /** Runs when the process ends: waits until the application has finished what it accepted, then stops the server. */
    private static void stop(EmbeddedPostgres server, DataDirectory data) {
        long deadline = System.nanoTime() + STOP_PATIENCE.toNanos();
        try {
            while (Application.currentApplication() != null && System.nanoTime() < deadline) {
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (data) {
            server.close();
        } catch (IOException e) {
            LOG.error("the embedded PostgreSQL could not be stopped", e);
        }
    }
}
