package org.onestop.settlement;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
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

    /** Puts standings on record, each unless the person has one for the term already. */
    @Transactional
    public void putAll(List<TermStanding> standings) {
        String sql = "insert into member_standing (person_id, term, member_from, covered_from, covered_until)"
                + " values (?, ?, ?, ?, ?) on conflict do nothing";
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
}
