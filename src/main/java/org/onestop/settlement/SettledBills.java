package org.onestop.settlement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.onestop.adjudication.LineFlag;
import org.onestop.bill.ReceivedBill;
import org.onestop.bill.ReceivedDiagnosis;
import org.onestop.money.Money;
import org.onestop.time.BusinessClock;

/** Reads settled bills with their lines, from what was stored with the settlements. */
public final class SettledBills {

    /** Bills with thousands of lines weigh: so many are asked for at once. */
    private static final int AT_ONCE = 20;

    private static final String OF_IDS = "select s.id, s.person_id, s.client_id, s.category, s.total, s.settled_at, s.input,"
            + " s.answer from settlement s where s.id = any (?) order by s.settled_at, s.id";

    private static final ObjectMapper JSON = new ObjectMapper();

    private SettledBills() {}

    /** The bills of some settlements, in the order in which they were settled within each portion that is read. */
    public static List<SettledBill> read(Connection connection, Collection<UUID> ids) throws SQLException {
        List<UUID> all = List.copyOf(ids);
        List<SettledBill> found = new ArrayList<>(all.size());
        try (PreparedStatement query = connection.prepareStatement(OF_IDS)) {
            for (int from = 0; from < all.size(); from += AT_ONCE) {
                List<UUID> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
                query.setArray(1, connection.createArrayOf("uuid", some.toArray()));
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        found.add(bill(row));
                    }
                }
            }
        }
        return found;
    }

    private static SettledBill bill(ResultSet row) throws SQLException {
        SettlementInput input = InputReader.read(row.getString(7));
        ReceivedBill received = input.received();
        Map<Integer, Set<LineFlag>> flags = flags(row.getBytes(8));
        return new SettledBill(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getString(3),
                received.hospitalCode(),
                input.level(),
                received.encounterType(),
                received.admittedOn(),
                received.benefitDate(),
                row.getString(4),
                diagnosis(received),
                Money.ofFen(row.getLong(5)),
                BusinessClock.at(row.getObject(6, OffsetDateTime.class).toInstant()),
                received.lines().stream()
                        .map(line -> new SettledBill.Line(
                                line.lineNo(),
                                line.itemCode(),
                                line.feeType(),
                                line.quantity(),
                                line.amount(),
                                line.chargedOn(),
                                flags.getOrDefault(line.lineNo(), Set.of())))
                        .toList());
    }

    private static String diagnosis(ReceivedBill bill) {
        return bill.diagnoses().stream()
                .filter(ReceivedDiagnosis::main)
                .map(ReceivedDiagnosis::code)
                .findFirst()
                .orElse(null);
    }

    /** The flags as they were answered, by the lines' numbers. */
    private static Map<Integer, Set<LineFlag>> flags(byte[] answer) {
        Map<Integer, Set<LineFlag>> found = new HashMap<>();
        try {
            for (JsonNode line : JSON.readTree(answer).path("lines")) {
                if (!line.path("flags").isEmpty()) {
                    Set<LineFlag> flags = EnumSet.noneOf(LineFlag.class);
                    line.get("flags").forEach(flag -> flags.add(LineFlag.valueOf(flag.textValue())));
                    found.put(line.get("lineNo").intValue(), flags);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a stored answer is not JSON", e);
        }
        return found;
    }
}
