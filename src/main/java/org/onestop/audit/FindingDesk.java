package org.onestop.audit;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.onestop.access.Caller;
import org.onestop.journal.Changes;
import org.onestop.journal.RecordIds;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.time.BusinessClock;

/**
 * What people do about findings, inside the transaction of a command. An auditor opens, notes, assigns, explains, closes and
 * reopens; a hospital answers what is about its own settlements, and no more: whoever is asked does not decide whether the
 * answer will do.
 */
@ApplicationScoped
class FindingDesk {

    private static final String HOUSEHOLD = "select from household where file_no = ?";
    private static final String HOSPITAL = "select from hospital_period where code = ?";
    private static final String PERSON = "select from person where id = ?";
    private static final String ANSWER =
            "select from finding_event where finding_id = ? and sequence = ? and kind = 'ANSWERED'";
    private static final String OWN = "select from finding_settlement where finding_id = ? and hospital_code = ?";

    private final AgroalDataSource database;
    private final Observations observations;
    private final FindingEvents events;
    private final BusinessClock clock;

    FindingDesk(AgroalDataSource database, Observations observations, FindingEvents events, BusinessClock clock) {
        this.database = database;
        this.observations = observations;
        this.events = events;
        this.clock = clock;
    }

    /**
     * What a finding by hand is about: one of the four, the others null.
     *
     * @param assignee null where nobody sees to it yet
     */
    record Opening(UUID settlement, UUID person, String fileNo, String hospitalCode, String text, String assignee) {}

    /** Refuses what a finding's state does not allow. */
    @FunctionalInterface
    private interface Check {
        void judge(Connection connection, FindingEvents.Standing standing) throws SQLException;
    }

    @FunctionalInterface
    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** A settlement as far as a finding needs it. */
    private record Settled(UUID person, String hospitalCode) {}

    /**
     * Opens a finding by hand.
     *
     * @throws org.onestop.refusal.RefusedException settlement-not-found, household-not-found, hospital-unknown,
     *     person-unknown
     */
    FindingEvents.Standing open(Caller caller, Opening opening) {
        return connected(connection -> {
            Observation found = observation(connection, opening);
            observations.write(
                    connection, author(caller), found, FindingEvent.Entry.opened(opening.text(), opening.assignee()));
            return new FindingEvents.Standing(found.id(), 1, FindingState.OPEN, opening.assignee());
        });
    }

    private Observation observation(Connection connection, Opening opening) throws SQLException {
        var now = clock.now();
        UUID id = RecordIds.next(now.toInstant().toEpochMilli());
        if (opening.settlement() != null) {
            Settled settled = settled(connection, opening.settlement());
            var at = new Observation.SettledAt(opening.settlement(), settled.hospitalCode());
            return new Observation(
                    id, opening.settlement(), settled.person(), null, null, null, List.of(at), now);
        }
        if (opening.fileNo() != null) {
            require(connection, HOUSEHOLD, Refusal.of(RefusalCode.HOUSEHOLD_NOT_FOUND), opening.fileNo());
        } else if (opening.hospitalCode() != null) {
            require(connection, HOSPITAL, unknown(RefusalCode.HOSPITAL_UNKNOWN, "/hospitalCode"), opening.hospitalCode());
        } else {
            require(connection, PERSON, unknown(RefusalCode.PERSON_UNKNOWN, "/personId"), opening.person());
        }
        return new Observation(
                id, null, opening.person(), opening.fileNo(), opening.hospitalCode(), null, List.of(), now);
    }

