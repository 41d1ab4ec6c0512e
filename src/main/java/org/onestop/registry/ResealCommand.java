package org.onestop.registry;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.onestop.start.Command;
import org.onestop.start.StartRefusedException;

/**
 * Seals all identities anew under the present keys, and makes their index anew: after a key has been exchanged, so that the
 * old one is of no more use. While the service rests, as the database's owner, all of it or nothing: the service itself can
 * change no identity.
 */
public final class ResealCommand implements Command {

    private static final int BATCH = 1_000;

    /** Of others' sessions an owner sees little more than whose they are; what the server itself does is nobody's. */
    private static final String OTHERS = "select count(*) from pg_stat_activity"
            + " where datname = current_database() and pid <> pg_backend_pid() and usename is not null";

    private final Map<String, String> settings;

    /** With the environment's settings. */
    public ResealCommand() {
        this(System.getenv());
    }

    ResealCommand(Map<String, String> settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return "reseal-identities";
    }

    @Override
    public String usage() {
        return "reseal-identities   停机后用现行密钥重新加密全部身份信息 seals all identities under the present keys, while the service rests";
    }

    @Override
    public int run(List<String> arguments, PrintStream out) {
        try {
            IdentityVault vault = vault();
            try (Connection connection = DriverManager.getConnection(
                    required("QUARKUS_DATASOURCE_JDBC_URL"),
                    required("QUARKUS_FLYWAY_USERNAME"),
                    required("QUARKUS_FLYWAY_PASSWORD"))) {
                connection.setAutoCommit(false);
                refuseIfServiceRuns(connection);
                int resealed = reseal(connection, vault);
                connection.commit();
                out.println("已重新加密 sealed anew: " + resealed);
                return 0;
            }
        } catch (StartRefusedException | IllegalStateException refused) {
            out.println("未作任何改动 nothing was changed: " + refused.getMessage());
        } catch (SQLException e) {
            // Its text may quote a row.
            out.println("未作任何改动 nothing was changed: SQLSTATE " + e.getSQLState());
        }
        return 1;
    }

    private IdentityVault vault() {
        String previous = settings.get("ONESTOP_IDENTITY_PREVIOUS_KEYS");
        return new IdentityVault(
                required("ONESTOP_IDENTITY_KEY"),
                required("ONESTOP_IDENTITY_INDEX_KEY"),
                Optional.ofNullable(previous).map(keys -> Arrays.asList(keys.split(","))));
    }

    private String required(String name) {
        String value = settings.get(name);
        if (value == null || value.isBlank()) {
            throw new StartRefusedException("缺少 missing: " + name);
        }
        return value;
    }

    private static void refuseIfServiceRuns(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(OTHERS)) {
            row.next();
            if (row.getInt(1) > 0) {
                throw new StartRefusedException("还有其他连接,请先停止服务 others are connected, stop the service first");
            }
        }
    }

    private static int reseal(Connection connection, IdentityVault vault) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("alter table person_identity disable trigger append_only");
            int resealed = resealAll(connection, vault);
            statement.execute("alter table person_identity enable trigger append_only");
            return resealed;
        }
    }

    private static int resealAll(Connection connection, IdentityVault vault) throws SQLException {
        String select = "select person_id, revision, sealed, key_id from person_identity order by person_id, revision";
        String update = "update person_identity set sealed = ?, key_id = ?, id_index = ?"
                + " where person_id = ? and revision = ?";
        int resealed = 0;
        try (PreparedStatement query = connection.prepareStatement(select);
                PreparedStatement change = connection.prepareStatement(update)) {
            query.setFetchSize(BATCH);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    UUID person = row.getObject(1, UUID.class);
                    int revision = row.getInt(2);
                    IdentityVault.Identity opened =
                            vault.open(person, revision, row.getBytes(3), row.getString(4));
                    change.setBytes(1, vault.seal(person, revision, opened.idNumber(), opened.name()));
                    change.setString(2, vault.keyId());
                    change.setBytes(3, vault.index(opened.idNumber()));
                    change.setObject(4, person);
                    change.setInt(5, revision);
                    change.addBatch();
                    if (++resealed % BATCH == 0) {
                        change.executeBatch();
                    }
                }
            }
            change.executeBatch();
        }
        return resealed;
    }
}
