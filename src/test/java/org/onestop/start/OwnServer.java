package org.onestop.start;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** A PostgreSQL that somebody set up by hand as README.md says, and the settings that the service needs for it. */
final class OwnServer implements AutoCloseable {

    static final String SUPERUSER = "postgres";

    static final String ANOTHER_KEY = secret();
    static final String ANOTHER_INDEX_KEY = secret();
    static final String ADMIN_SECRET = secret();

    private static final String KEY = secret();
    private static final String INDEX_KEY = secret();
    private static final String SEAL_KEY = secret();
    private static final String SERVICE_PASSWORD = secret();
    private static final String OWNER_PASSWORD = secret();

    private final EmbeddedPostgres server;
    private final Path keys;

    OwnServer(Path keys) throws IOException, SQLException, GeneralSecurityException {
        this.keys = keys;
        this.server = EmbeddedPostgres.start();
        run(SUPERUSER, Files.readString(Path.of("src/main/resources/db/roles.sql")));
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        Files.writeString(keys.resolve("private.pem"), pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        Files.writeString(keys.resolve("public.pem"), pem("PUBLIC KEY", pair.getPublic().getEncoded()));
    }

    /** Random, as whoever runs the service makes its secrets. */
    private static String secret() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return Base64.getEncoder().encodeToString(secret);
    }

    private static String pem(String kind, byte[] encoded) {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(encoded);
        return "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
    }

    /** Makes a database as README.md says, and gives the settings to use it. */
    Map<String, String> database(String name) throws SQLException {
        run(SUPERUSER, "create database " + name + " owner onestop_owner");
        run(SUPERUSER, "revoke all on database " + name + " from public");
        run(SUPERUSER, "grant connect on database " + name + " to onestop_service");
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + name,
                "QUARKUS_DATASOURCE_USERNAME", "onestop_service",
                "QUARKUS_DATASOURCE_PASSWORD", SERVICE_PASSWORD,
                "QUARKUS_FLYWAY_USERNAME", "onestop_owner",
                "QUARKUS_FLYWAY_PASSWORD", OWNER_PASSWORD,
                "ONESTOP_IDENTITY_KEY", KEY,
                "ONESTOP_IDENTITY_INDEX_KEY", INDEX_KEY,
                "ONESTOP_SEAL_KEY", SEAL_KEY,
                "MP_JWT_VERIFY_PUBLICKEY_LOCATION", keys.resolve("public.pem").toUri().toString(),
                "SMALLRYE_JWT_SIGN_KEY_LOCATION", keys.resolve("private.pem").toUri().toString());
    }

    /** The same settings with another one among them. */
    static Map<String, String> with(Map<String, String> settings, String name, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(name, value);
        return more;
    }

    /** The same settings, and the client that a new database needs. */
    static Map<String, String> withFirstAdmin(Map<String, String> settings) {
        return with(
                with(settings, "ONESTOP_FIRST_ADMIN_CLIENT_ID", "first"),
                "ONESTOP_FIRST_ADMIN_CLIENT_SECRET",
                ADMIN_SECRET);
    }

    void run(String database, String sql) throws SQLException {
        try (Connection connection = server.getDatabase(SUPERUSER, database).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    String one(String database, String sql) throws SQLException {
        try (Connection connection = server.getDatabase(SUPERUSER, database).getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
