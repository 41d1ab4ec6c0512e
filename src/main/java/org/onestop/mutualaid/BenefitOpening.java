package org.onestop.mutualaid;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import org.onestop.journal.Changes;
import org.onestop.journal.RecordIds;
import org.onestop.settlement.SettlementObserver;

/** Opens a benefit with its settlement, and takes it back with the reversal: no papers to bring, nothing to forget. */
@ApplicationScoped
class BenefitOpening implements SettlementObserver {

    private static final String INSERT = "insert into benefit (id, settlement_id, person_id, term, benefit_date, amount,"
            + " trace, opened_at) values (?, ?, ?, ?, ?, ?, ?, ?)";

    private final BenefitRows rows;
    private final BenefitBooks books;
    private final FundJournal journal;

    BenefitOpening(BenefitRows rows, BenefitBooks books, FundJournal journal) {
        this.rows = rows;
        this.books = books;
        this.journal = journal;
    }

    @Override
    public void settled(Connection connection, Settled settlement) throws SQLException {
        UUID id = RecordIds.next(settlement.settledAt().toInstant().toEpochMilli());
        unwrapped(() -> FundStatements.on(connection)
                .run(
                        INSERT,
                        id,
                        settlement.settlement(),
                        settlement.person(),
                        settlement.term(),
                        settlement.benefitDate(),
                        settlement.expected(),
                        settlement.trace(),
                        settlement.settledAt()));
        journal.append(
                connection,
                "BENEFIT",
                id,
                settlement.clientId(),
                new FundJournal.Line("settlement", settlement.settlement()),
                new FundJournal.Line("person", settlement.person()),
                new FundJournal.Line("term", settlement.term()),
                new FundJournal.Line("amount", settlement.expected().fen()));
    }

    @Override
    public void reversed(Connection connection, Reversed settlement) throws SQLException {
        Changes.Author author = new Changes.Author(settlement.clientId(), settlement.clientId());
        unwrapped(() -> {
            Benefit benefit = rows.heldOf(connection, settlement.settlement())
                    .orElseThrow(() -> new IllegalStateException("no benefit of " + settlement.settlement()));
            takeBack(connection, author, benefit, settlement);
        });
    }

    private void takeBack(Connection connection, Changes.Author author, Benefit benefit, Reversed settlement)
            throws SQLException {
        LocalDate on = settlement.reversedOn();
        BenefitState after;
        switch (benefit.state()) {
            case OPEN -> after = BenefitState.CANCELLED;
            case APPROVED -> {
                books.undone(connection, author, benefit, on);
                after = BenefitState.CANCELLED;
            }
            // The bank may be paying this very moment: its report decides.
            case ORDERED -> after = BenefitState.RECALLED;
            case PAID -> {
                books.recoverable(connection, author, benefit, on);
                after = BenefitState.RECOVERABLE;
            }
            case REJECTED -> {
                return;
            }
            default -> throw new IllegalStateException("a settlement is undone once: benefit " + benefit.id());
        }
        UUID batch = after == BenefitState.RECALLED ? benefit.batch() : null;
        rows.add(connection, author, benefit, BenefitEvent.reversed(after, on, batch, settlement.reason()));
    }

    private interface Work {
        void run() throws SQLException;
    }

    /** What the database says is for the settlement to judge, which knows a lost race from a fault. */
    private static void unwrapped(Work work) throws SQLException {
        try {
            work.run();
        } catch (IllegalStateException e) {
            if (e.getCause() instanceof SQLException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
