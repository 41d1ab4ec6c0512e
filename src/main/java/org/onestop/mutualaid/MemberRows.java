package org.onestop.mutualaid;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.onestop.money.Money;

/** Reads and writes the rows of memberships. A row is never changed: it is superseded, and others take its place. */
@ApplicationScoped
class MemberRows {

    static final String COLUMNS = "membership_id, person_id, term, credit_code, joined_on, first_joiner, unit_since,"
            + " left_on, left_because, amount, contribution, received_on, contribution_id";

    private static final String SELECT = "select " + COLUMNS + " from membership_now ";

    private static final String INSERT = "insert into membership (membership_id, person_id, term, credit_code, joined_on,"
            + " first_joiner, left_on, left_because, recorded_at) values (?, ?, ?, ?, ?, ?, ?::date, ?, ?)";

    private final FundStatements statements;

    MemberRows(FundStatements statements) {
        this.statements = statements;
    }

    /**
     * One row to be written.
     *
     * @param leftOn  null where it lasts to the term's end
     * @param because null where it lasts to the term's end
     */
    record Row(
            UUID id,
            UUID person,
            int term,
            String unit,
            LocalDate joinedOn,
            boolean firstJoiner,
            LocalDate leftOn,
            String because) {}

    Optional<Member> byId(UUID id) {
        return statements.first(SELECT + "where membership_id = ?", MemberRows::read, id);
    }

    List<Member> byIds(Collection<UUID> ids) {
        return statements.list(SELECT + "where membership_id = any (?::uuid[])", MemberRows::read, ids);
    }

    List<Member> ofPersons(Collection<UUID> persons, int term) {
        return statements.list(
                SELECT + "where person_id = any (?::uuid[]) and term = ?", MemberRows::read, persons, term);
    }

    /** All memberships of a person, the latest term first. */
    List<Member> ofPerson(UUID person) {
        return statements.list(SELECT + "where person_id = ? order by term desc, joined_on", MemberRows::read, person);
    }

    /** A unit's members of a term whose contribution is due, in the order in which they joined. */
    List<Member> owing(String unit, int term) {
        return statements.list(
                SELECT + "where credit_code = ? and term = ? and contribution = 'DUE' order by joined_on, membership_id",
                MemberRows::read,
                unit,
                term);
    }

    /**
     * A page of a unit's members of a term, in the order in which they joined.
     *
     * @param contribution null for all
     * @param afterDay     with {@code afterId} where the page before ended; null for the first
     */
    List<Member> roster(
            String unit, int term, Member.Contribution contribution, LocalDate afterDay, UUID afterId, int limit) {
        return statements.list(
                SELECT + "where credit_code = ? and term = ? and (?::text is null or contribution = ?)"
                        + " and (?::date is null or (joined_on, membership_id) > (?::date, ?::uuid))"
                        + " order by joined_on, membership_id limit ?",
                MemberRows::read,
                unit,
                term,
                contribution,
                contribution,
                afterDay,
                afterDay,
                afterId,
                limit);
    }

    void insert(Collection<Row> rows, OffsetDateTime at) {
        statements.batch(
                INSERT,
                rows.stream()
                        .map(row -> new Object[] {
                            row.id(), row.person(), row.term(), row.unit(), row.joinedOn(), row.firstJoiner(),
                            row.leftOn(), row.because(), at
                        })
                        .toList());
    }

    /** Puts rows in the place of the last one of a membership. */
    void replaceLast(Member member, OffsetDateTime at, Row... rows) {
        statements.run(
                "update membership set superseded_at = ?"
                        + " where membership_id = ? and joined_on = ? and superseded_at is null",
                at,
                member.id(),
                member.unitSince());
        insert(List.of(rows), at);
    }

    /** Takes a whole membership off the record, as if it had never been. */
    void supersede(UUID membership, OffsetDateTime at) {
        statements.run(
                "update membership set superseded_at = ? where membership_id = ? and superseded_at is null",
                at,
                membership);
    }

    /** Says anew of memberships whether the waiting period applies. */
    void firstJoiners(Collection<UUID> memberships, boolean first, OffsetDateTime at) {
        List<Row> rows = statements.list(
                "update membership set superseded_at = ? where membership_id = any (?::uuid[]) and superseded_at is null"
                        + " returning membership_id, person_id, term, credit_code, joined_on, left_on, left_because",
                row -> new Row(
                        FundStatements.id(row, 1),
                        FundStatements.id(row, 2),
                        row.getInt(3),
                        row.getString(4),
                        FundStatements.day(row, 5),
                        first,
                        FundStatements.day(row, 6),
                        row.getString(7)),
                at,
                memberships);
        insert(rows, at);
    }

    static Member read(ResultSet row) throws SQLException {
        long due = row.getLong(10);
        return new Member(
                FundStatements.id(row, 1),
                FundStatements.id(row, 2),
                row.getInt(3),
                row.getString(4),
                FundStatements.day(row, 5),
                row.getBoolean(6),
                FundStatements.day(row, 7),
                FundStatements.day(row, 8),
                row.getString(9),
                due == 0 ? null : Money.ofFen(due),
                Member.Contribution.valueOf(row.getString(11)),
                FundStatements.day(row, 12),
                FundStatements.id(row, 13));
    }
}
