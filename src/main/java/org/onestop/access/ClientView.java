package org.onestop.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.onestop.time.BusinessClock;

/**
 * A client as administrators see it; of its secrets only that they are there.
 *
 * @param hospitalCode null unless the role is {@code hospital}; level, department and area likewise of a registrar
 * @param sandbox      whether anybody may know its secret
 * @param registeredBy null where it came with the sandbox, or first of all
 * @param retiredAt    null while it may get tokens
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClientView(
        String clientId,
        String role,
        String hospitalCode,
        String level,
        String department,
        String area,
        boolean sandbox,
        OffsetDateTime createdAt,
        String registeredBy,
        OffsetDateTime retiredAt,
        List<SecretView> secrets) {

    /**
     * One secret.
     *
     * @param validUntil null while it has no end
     * @param valid      whether it lets its client in now
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SecretView(
            UUID secretId, OffsetDateTime createdAt, String createdBy, OffsetDateTime validUntil, boolean valid) {

        static SecretView of(ClientSecretEntity secret, OffsetDateTime now) {
            return new SecretView(
                    secret.secretId,
                    business(secret.createdAt),
                    secret.createdBy,
                    business(secret.validUntil),
                    secret.isValid(now));
        }
    }

    static ClientView of(
            ClientEntity client, ClientRetirementEntity retired, List<ClientSecretEntity> secrets, OffsetDateTime now) {
        return new ClientView(
                client.clientId,
                client.role,
                client.hospitalCode,
                client.level,
                client.department,
                client.area,
                client.sandbox,
                business(client.createdAt),
                client.registeredBy,
                retired == null ? null : business(retired.retiredAt),
                secrets.stream()
                        .sorted(Comparator.comparing((ClientSecretEntity secret) -> secret.createdAt)
                                .thenComparing(secret -> secret.secretId))
                        .map(secret -> SecretView.of(secret, now))
                        .toList());
    }

    private static OffsetDateTime business(OffsetDateTime at) {
        return at == null ? null : BusinessClock.at(at.toInstant());
    }
}
