package org.onestop.settlement;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.onestop.money.Money;

/**
 * Whoever has to act when a settlement brings a mutual-aid benefit, or takes one away: within the settlement's or the
 * reversal's own transaction, so that neither is without the other.
 */
public interface SettlementObserver {

    /** A settlement with an expected benefit has just been written. */
    void settled(Connection connection, Settled settlement) throws SQLException;

    /** A settlement with an expected benefit has just been undone. */
    void reversed(Connection connection, Reversed settlement) throws SQLException;

    /**
     * A settlement whose patient may expect a benefit.
     *
     * @param expected above zero
     * @param trace    how it came about: a JSON array of the trace's steps of the tier
     */
    record Settled(
            UUID settlement,
            UUID person,
            int term,
            LocalDate benefitDate,
            Money expected,
            String trace,
            OffsetDateTime settledAt,
            String clientId) {}

    /**
     * An undone settlement.
     *
     * @param reason as the hospital gave it
     */
    record Reversed(UUID settlement, String reason, LocalDate reversedOn, String clientId) {}
}
