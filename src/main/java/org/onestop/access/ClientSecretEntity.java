package org.onestop.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.UUID;

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

    @Column(updatable = false)
    byte[] salt;

    /** Null where it has no end. */
    @Column(name = "valid_until")
    OffsetDateTime validUntil;

    @Column(name = "secret_id", updatable = false)
    UUID secretId;

    @Column(name = "created_at", updatable = false)
    OffsetDateTime createdAt;

    /** Null where it came with the sandbox, or first of all. */
    @Column(name = "created_by", updatable = false)
    String createdBy;

    boolean isValid(OffsetDateTime now) {
        return validUntil == null || validUntil.isAfter(now);
    }

    /** Takes the same time whether it is or not. */
    boolean matches(String secret) {
        return MessageDigest.isEqual(hash, hash(salt, secret));
    }

    /** Lets it end on a moment, unless it ends sooner. */
    void endBy(OffsetDateTime at) {
        if (isValid(at)) {
            validUntil = at;
        }
    }

    static byte[] hash(byte[] salt, String secret) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            return digest.digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

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
