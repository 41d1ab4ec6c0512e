package org.onestop.policy;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.onestop.journal.Digest;
import org.onestop.journal.Evidence;
import org.onestop.journal.Witness;

/**
 * Shows the values of the law that settlements used. They have no records: a settlement's digest covers that of its policy,
 * which covers those of its values, which cover what stands there.
 */
@ApplicationScoped
class PolicyEvidence implements Evidence {

    private static final String VALUES = "select digest, id, valid_from, value_json, source from policy_value";

    private static final String SETS = "select s.digest, v.id, v.valid_from, v.digest from policy_set s"
            + " left join policy_set_value m on m.set_digest = s.digest"
            + " left join policy_value v on v.digest = m.value_digest order by s.digest, v.id collate \"C\"";

    @Override
    public List<Witness> witnesses() {
        return List.of();
    }

    @Override
    public List<Stray> strays(Connection connection, int limit) throws SQLException {
        List<Stray> found = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(VALUES);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                LocalDate from = row.getObject(3, LocalDate.class);
                byte[] digest = CanonicalJson.digest(row.getString(2), from, row.getString(4), row.getString(5));
                if (!Arrays.equals(digest, row.getBytes(1))) {
                    found.add(new Stray("policy_value", row.getString(2) + " " + from, "digest"));
                }
            }
        }
        sets(connection).forEach((set, values) -> {
            if (!set.equals(HexFormat.of().formatHex(CanonicalJson.digest(values)))) {
                found.add(new Stray("policy_set", set, "values"));
            }
        });
        return found.subList(0, Math.min(limit, found.size()));
    }

    private static Map<String, List<PolicyReference>> sets(Connection connection) throws SQLException {
        Map<String, List<PolicyReference>> sets = new LinkedHashMap<>();
        try (PreparedStatement query = connection.prepareStatement(SETS);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                List<PolicyReference> values = sets.computeIfAbsent(
                        HexFormat.of().formatHex(row.getBytes(1)), none -> new ArrayList<>());
                if (row.getString(2) != null) {
                    values.add(new PolicyReference(
                            row.getString(2), row.getObject(3, LocalDate.class), Digest.text(row.getBytes(4))));
                }
            }
        }
        return sets;
    }
}
