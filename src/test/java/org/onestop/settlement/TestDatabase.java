package org.onestop.settlement;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Looks into the database, as the service's own role or as the server's superuser. */
@ApplicationScoped
public class TestDatabase {

    private final AgroalDataSource service;

    TestDatabase(AgroalDataSource service) {
        this.service = service;
    }

    /** A connection with the rights of the service alone. */
    public Connection asService() throws SQLException {
        return service.getConnection();
    }

    /** A connection that may do anything; for looking everywhere and for forging what must be found out. */
    public Connection asSuperuser() throws SQLException {
        String url;
        try (Connection connection = service.getConnection()) {
            url = connection.getMetaData().getURL();
        }
        try {
            String password = Files.readString(Path.of("target/test-data/secrets/password-postgres")).strip();
            return DriverManager.getConnection(url, "postgres", password);
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of every row, as text. */
    public List<String> column(String sql) throws SQLException {
        try (Connection connection = asSuperuser();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (row.next()) {
                found.add(row.getString(1));
            }
            return found;
        }
    }

    public String one(String sql) throws SQLException {
        return column(sql).get(0);
    }

    /** How many statements have given up waiting for a lock since the server was started. */
    long lockTimeouts() throws IOException {
        try (Stream<String> lines = serverLog()) {
            return lines.filter(line -> line.contains("canceling statement due to lock timeout")).count();
        }
    }

    /** What the server has written down. */
    public Stream<String> serverLog() throws IOException {
        return Files.lines(Path.of("target/test-data/postgresql.log"), StandardCharsets.UTF_8);
    }

    public void run(String sql) throws SQLException {
        try (Connection connection = asSuperuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
