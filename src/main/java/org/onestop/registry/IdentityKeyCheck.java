package org.onestop.registry;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.onestop.start.StartRefusedException;

/**
 * Refuses the start with keys that are not those of the identities on record: nobody would be found by their number, and
 * whoever is put on record then would be a second person.
 */
@ApplicationScoped
class IdentityKeyCheck {

    /** After the role's check, before anybody is put on record. */
    private static final int EARLY = 50;

    private final AgroalDataSource database;
    private final IdentityVault vault;

    IdentityKeyCheck(AgroalDataSource database, IdentityVault vault) {
        this.database = database;
        this.vault = vault;
    }

    void check(@Observes @Priority(EARLY) StartupEvent started) {
        String sql = "select person_id, revision, sealed, key_id, id_index from person_identity limit 1";
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            if (row.next()) {
                require(vault.opens(row.getString(4)), "ONESTOP_IDENTITY_KEY");
                IdentityVault.Identity opened =
                        vault.open(row.getObject(1, UUID.class), row.getInt(2), row.getBytes(3), row.getString(4));
                byte[] index = vault.index(opened.idNumber());
                require(MessageDigest.isEqual(index, row.getBytes(5)), "ONESTOP_IDENTITY_INDEX_KEY");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the identity keys could not be checked", e);
        }
    }

    private static void require(boolean same, String setting) {
        if (!same) {
            throw new StartRefusedException(setting + "不是库中身份信息所用的密钥,请从备份恢复原密钥。 " + setting
                    + " is not the key of the identities in the database: put the old one back from your backup.");
        }
    }
}
