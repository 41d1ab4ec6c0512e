package org.onestop.settlement;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Tells settlements who is a member of the union's mutual aid; the port that the fund fills. */
@ApplicationScoped
public class MemberStandings {

    private final AgroalDataSource database;

    MemberStandings(AgroalDataSource database) {
        this.database = database;
    }

    /** A person's standing for a term, a calendar year. */
    public record TermStanding(UUID person, int term, MemberStanding standing) {}

    /** Puts standings on record in the place of what was on record for the same persons and terms. */
    @Transactional
    public void putAll(List<TermStanding> standings) {
        String sql = "insert into member_standing (person_id, term, member_from, covered_from, covered_until)"
                + " values (?, ?, ?, ?, ?) on conflict (person_id, term) do update set member_from = excluded.member_from,"
                + " covered_from = excluded.covered_from, covered_until = excluded.covered_until";
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            for (TermStanding each : standings) {
                Parameters to = new Parameters(insert);
                to.uuid(each.person());
                to.number(each.term());
                to.date(each.standing().memberFrom());
                to.date(each.standing().coveredFrom());
                to.date(each.standing().coveredUntil());
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException("members' standings could not be written", e);
        }
    }

    /** Takes the standings of persons in a term off the record: they are no members in it. */
    @Transactional
    public void remove(Collection<UUID> persons, int term) {
        try (Connection connection = database.getConnection();
                PreparedStatement delete =
                        connection.prepareStatement("delete from member_standing where person_id = any (?) and term = ?")) {
            delete.setArray(1, connection.createArrayOf("uuid", persons.toArray()));
            delete.setInt(2, term);
            delete.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("members' standings could not be written", e);
        }
    }

    /**
     * Those of the persons who were in good standing on some day of a term; it stays so until the caller's transaction ends.
     *
     * @return a part of the persons
     */
    public Set<UUID> inGoodStanding(Collection<UUID> persons, int term) {
        // Locked whether or not it was good: a payment that is just coming in is waited for, and one that comes next waits.
        String sql = "select person_id from (select person_id, covered_from <= covered_until as good from member_standing"
                + " where person_id = any (?) and term = ? order by person_id for share) held where good";
        return select(sql, persons, term);
    }

    /**
     * Those of the persons on whose settlements of a year mutual aid counts: their burden is above zero.
     *
     * @return a part of the persons
     */
    public Set<UUID> withBurden(Collection<UUID> persons, int term) {
        return select(
                "select person_id from accumulator where person_id = any (?) and year = ? and mutual_aid_burden > 0",
                persons,
                term);
    }

    /**
     * Keeps settlements that count on persons' membership in a term from being made, until the caller's transaction
     * ends; those being made are waited for. So that what is then found of their burden is all of it.
     */
    public void hold(Collection<UUID> persons, int term) {
        select(
                "select person_id from member_standing where person_id = any (?) and term = ?"
                        + " order by person_id for update",
                persons,
                term);
    }

    /**
     * Lets a person's standing stay what it was seen to be, until the transaction ends: a benefit is not opened for a
     * membership that is given back at the same moment.
     *
     * @return whether it still is
     */
    static boolean hold(Connection connection, UUID person, int term, MemberStanding seen) throws SQLException {
        String sql = "select member_from, covered_from, covered_until from member_standing"
                + " where person_id = ? and term = ? for share";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setObject(1, person);
            query.setInt(2, term);
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        && seen.equals(new MemberStanding(
                                row.getObject(1, LocalDate.class),
                                row.getObject(2, LocalDate.class),
                                row.getObject(3, LocalDate.class)));
            }
        }
    }

    private Set<UUID> select(String sql, Collection<UUID> persons, int term) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setArray(1, connection.createArrayOf("uuid", persons.toArray()));
            query.setInt(2, term);
            Set<UUID> found = new HashSet<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(row.getObject(1, UUID.class));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("members' standings could not be read", e);
        }
    }
}
