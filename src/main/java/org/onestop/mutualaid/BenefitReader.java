package org.onestop.mutualaid;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.onestop.access.AccessLog;
import org.onestop.access.Caller;
import org.onestop.http.Cursor;
import org.onestop.money.Money;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.refusal.RefusedException;
import org.onestop.registry.PersonRoll;
import org.onestop.time.BusinessClock;

/** Shows benefits with what happened to them and the settlement behind them. Who looked at whom is recorded. */
@ApplicationScoped
class BenefitReader {

    private static final String UNIT = "(select m.credit_code from membership_now m where m.person_id = n.person_id"
            + " and m.term = n.term order by m.left_on is not null, m.joined_on desc limit 1)";

    private static final String SELECT = "select " + BenefitRows.COLUMNS + ", " + UNIT + " from benefit_now n ";

    private final FundStatements statements;
    private final PersonRoll roll;
    private final AccessLog log;

    BenefitReader(FundStatements statements, PersonRoll roll, AccessLog log) {
        this.statements = statements;
        this.roll = roll;
        this.log = log;
    }

    /**
     * Which benefits are wanted.
     *
     * @param state null for any
     * @param term  null for any
     * @param batch the order that pays them, or did; null for any
     */
    record Wanted(BenefitState state, Integer term, UUID batch) {}

    /** A page of benefits; {@code next} is null on the last. */
    record Page(List<BenefitView> items, @JsonInclude(JsonInclude.Include.NON_NULL) String next) {}

    /** A benefit with all that belongs to it; {@code trace} is the list of steps by which its amount came about. */
    record Whole(BenefitView benefit, Origin settlement, @JsonRawValue String trace, List<Happened> events) {}

    /** The settlement behind a benefit. */
    record Origin(
            UUID settlementId,
            String hospitalCode,
            String billNo,
            OffsetDateTime settledAt,
            Money total,
            Money inScope,
            Money fundTotal,
            Money patientPays,
            String state) {}

    /** Something that happened; what has no value for its kind is null. */
    record Happened(
            int step,
            BenefitEvent.Kind kind,
            BenefitState state,
            LocalDate happenedOn,
            Money amount,
            UUID batchId,
            String bankReference,
            String reason,
            String by,
            OffsetDateTime recordedAt) {}

    /** The oldest first. */
    @Transactional
    public Page page(Caller caller, Wanted wanted, UUID after, int limit) {
        List<Found> found = statements.list(
                SELECT + "where (?::text is null or n.state = ?) and (?::int is null or n.term = ?)"
                        + " and (?::uuid is null or n.batch_id = ?::uuid) and (?::uuid is null or n.id > ?::uuid)"
                        + " order by n.id limit ?",
                BenefitReader::found,
                wanted.state(),
                wanted.state(),
                wanted.term(),
                wanted.term(),
                wanted.batch(),
                wanted.batch(),
                after,
                after,
                limit + 1);
        List<Found> shown = found.subList(0, Math.min(limit, found.size()));
        log.append(
                caller,
                shown.stream()
                        .map(each -> look("LIST_BENEFITS", each.benefit()))
                        .toList());
        return new Page(
                views(shown),
                found.size() > limit ? Cursor.of(shown.get(limit - 1).benefit().id().toString()) : null);
    }

    /** @throws RefusedException benefit-not-found */
    @Transactional(dontRollbackOn = RefusedException.class)
    public Whole whole(Caller caller, UUID id) {
        Whole whole = shown(id);
        log.append(caller, new AccessLog.Look("READ_BENEFIT", null, person(id), id.toString()));
        return whole;
    }

    private UUID person(UUID id) {
        return statements
                .first("select person_id from benefit where id = ?", row -> FundStatements.id(row, 1), id)
                .orElseThrow();
    }

    /** A benefit for an answer that is kept: of the person nothing. */
    BenefitView kept(UUID id) {
        Found found = required(id);
        return BenefitView.of(found.benefit(), found.unit(), null);
    }

    private Whole shown(UUID id) {
        Found found = required(id);
        return new Whole(
                views(List.of(found)).get(0),
                statements
                        .first(
                                "select s.id, s.hospital_code, s.bill_no, s.settled_at, s.total, s.in_scope, s.basic"
                                        + " + s.critical_illness + s.medical_assistance + s.tilt_aid, s.patient_pays,"
                                        + " case when r.id is null then 'STANDING' else 'REVERSED' end from settlement s"
                                        + " left join settlement_reversal r on r.settlement_id = s.id where s.id = ?",
                                BenefitReader::origin,
                                found.benefit().settlement())
                        .orElseThrow(),
                statements
                        .first("select trace from benefit where id = ?", row -> row.getString(1), id)
                        .orElseThrow(),
                statements.list(
                        "select step, kind, state, happened_on, amount, batch_id, bank_reference, reason, subject,"
                                + " recorded_at from benefit_event where benefit_id = ? order by step",
                        BenefitReader::happened,
                        id));
    }

    private Found required(UUID id) {
        return statements
                .first(SELECT + "where n.id = ?", BenefitReader::found, id)
                .orElseThrow(() -> Refusal.of(RefusalCode.BENEFIT_NOT_FOUND).asException());
    }

    private static AccessLog.Look look(String operation, Benefit benefit) {
        return new AccessLog.Look(
                operation, null, benefit.person(), benefit.id().toString());
    }

    private record Found(Benefit benefit, String unit) {}

    private List<BenefitView> views(Collection<Found> found) {
        Map<UUID, PersonRoll.Masked> people =
                roll.masked(found.stream().map(each -> each.benefit().person()).toList());
        return found.stream()
                .map(each -> BenefitView.of(
                        each.benefit(), each.unit(), people.get(each.benefit().person())))
                .toList();
    }

    private static Found found(ResultSet row) throws SQLException {
        return new Found(BenefitRows.read(row), row.getString(14));
    }

    private static Origin origin(ResultSet row) throws SQLException {
        return new Origin(
                FundStatements.id(row, 1),
                row.getString(2),
                row.getString(3),
                at(row, 4),
                FundStatements.money(row, 5),
                FundStatements.money(row, 6),
                FundStatements.money(row, 7),
                FundStatements.money(row, 8),
                row.getString(9));
    }

    private static Happened happened(ResultSet row) throws SQLException {
        long amount = row.getLong(5);
        return new Happened(
                row.getInt(1),
                BenefitEvent.Kind.valueOf(row.getString(2)),
                BenefitState.valueOf(row.getString(3)),
                FundStatements.day(row, 4),
                amount == 0 ? null : Money.ofFen(amount),
                FundStatements.id(row, 6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                at(row, 10));
    }

    private static OffsetDateTime at(ResultSet row, int column) throws SQLException {
        return BusinessClock.at(row.getObject(column, OffsetDateTime.class).toInstant());
    }
}
