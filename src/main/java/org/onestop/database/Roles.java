package org.onestop.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The two database roles: an owner that migrates and the service's own, which owns nothing. */
final class Roles {

    static final String OWNER = "onestop_owner";
    static final String SERVICE = "onestop_service";
    static final String DATABASE = "onestop";

    private Roles() {}

    /**
     * Makes the roles and the database if they are not there, and sets the roles' passwords.
     *
     * @param connection of a superuser of the embedded server
     */
    static void ensure(Connection connection, Secrets secrets) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(script());
            setPassword(statement, OWNER, secrets);
            setPassword(statement, SERVICE, secrets);
            if (!exists(statement)) {
                statement.execute("create database " + DATABASE + " owner " + OWNER);
            }
            statement.execute("revoke all on database " + DATABASE + " from public");
            statement.execute("grant connect on database " + DATABASE + " to " + SERVICE);
        }
    }

    /** Base64 has no quote in it, so the secret can stand in the statement's text. */
    static void setPassword(Statement statement, String role, Secrets secrets) throws SQLException {
        statement.execute("alter role " + role + " password '" + secrets.password(role) + "'");
    }

    private static boolean exists(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select 1 from pg_database where datname = '" + DATABASE + "'")) {
            return row.next();
        }
    }

    private static String script() {
        try (InputStream text = Roles.class.getResourceAsStream("/db/roles.sql")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
