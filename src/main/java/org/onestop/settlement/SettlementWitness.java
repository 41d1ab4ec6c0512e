package org.onestop.settlement;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.onestop.journal.RowWitness;

/**
 * Shows settlements. The digest covers the two documents; what stands in columns of its own so that it can be searched and
 * added up is compared with them: the answer, and for what was added to the year the input.
 */
final class SettlementWitness extends RowWitness {

    private static final String ROWS = "select s.id, 'SETTLEMENT', s.id::text, '{}'::text[],"
            + " s.id, s.person_id as \"personId\", s.identity_revision as \"identityRevision\", s.year, s.sequence,"
            + " s.client_id as \"clientId\", s.hospital_code as \"hospitalCode\", s.bill_no as \"billNo\","
            + " s.settled_at as \"settledAt\", s.policy_set as \"policySet\","
            + " sha256(convert_to(s.input, 'UTF8')) as input, sha256(s.answer) as answer,"
            + " s.record_digest as \"" + KEPT + "\", s.input as \"#input\", s.answer as \"#answer\","
            + " s.scheme as \"#scheme\", s.encounter_type as \"#encounter_type\", s.benefit_date as \"#benefit_date\","
            + " s.file_no as \"#file_no\", s.category as \"#category\", s.assistance_class as \"#assistance_class\", "
            + aside(SettlementWriter.SPLIT_COLUMNS, "") + ", " + aside(Movement.COLUMNS, "moved_")
            + " from settlement s where s.id = any (?)";

    SettlementWitness() {
        super("settlement", Set.of("SETTLEMENT"), ROWS, each("settlement", "SETTLEMENT"));
    }

    private static String aside(List<String> columns, String prefix) {
        return columns.stream()
                .map(column -> "s." + prefix + column + " as \"#" + prefix + column + "\"")
                .collect(Collectors.joining(", "));
    }

    @Override
    protected void judge(ResultSet row, List<String> odd) throws SQLException {
        StoredDocument answer = StoredDocument.read(row.getBytes("#answer"));
        StoredDocument input = StoredDocument.read(row.getBytes("#input"));
        if (answer == null || input == null) {
            odd.add(answer == null ? "answer" : "input");
            return;
        }
        texts(row, answer, input, odd);
        StoredDocument.splitColumns(row, answer, "mutualAid.expected", odd);
        movement(row, answer, input, odd);
    }

    private static void texts(ResultSet row, StoredDocument answer, StoredDocument input, List<String> odd)
            throws SQLException {
        StoredDocument.text(row, "scheme", answer.at("scheme"), odd);
        StoredDocument.text(row, "benefit_date", answer.at("benefitDate"), odd);
        StoredDocument.text(row, "encounter_type", input.at("bill.encounterType"), odd);
        StoredDocument.text(row, "file_no", answer.at("household.fileNo"), odd);
        StoredDocument.text(row, "category", answer.at("household.category"), odd);
        StoredDocument.text(row, "assistance_class", answer.at("household.assistanceClass"), odd);
    }

    /** What was added to the year is the year after, as answered, less the year before, as put in. */
    private static void movement(ResultSet row, StoredDocument answer, StoredDocument input, List<String> odd)
            throws SQLException {
        String own = "RESIDENT".equals(answer.at("scheme").asText()) ? "before.resident." : "before.employee.";
        for (String column : Movement.COLUMNS) {
            String name = StoredDocument.camel(column);
            JsonNode before = input.at((AccumulatorColumns.OF_SCHEME.contains(column) ? own : "before.") + name);
            JsonNode after = answer.at("accumulatorsAfter." + name);
            long moved = row.getLong("#moved_" + column);
            if (before.isMissingNode() || after.isMissingNode()
                    || StoredDocument.number(after) - before.longValue() != moved) {
                odd.add("moved_" + column);
            }
        }
    }
}
