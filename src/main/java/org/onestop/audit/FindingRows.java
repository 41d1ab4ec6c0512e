package org.onestop.audit;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.onestop.journal.Digest;
import org.onestop.money.Money;
import org.onestop.time.BusinessClock;

/** Findings as rows: which are wanted, and what stands in them. */
final class FindingRows {

    /** The settlements that a finding is about; those of one hospital alone where the first two parameters name it. */
    private static final String SETTLEMENTS = "coalesce((select jsonb_agg(jsonb_build_object('id', z.id,"
            + " 'hospitalCode', z.hospital_code, 'billNo', z.bill_no, 'benefitDate', z.benefit_date, 'state',"
            + " case when exists (select from settlement_reversal y where y.settlement_id = z.id) then 'REVERSED'"
            + " else 'STANDING' end) order by z.benefit_date, z.id) from finding_settlement x"
            + " join settlement z on z.id = x.settlement_id where x.finding_id = f.id"
            + " and (?::text is null or x.hospital_code = ?)), '[]')::text";

    /** Whether they are all of the hospital that the next parameter names. */
    private static final String ALONE = "not exists (select from finding_settlement x where x.finding_id = f.id"
            + " and x.hospital_code <> ?)";

    private static final String SELECT = "select f.id, f.kind, e.state, e.assignee, f.settlement_id,"
            + " case when s.id is null then null when r.id is null then 'STANDING' else 'REVERSED' end,"
            + " coalesce(f.hospital_code, s.hospital_code), s.benefit_date, f.person_id, f.file_no, f.found_at, "
            + SETTLEMENTS + ", " + ALONE + ", f.reason, f.object, f.affected_from, f.affected_to, f.direct,"
            + " f.fund_difference, f.kept, f.would_be, f.rule, f.rule_version, f.text_zh, f.text_en, f.figures"
            + " from finding f left join settlement s on s.id = f.settlement_id"
            + " left join settlement_reversal r on r.settlement_id = s.id join lateral (select n.state, n.assignee"
            + " from finding_event n where n.finding_id = f.id order by n.sequence desc limit 1) e on true ";

    private static final String INVOLVES = "exists (select from finding_settlement w where w.finding_id = f.id"
            + " and w.hospital_code = ?)";

    static final String PAGE = SELECT + "where (?::text is null or e.state = ?) and (?::text is null or f.kind = ?)"
            + " and (?::text is null or f.rule = ?) and (?::text is null or f.hospital_code = ? or " + INVOLVES + ")"
            + " and (?::text is null or e.assignee = ?) and (?::timestamptz is null or f.found_at >= ?)"
            + " and (?::timestamptz is null or f.found_at < ?) and (?::text is null or " + INVOLVES + ")"
            + " and (f.found_at, f.id) < (?, ?) order by f.found_at desc, f.id desc limit ?";

    static final String ONE = SELECT + "where f.id = ? and (?::text is null or " + INVOLVES + ")";

    private FindingRows() {}

    /** A finding, and whether all its settlements are the asking hospital's. */
    record Row(FindingView view, boolean alone) {}

    /** Sets the parameters of {@link #PAGE}; {@code hospital} sees its own alone, null sees all. */
    static void bind(PreparedStatement query, String hospital, WantedFindings wanted, FindingPlace before, int limit)
            throws SQLException {
        int at = hospital(query, hospital);
        at = twice(query, at, wanted.state() == null ? null : wanted.state().name());
        at = twice(query, at, wanted.kind() == null ? null : wanted.kind().name());
        at = twice(query, at, wanted.rule());
        at = twice(query, at, wanted.hospital());
        query.setString(at++, wanted.hospital());
        at = twice(query, at, wanted.assignee());
        at = twice(query, at, wanted.from() == null ? null : midnight(wanted.from()));
        at = twice(query, at, wanted.to() == null ? null : midnight(wanted.to().plusDays(1)));
        at = twice(query, at, hospital);
        query.setObject(at++, before.foundAt());
        query.setObject(at++, before.id());
        query.setInt(at, limit);
    }

    /** Sets the parameters of {@link #ONE}. */
    static void bind(PreparedStatement query, String hospital, UUID id) throws SQLException {
        int at = hospital(query, hospital);
        query.setObject(at++, id);
        twice(query, at, hospital);
    }

    private static int hospital(PreparedStatement query, String hospital) throws SQLException {
        query.setString(3, hospital == null ? "" : hospital);
        twice(query, 1, hospital);
        return 4;
    }

    private static int twice(PreparedStatement query, int at, Object value) throws SQLException {
        query.setObject(at, value);
        query.setObject(at + 1, value);
        return at + 2;
    }

    private static OffsetDateTime midnight(LocalDate day) {
        return day.atTime(LocalTime.MIN).atZone(BusinessClock.ZONE).toOffsetDateTime();
    }

    static List<Row> read(PreparedStatement query) throws SQLException {
        List<Row> found = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                found.add(new Row(view(row), row.getBoolean(13)));
            }
        }
        return found;
    }

    private static FindingView view(ResultSet row) throws SQLException {
        return new FindingView(
                row.getObject(1, UUID.class),
                FindingKind.valueOf(row.getString(2)),
                FindingState.valueOf(row.getString(3)),
                row.getString(4),
                row.getObject(5, UUID.class),
                row.getString(6),
                row.getString(7),
                row.getObject(8, LocalDate.class),
                row.getObject(9, UUID.class),
                row.getString(10),
                BusinessClock.at(row.getObject(11, OffsetDateTime.class).toInstant()),
                row.getString(12),
                correction(row),
                rule(row));
    }

    private static FindingView.CorrectionView correction(ResultSet row) throws SQLException {
        return row.getString(14) == null
                ? null
                : new FindingView.CorrectionView(
                        row.getString(14),
                        row.getString(15),
                        row.getObject(16, LocalDate.class),
                        row.getObject(17, LocalDate.class),
                        row.getBoolean(18),
                        Money.ofFen(row.getLong(19)),
                        row.getString(20),
                        row.getString(21));
    }

    private static FindingView.RuleHitView rule(ResultSet row) throws SQLException {
        return row.getString(22) == null
                ? null
                : new FindingView.RuleHitView(
                        row.getString(22),
                        Digest.text(row.getBytes(23)),
                        row.getString(24),
                        row.getString(25),
                        row.getString(26));
    }
}
