package org.onestop.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.OffsetDateTime;
import java.util.Arrays;

/** One secret of a client, as a salted digest. */
@Entity
@Table(name = "client_secret")
@IdClass(ClientSecretEntity.Key.class)
class ClientSecretEntity {

    @Id
    @Column(name = "client_id")
    String clientId;

    @Id
    byte[] hash;

    byte[] salt;

    /** Null where it has no end. */
    @Column(name = "valid_until")
    OffsetDateTime validUntil;

    static class Key implements Serializable {

        String clientId;
        byte[] hash;

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && clientId.equals(key.clientId) && Arrays.equals(hash, key.hash);
        }

        @Override
        public int hashCode() {
            return clientId.hashCode() * 31 + Arrays.hashCode(hash);
        }
    }
}
