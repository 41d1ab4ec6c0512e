package org.onestop.settlement;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Looks into the database, as the service's own role or as the server's superuser. */
@ApplicationScoped
public class TestDatabase {

    private final AgroalDataSource service;

    TestDatabase(AgroalDataSource service) {
        this.service = service;
    }

    /** A connection with the rights of the service alone. */
    Connection asService() throws SQLException {
        return service.getConnection();
    }

    /** A connection that may do anything; for looking everywhere and for forging what must be found out. */
    Connection asSuperuser() throws SQLException {
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
    List<String> column(String sql) throws SQLException {
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

    String one(String sql) throws SQLException {
        return column(sql).get(0);
    }

    void run(String sql) throws SQLException {
        try (Connection connection = asSuperuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
