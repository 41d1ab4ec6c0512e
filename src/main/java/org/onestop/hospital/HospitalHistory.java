package org.onestop.hospital;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.onestop.adjudication.Place;
import org.onestop.history.Periods;
import org.onestop.history.Span;
import org.onestop.history.Verdict;
import org.onestop.history.Verdict.State;
import org.onestop.journal.Changes;
import org.onestop.refusal.RefusalCode;
import org.onestop.time.BusinessClock;

/** Changes what is on record of hospitals, inside the caller's transaction, and tells of each change. */
@ApplicationScoped
class HospitalHistory {

    private static final String REGISTERED = "HOSPITAL_REGISTERED";
    private static final String CHANGED = "HOSPITAL_CHANGED";
    private static final String ENDED = "HOSPITAL_ENDED";

    private final AgroalDataSource database;
    private final Changes changes;
    private final Event<HospitalCorrected> corrections;
    private final ObjectMapper json;
    private final BusinessClock clock;

    HospitalHistory(
            AgroalDataSource database,
            Changes changes,
            Event<HospitalCorrected> corrections,
            ObjectMapper json,
            BusinessClock clock) {
        this.database = database;
        this.changes = changes;
        this.corrections = corrections;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Applies rows one after another.
     *
     * @return one verdict a row, in the rows' order
     */
    List<Verdict> apply(Changes.Author author, List<Hospital> rows) {
        try (Connection connection = database.getConnection()) {
            HospitalTable table = new HospitalTable(connection);
            Map<String, Periods<HospitalFacts>> byCode =
                    table.read(rows.stream().map(Hospital::code).toList());
            Set<String> divisions = table.divisions();
            List<Verdict> verdicts = new ArrayList<>(rows.size());
            for (Hospital row : rows) {
                Verdict refused = judge(row, divisions);
                verdicts.add(
                        refused == null
                                ? byCode.get(row.code()).apply(HospitalFacts.of(row), row.from(), row.to())
                                : refused);
            }
            table.write(byCode, clock.now());
            tell(author, byCode, CHANGED);
            return verdicts;
        } catch (SQLException e) {
            throw new IllegalStateException("hospitals could not be written", e);
        }
    }

    /** What is wrong with a row by itself; null where nothing is. A hospital elsewhere may lie in any division. */
    private static Verdict judge(Hospital row, Set<String> divisions) {
        if (!Hospital.isCode(row.code())) {
            return Verdict.refused(RefusalCode.VALUE_OUT_OF_RANGE, "code");
        }
        if (!Hospital.isDivision(row.division())) {
            return Verdict.refused(RefusalCode.VALUE_OUT_OF_RANGE, "division");
        }
        return row.place() == Place.LOCAL && !divisions.contains(row.division())
                ? Verdict.refused(RefusalCode.DIVISION_UNKNOWN, "division")
                : null;
    }

    /** Ends the open period of a hospital that is on record. */
    Verdict end(Changes.Author author, String code, LocalDate lastDay) {
        try (Connection connection = database.getConnection()) {
            HospitalTable table = new HospitalTable(connection);
            Map<String, Periods<HospitalFacts>> byCode = table.read(List.of(code));
            Verdict verdict = byCode.get(code).end(lastDay);
            table.write(byCode, clock.now());
            tell(author, byCode, ENDED);
            return verdict;
        } catch (SQLException e) {
            throw new IllegalStateException("a hospital could not be ended", e);
        }
    }

    private void tell(Changes.Author author, Map<String, Periods<HospitalFacts>> byCode, String kind) {
        List<Changes.Change> told = new ArrayList<>();
        byCode.forEach((code, periods) -> periods.affected().ifPresent(days -> {
            String what = periods.wereUnknown() ? REGISTERED : kind;
            told.add(change(code, periods, days, what));
            // A hospital that was not on record has settled nothing.
            if (!periods.wereUnknown() && !days.from().isAfter(clock.today())) {
                corrections.fire(new HospitalCorrected(code, days.from(), days.to(), what));
            }
        }));
        changes.append(author, Changes.Topic.HOSPITAL, told);
    }

    /** The facts are all periods as they are on record now: who follows the feed replaces what it holds of the hospital. */
    private Changes.Change change(String code, Periods<HospitalFacts> periods, Span days, String what) {
        List<HospitalView.PeriodView> now =
                periods.all().stream().map(HospitalView.PeriodView::of).toList();
        try {
            return new Changes.Change(
                    what,
                    code,
                    null,
                    null,
                    null,
                    days.from(),
                    days.to(),
                    json.writeValueAsString(Map.of("periods", now)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the facts of a change could not be written", e);
        }
    }
}
