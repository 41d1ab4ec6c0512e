package org.onestop.settlement;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/** Tells settlements who is a member of the union's mutual aid; the port that the fund fills. */
@ApplicationScoped
public class MemberStandings {

    private final AgroalDataSource database;

    MemberStandings(AgroalDataSource database) {
        this.database = database;
    }

    /** Puts a person's standing for a term on record, unless there is one already. */
    @Transactional
    public void put(UUID person, int term, MemberStanding standing) {
        String sql = "insert into member_standing (person_id, term, member_from, covered_from, covered_until)"
                + " values (?, ?, ?, ?, ?) on conflict do nothing";
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            Parameters to = new Parameters(insert);
            to.uuid(person);
            to.number(term);
            to.date(standing.memberFrom());
            to.date(standing.coveredFrom());
            to.date(standing.coveredUntil());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("a member's standing could not be written", e);
        }
    }
}
