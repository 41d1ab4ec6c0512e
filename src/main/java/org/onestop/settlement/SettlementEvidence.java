package org.onestop.settlement;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.onestop.journal.Evidence;
import org.onestop.journal.Witness;

/** Shows settlements and reversals to the verification, and what hangs on them: years, standing bills, policies. */
@ApplicationScoped
class SettlementEvidence implements Evidence {

    private static final String YEARS = "select 'accumulator', person_id || '/' || year, 'not the sum of its settlements'"
            + " from accumulator_difference limit ?";

    /** A settlement that stands and holds no bill number, or one that doesn't stand and does. */
    private static final String BILLS = "select 'standing_bill', coalesce(s.id, b.settlement_id)::text,"
            + " case when b.settlement_id is null then 'missing' else 'of no standing settlement' end"
            + " from (select s.id, s.hospital_code, s.bill_no from settlement s"
            + " where not exists (select from settlement_reversal r where r.settlement_id = s.id)) s"
            + " full join standing_bill b on b.settlement_id = s.id and b.hospital_code = s.hospital_code"
            + " and b.bill_no = s.bill_no where s.id is null or b.settlement_id is null limit ?";

    private static final String POLICIES = "select 'policy_set', encode(s.policy_set, 'hex'), 'missing' from settlement s"
            + " where not exists (select from policy_set p where p.digest = s.policy_set) group by s.policy_set limit ?";

    @Override
    public List<Witness> witnesses() {
        return List.of(new SettlementWitness(), new ReversalWitness());
    }

    @Override
    public List<Stray> strays(Connection connection, int limit) throws SQLException {
        List<Stray> found = new ArrayList<>();
        for (String sql : List.of(YEARS, BILLS, POLICIES)) {
            try (PreparedStatement query = connection.prepareStatement(sql)) {
                query.setInt(1, limit);
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        found.add(new Stray(row.getString(1), row.getString(2), row.getString(3)));
                    }
                }
            }
        }
        return found;
    }
}
