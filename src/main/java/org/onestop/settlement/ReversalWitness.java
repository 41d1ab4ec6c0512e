package org.onestop.settlement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.onestop.journal.RowWitness;

/** Shows reversals: by their own answer, and as the opposite of the settlement that each undoes. */
final class ReversalWitness extends RowWitness {

    private static final String ROWS = "select r.id, 'REVERSAL', r.id::text, " + opposite() + ","
            + " r.id, r.settlement_id as settlement, s.record_digest as \"settlementDigest\","
            + " r.person_id as \"personId\", r.year, r.sequence, r.client_id as \"clientId\","
            + " r.hospital_code as \"hospitalCode\", r.reversed_at as \"reversedAt\", sha256(r.answer) as answer,"
            + " r.record_digest as \"" + KEPT + "\", r.answer as \"#answer\", r.reason as \"#reason\", "
            + SettlementWriter.SPLIT_COLUMNS.stream()
                    .map(column -> "r." + column + " as \"#" + column + "\"")
                    .collect(Collectors.joining(", "))
            + " from settlement_reversal r left join settlement s on s.id = r.settlement_id where r.id = any (?)";

    ReversalWitness() {
        super("settlement_reversal", Set.of("REVERSAL"), ROWS, each("settlement_reversal", "REVERSAL"));
    }

    /** The names of the columns that are not the settlement's with the opposite sign. */
    private static String opposite() {
        return Movement.COLUMNS.stream()
                .map(column -> "moved_" + column)
                .map(column -> "case when r." + column + " is distinct from -s." + column + " then '" + column + "' end")
                .collect(Collectors.joining(", ", "array_remove(array[", "], null)"));
    }

    @Override
    protected void judge(ResultSet row, List<String> odd) throws SQLException {
        StoredDocument answer = StoredDocument.read(row.getBytes("#answer"));
        if (answer == null) {
            odd.add("answer");
            return;
        }
        StoredDocument.text(row, "reason", answer.at("reason"), odd);
        StoredDocument.splitColumns(row, answer, "mutualAidExpected", odd);
    }
}
