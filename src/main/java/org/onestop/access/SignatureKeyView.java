package org.onestop.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * A signing key, without the secret where it is one.
 *
 * @param publicKey     Base64 of a SubjectPublicKeyInfo; null for a secret, like the next two
 * @param signatureForm how its signatures are written
 * @param signerId      the identity that SM2 mixes in
 * @param endedAt       null while it is valid, like {@code endedBy}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SignatureKeyView(
        UUID keyId,
        SignatureAlgorithm algorithm,
        String publicKey,
        SignatureForm signatureForm,
        String signerId,
        String registeredBy,
        OffsetDateTime registeredAt,
        String endedBy,
        OffsetDateTime endedAt) {}
