package org.onestop.hospital;

import java.time.LocalDate;
import java.util.List;
import org.onestop.adjudication.HospitalLevel;
import org.onestop.adjudication.Place;
import org.onestop.history.Periods.Period;

/** A hospital with all its periods, as answered. */
record HospitalView(String code, List<PeriodView> periods) {

    static HospitalView of(String code, List<HospitalPeriodEntity> periods) {
        return new HospitalView(code, periods.stream().map(PeriodView::of).toList());
    }

    /** One period; {@code to} is null while it is open. */
    record PeriodView(
            String name, HospitalLevel level, Place place, String division, LocalDate from, LocalDate to) {

        static PeriodView of(HospitalPeriodEntity period) {
            return new PeriodView(
                    period.name, period.level, period.place, period.division, period.validFrom, period.validTo);
        }

        static PeriodView of(Period<HospitalFacts> period) {
            HospitalFacts facts = period.content();
            return new PeriodView(
                    facts.name(),
                    facts.level(),
                    facts.place(),
                    facts.division(),
                    period.span().from(),
                    period.span().to());
        }
    }
}
