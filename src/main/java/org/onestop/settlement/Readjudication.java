package org.onestop.settlement;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.onestop.adjudication.Adjudicator;
import org.onestop.adjudication.Outcome;
import org.onestop.adjudication.Policy;
import org.onestop.policy.PolicyStore;

/**
 * Adjudicates a stored settlement again from what is stored: its input and the policy values it used. Register,
 * hospitals, catalogue and policy files play no part, so that what has become of them can't change the result.
 */
@ApplicationScoped
public class Readjudication {

    private final SettlementDatabase database;
    private final PolicyStore policies;

    Readjudication(SettlementDatabase database, PolicyStore policies) {
        this.database = database;
        this.policies = policies;
    }

    /**
     * One amount that came out otherwise.
     *
     * @param name  of the amount
     * @param kept  in fen, as stored
     * @param again in fen, as it comes out now
     */
    public record Difference(String name, long kept, long again) {}

    /**
     * Adjudicates again.
     *
     * @return what differs, by the fen; empty where nothing does
     */
    public List<Difference> of(UUID settlement) {
        Kept kept = database.statements(connection -> kept(connection, settlement));
        SettlementInput input = InputReader.read(kept.input());
        Policy policy = policies.load(kept.policySet()).orElseThrow();
        return compare(
                kept.settlement(),
                input,
                Adjudicator.adjudicate(policy, input.patient(), input.before(), input.bill()));
    }

    /** What is stored of a settlement. */
    private record Kept(StoredSettlement settlement, String input, byte[] policySet) {}

    private static Kept kept(Connection connection, UUID id) throws SQLException {
        StoredSettlement stored = SettlementReader.byId(connection, id).orElseThrow();
        String sql = "select input, policy_set from settlement where id = ?";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setObject(1, id);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return new Kept(stored, row.getString(1), row.getBytes(2));
            }
        }
    }

    private static List<Difference> compare(StoredSettlement stored, SettlementInput input, Outcome outcome) {
        if (!(outcome instanceof Outcome.Adjudicated again)) {
            throw new IllegalStateException("a stored settlement is refused now: " + stored.id());
        }
        List<Difference> found = new ArrayList<>();
        long[] kept = SettlementWriter.amounts(stored.split(), stored.mutualAidExpected());
        long[] now = SettlementWriter.amounts(again.split(), again.mutualAidExpected());
        compare(found, SettlementWriter.SPLIT_COLUMNS, kept, now);
        Movement moved = Movement.between(input.before(), again.accumulatorsAfter(), stored.scheme());
        compare(found, Movement.COLUMNS, stored.movement().values(), moved.values());
        return found;
    }

    private static void compare(List<Difference> found, List<String> names, long[] kept, long[] now) {
        for (int i = 0; i < kept.length; i++) {
            if (kept[i] != now[i]) {
                found.add(new Difference(names.get(i), kept[i], now[i]));
            }
        }
    }
}
