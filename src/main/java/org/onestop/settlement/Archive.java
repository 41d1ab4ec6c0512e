package org.onestop.settlement;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.onestop.time.BusinessClock;

/** Settlements with all that is kept of them, for who may see every hospital's. */
@ApplicationScoped
public class Archive {

    private final SettlementDatabase database;
    private final StoredAnswers answers;

    Archive(SettlementDatabase database, StoredAnswers answers) {
        this.database = database;
        this.answers = answers;
    }

    /**
     * A settlement.
     *
     * @param fileNo   of the household; null where the person belonged to none
     * @param answer   JSON as it is answered today: the first answer, the patient masked, the record's digest, how it stands
     * @param reversal JSON as it was answered; null while the settlement stands
     */
    public record Kept(
            UUID id,
            UUID personId,
            String fileNo,
            LocalDate benefitDate,
            OffsetDateTime settledAt,
            KeptBill bill,
            String answer,
            String reversal) {}

    /** A settlement; empty where there is none. */
    public Optional<Kept> find(UUID id) {
        return database.statements(connection -> {
            Optional<StoredSettlement> found = SettlementReader.byId(connection, id);
            return found.isEmpty() ? Optional.empty() : Optional.of(kept(connection, found.get()));
        });
    }

    private Kept kept(Connection connection, StoredSettlement stored) throws SQLException {
        String sql = "select file_no, benefit_date, input from settlement where id = ?";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setObject(1, stored.id());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return new Kept(
                        stored.id(),
                        stored.personId(),
                        row.getString(1),
                        row.getObject(2, LocalDate.class),
                        BusinessClock.at(stored.settledAt()),
                        KeptBill.of(InputReader.read(row.getString(3))),
                        text(answers.today(connection, stored)),
                        stored.stands()
                                ? null
                                : text(answers.reversal(connection, stored.reversal()).body()));
            }
        }
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
