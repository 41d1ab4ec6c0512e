package org.onestop.mutualaid;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.onestop.adjudication.Scheme;
import org.onestop.journal.Changes;
import org.onestop.policy.PolicyBook;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.registry.Department;
import org.onestop.settlement.MemberStanding;
import org.onestop.settlement.MemberStandings;
import org.onestop.settlement.MemberStandings.TermStanding;
import org.onestop.time.BusinessClock;

/**
 * Who is a member of mutual aid in which term. Every joining also puts on record what settlements go by: from when the
 * membership gives a benefit, which for who joins for the first time is after the waiting period.
 */
@ApplicationScoped
public class Memberships {

    private static final String INSERT = "insert into membership"
            + " (membership_id, person_id, term, credit_code, joined_on, first_joiner, recorded_at)"
            + " values (?, ?, ?, ?, ?, ?, ?)";

    private final AgroalDataSource database;
    private final MemberStandings standings;
    private final PolicyBook policies;
    private final Changes changes;
    private final BusinessClock clock;

    Memberships(
            AgroalDataSource database,
            MemberStandings standings,
            PolicyBook policies,
            Changes changes,
            BusinessClock clock) {
        this.database = database;
        this.standings = standings;
        this.policies = policies;
        this.changes = changes;
        this.clock = clock;
    }

    /** Who joins for which term; a person has one standing membership in it. */
    private record Place(UUID person, int term) {}

    /**
     * Makes a person a member for a term, unless the person has been one in it.
     *
     * @throws org.onestop.refusal.RefusedException no-policy-in-force where nothing says how long a first joiner waits
     */
    @Transactional
    public void join(Changes.Author author, Joining joining) {
        joinAll(author, List.of(joining));
    }

    /**
     * Makes persons members, each unless the person has been one in the term.
     *
     * @return how many had not
     * @throws org.onestop.refusal.RefusedException as {@link #join}
     */
    @Transactional
    public int joinAll(Changes.Author author, List<Joining> joinings) {
        try (Connection connection = database.getConnection()) {
            Set<Place> taken = taken(connection, joinings);
            List<Joining> added = joinings.stream()
                    .filter(joining -> taken.add(new Place(joining.person(), joining.term())))
                    .toList();
            insert(connection, added);
            standings.putAll(added.stream().map(this::standing).toList());
            changes.append(author, Changes.Topic.MUTUAL_AID, added.stream().map(Memberships::joined).toList());
            return added.size();
        } catch (SQLException e) {
            throw new IllegalStateException("memberships could not be written", e);
        }
    }

    private static Set<Place> taken(Connection connection, List<Joining> joinings) throws SQLException {
        String sql = "select m.person_id, m.term from membership m"
                + " join unnest(?::uuid[], ?::int[]) j(person_id, term) using (person_id, term)"
                + " where m.superseded_at is null";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            Object[] persons = joinings.stream().map(Joining::person).toArray();
            Object[] terms = joinings.stream().map(Joining::term).toArray();
            query.setArray(1, connection.createArrayOf("uuid", persons));
            query.setArray(2, connection.createArrayOf("int", terms));
            Set<Place> taken = new HashSet<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    taken.add(new Place(row.getObject(1, UUID.class), row.getInt(2)));
                }
            }
            return taken;
        }
    }

    private void insert(Connection connection, List<Joining> joinings) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (Joining joining : joinings) {
                insert.setObject(1, UUID.randomUUID());
                insert.setObject(2, joining.person());
                insert.setInt(3, joining.term());
                insert.setString(4, joining.unit().value());
                insert.setObject(5, joining.joinedOn());
                insert.setBoolean(6, joining.firstJoiner());
                insert.setObject(7, clock.now());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private TermStanding standing(Joining joining) {
        LocalDate covered = joining.firstJoiner()
                ? joining.joinedOn().plusDays(waitingDays(joining.joinedOn()))
                : joining.joinedOn();
        LocalDate end = LocalDate.of(joining.term(), 12, 31);
        return new TermStanding(joining.person(), joining.term(), new MemberStanding(joining.joinedOn(), covered, end));
    }

    /** Members are employees; the table is one of those that both schemes share. */
    private int waitingDays(LocalDate on) {
        return policies.find(Scheme.EMPLOYEE, on)
                .orElseThrow(() -> Refusal.of(RefusalCode.NO_POLICY_IN_FORCE, Map.of("date", on.toString()))
                        .asException())
                .policy()
                .mutualAid()
                .waitingDays()
                .value();
    }

    private static Changes.Change joined(Joining joining) {
        return new Changes.Change(
                "MEMBERSHIP_BEGUN",
                joining.unit().value(),
                joining.person(),
                null,
                Department.UNION.name(),
                joining.joinedOn(),
                null,
                "{\"term\":" + joining.term() + ",\"firstJoiner\":" + joining.firstJoiner() + "}");
    }
}