    private static Settled settled(Connection connection, UUID settlement) throws SQLException {
        String sql = "select person_id, hospital_code from settlement where id = ?";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setObject(1, settlement);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    throw Refusal.of(RefusalCode.SETTLEMENT_NOT_FOUND).asException();
                }
                return new Settled(row.getObject(1, UUID.class), row.getString(2));
            }
        }
    }

    private static Refusal unknown(RefusalCode code, String field) {
        return Refusal.of(code, FieldFault.of(field, FieldFault.Code.UNKNOWN_VALUE));
    }

    private static void require(Connection connection, String sql, Refusal otherwise, Object... keys) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < keys.length; i++) {
                query.setObject(i + 1, keys[i]);
            }
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    throw otherwise.asException();
                }
            }
        }
    }

    /** @throws org.onestop.refusal.RefusedException finding-not-found */
    FindingEvents.Standing note(Caller caller, Optional<UUID> id, String text) {
        return act(caller, id, FindingEvent.Entry.of(FindingEvent.Kind.NOTED, text), (connection, standing) -> {});
    }

    /**
     * Says who sees to a finding.
     *
     * @param text null where nothing is said
     * @throws org.onestop.refusal.RefusedException finding-not-found, finding-closed
     */
    FindingEvents.Standing assign(Caller caller, Optional<UUID> id, String assignee, String text) {
        var entry = new FindingEvent.Entry(FindingEvent.Kind.ASSIGNED, text, assignee, null, null, null);
        return act(caller, id, entry, (connection, standing) -> {
            if (standing.state() == FindingState.CLOSED) {
                throw Refusal.of(RefusalCode.FINDING_CLOSED).asException();
            }
        });
    }

    /**
     * Explains a finding.
     *
     * @param answer number of the hospital's answer that is accepted; null where none is
     * @throws org.onestop.refusal.RefusedException finding-not-found, answer-not-found, finding-not-open
     */
    FindingEvents.Standing explain(Caller caller, Optional<UUID> id, String text, Integer answer) {
        var entry = new FindingEvent.Entry(FindingEvent.Kind.EXPLAINED, text, null, answer, null, null);
        return act(caller, id, entry, (connection, standing) -> {
            if (answer != null) {
                require(connection, ANSWER, Refusal.of(RefusalCode.ANSWER_NOT_FOUND), standing.id(), answer);
            }
            refuseUnlessOpen(standing);
        });
    }

    /** @throws org.onestop.refusal.RefusedException finding-not-found, finding-not-explained, finding-closed */
    FindingEvents.Standing close(Caller caller, Optional<UUID> id, FindingOutcome outcome, String text) {
        var entry = new FindingEvent.Entry(FindingEvent.Kind.CLOSED, text, null, null, outcome, null);
        return act(caller, id, entry, (connection, standing) -> {
            if (standing.state() != FindingState.EXPLAINED) {
                throw Refusal.of(
                                standing.state() == FindingState.OPEN
                                        ? RefusalCode.FINDING_NOT_EXPLAINED
                                        : RefusalCode.FINDING_CLOSED)
                        .asException();
            }
        });
    }

    /** @throws org.onestop.refusal.RefusedException finding-not-found, finding-open */
    FindingEvents.Standing reopen(Caller caller, Optional<UUID> id, String text) {
        return act(caller, id, FindingEvent.Entry.of(FindingEvent.Kind.REOPENED, text), (connection, standing) -> {
            if (standing.state() == FindingState.OPEN) {
                throw Refusal.of(RefusalCode.FINDING_OPEN).asException();
            }
        });
    }

    /**
     * The hospital's answer. The finding stays open until an auditor accepts it as the explanation.
     *
     * @throws org.onestop.refusal.RefusedException finding-not-found, for others' findings too; finding-not-open
     */
    FindingEvents.Standing answer(Caller caller, Optional<UUID> id, String text) {
        String hospital = caller.requireHospital();
        var entry = new FindingEvent.Entry(FindingEvent.Kind.ANSWERED, text, null, null, null, hospital);
        return act(caller, id, entry, (connection, standing) -> {
            require(connection, OWN, Refusal.of(RefusalCode.FINDING_NOT_FOUND), standing.id(), hospital);
            refuseUnlessOpen(standing);
        });
    }

    private static void refuseUnlessOpen(FindingEvents.Standing standing) {
        if (standing.state() != FindingState.OPEN) {
            throw Refusal.of(RefusalCode.FINDING_NOT_OPEN).asException();
        }
    }

    private FindingEvents.Standing act(Caller caller, Optional<UUID> id, FindingEvent.Entry entry, Check check) {
        UUID finding = id.orElseThrow(() -> Refusal.of(RefusalCode.FINDING_NOT_FOUND).asException());
        return connected(connection -> {
            FindingEvents.Standing standing = events.held(connection, finding)
                    .orElseThrow(() -> Refusal.of(RefusalCode.FINDING_NOT_FOUND).asException());
            check.judge(connection, standing);
            return events.append(connection, author(caller), standing, entry);
        });
    }

    private <T> T connected(Work<T> work) {
        try (Connection connection = database.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("a finding could not be worked on", e);
        }
    }

    private static Changes.Author author(Caller caller) {
        return new Changes.Author(caller.clientId(), caller.subject());
    }
}
