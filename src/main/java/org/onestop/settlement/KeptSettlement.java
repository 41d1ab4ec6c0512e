package org.onestop.settlement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;

/**
 * A settlement with all that is stored of it.
 *
 * @param fileNo          of the household; null where the person belongs to none
 * @param category        null where none was used
 * @param assistanceClass null where none applies
 * @param policySet       digest of the policy set that decided
 * @param input           what the rule was given, as {@link InputWriter} wrote it
 */
record KeptSettlement(
        StoredSettlement settlement,
        String clientId,
        String encounterType,
        LocalDate benefitDate,
        String fileNo,
        String category,
        Integer assistanceClass,
        byte[] policySet,
        String input) {

    /** For a select list; stands on {@link SettlementReader#FROM}. */
    static final String COLUMNS = SettlementReader.COLUMNS
            + ", s.client_id, s.encounter_type, s.benefit_date, s.file_no, s.category, s.assistance_class, s.policy_set,"
            + " s.input";

    static KeptSettlement read(ResultSet row) throws SQLException {
        int at = SettlementReader.BEHIND;
        return new KeptSettlement(
                SettlementReader.read(row),
                row.getString(at),
                row.getString(at + 1),
                row.getObject(at + 2, LocalDate.class),
                row.getString(at + 3),
                row.getString(at + 4),
                row.getObject(at + 5, Integer.class),
                row.getBytes(at + 6),
                row.getString(at + 7));
    }
}
