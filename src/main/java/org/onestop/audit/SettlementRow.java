package org.onestop.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.onestop.adjudication.EncounterType;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.adjudication.HospitalLevel;
import org.onestop.adjudication.LineFlag;
import org.onestop.adjudication.Scheme;
import org.onestop.bill.SplitView;
import org.onestop.money.Money;

/**
 * A settlement in a list; the person is a random id.
 *
 * @param hospitalDivision null where the hospital's record named none
 * @param fileNo           of the household; null where the person belonged to none
 * @param area             where the household lived, 12 digits; null where there is none
 * @param category         the label used; null where there was none
 * @param assistanceClass  null where none applied
 * @param diagnosis        code of the main one; null where none was sent
 * @param lines            how many
 * @param flags            that any line bears
 * @param reversedAt       null while it stands
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SettlementRow(
        UUID id,
        OffsetDateTime settledAt,
        LocalDate benefitDate,
        UUID personId,
        String hospitalCode,
        HospitalLevel hospitalLevel,
        String hospitalDivision,
        String billNo,
        String fileNo,
        String area,
        HardshipCategory category,
        Integer assistanceClass,
        Scheme scheme,
        EncounterType encounterType,
        String diagnosis,
        int lines,
        List<LineFlag> flags,
        SplitView split,
        Money mutualAidExpected,
        SettlementState state,
        OffsetDateTime reversedAt) {

    /** What {@link #read} reads. */
    static final String COLUMNS = "id, settled_at, benefit_date, person_id, hospital_code, hospital_level,"
            + " hospital_division, bill_no, file_no, area, category, assistance_class, scheme, encounter_type, diagnosis,"
            + " lines, flags, reversed_at, "
            + Sums.AMOUNTS.stream().collect(Collectors.joining(", "));

    private static final int FIRST_AMOUNT = 19;

    static SettlementRow read(ResultSet row) throws SQLException {
        String category = row.getString(11);
        OffsetDateTime reversedAt = AuditStatements.moment(row, 18);
        return new SettlementRow(
                AuditStatements.id(row, 1),
                AuditStatements.moment(row, 2),
                AuditStatements.day(row, 3),
                AuditStatements.id(row, 4),
                row.getString(5),
                HospitalLevel.valueOf(row.getString(6)),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                category == null ? null : HardshipCategory.valueOf(category),
                row.getObject(12, Integer.class),
                Scheme.valueOf(row.getString(13)),
                EncounterType.valueOf(row.getString(14)),
                row.getString(15),
                row.getInt(16),
                Flags.of(row.getInt(17)),
                Sums.split(row, FIRST_AMOUNT),
                AuditStatements.fen(row, FIRST_AMOUNT + Sums.AMOUNTS.size() - 1),
                reversedAt == null ? SettlementState.STANDING : SettlementState.REVERSED,
                reversedAt);
    }

    Place<UUID> place() {
        return new Place<>(settledAt, id);
    }
}
