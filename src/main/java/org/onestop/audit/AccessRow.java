package org.onestop.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/**
 * A look at somebody's data, as answered.
 *
 * @param subject  the person or machine behind the client
 * @param roles    in which it was done
 * @param purpose  what for; null where the caller did not say
 * @param personId whose data; null where it was not one person's
 * @param object   what was looked at or asked for; null where there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AccessRow(
        long id,
        OffsetDateTime accessedAt,
        String clientId,
        String subject,
        List<String> roles,
        String operation,
        String purpose,
        UUID personId,
        String object) {

    /** What {@link #read} reads. */
    static final String COLUMNS = "id, accessed_at, client_id, subject, role, operation, purpose, person_id, object";

    static AccessRow read(ResultSet row) throws SQLException {
        return new AccessRow(
                row.getLong(1),
                AuditStatements.moment(row, 2),
                row.getString(3),
                row.getString(4),
                List.of(row.getString(5).split(",")),
                row.getString(6),
                row.getString(7),
                AuditStatements.id(row, 8),
                row.getString(9));
    }

    Place<Long> place() {
        return new Place<>(accessedAt, id);
    }
}
