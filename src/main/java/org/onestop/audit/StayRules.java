package org.onestop.audit;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.onestop.audit.RuleFacts.Stay;

/** A person is in one place at a time. */
final class StayRules {

    private StayRules() {}

    /**
     * Two inpatient stays that share so many nights, at one hospital or two. Who is moved to another hospital leaves one and
     * enters the other on the same day, and shares none.
     */
    static List<RuleHit> overlapping(RuleFacts facts, Thresholds thresholds) {
        List<Stay> stays = facts.bills().stream().filter(Stay::isInpatient).toList();
        List<RuleHit> hits = new ArrayList<>();
        for (int i = 0; i < stays.size(); i++) {
            for (int j = i + 1; j < stays.size(); j++) {
                Stay one = stays.get(i);
                Stay other = stays.get(j);
                long nights = nights(one, other);
                if (nights >= Math.max(1, thresholds.count("nightsLeast"))) {
                    Map<String, String> figures = periods(one, other);
                    figures.put("nights", Long.toString(nights));
                    hits.add(RuleHit.of(
                            AuditRule.OVERLAPPING_STAYS, List.of(one.id(), other.id()), figures));
                }
            }
        }
        return hits;
    }

    private static long nights(Stay one, Stay other) {
        LocalDate from = one.admittedOn().isAfter(other.admittedOn()) ? one.admittedOn() : other.admittedOn();
        LocalDate to = one.on().isBefore(other.on()) ? one.on() : other.on();
        return ChronoUnit.DAYS.between(from, to);
    }

    /** An outpatient bill of another hospital, so many days after the admission and before the discharge. */
    static List<RuleHit> outpatientDuringStay(RuleFacts facts, Thresholds thresholds) {
        int inside = thresholds.count("daysInsideLeast");
        List<RuleHit> hits = new ArrayList<>();
        for (Stay stay : facts.bills()) {
            for (Stay visit : facts.bills()) {
                if (stay.isInpatient()
                        && !visit.isInpatient()
                        && !visit.hospital().equals(stay.hospital())
                        && !visit.on().isBefore(stay.admittedOn().plusDays(inside))
                        && !visit.on().isAfter(stay.on().minusDays(inside))) {
                    Map<String, String> figures = new LinkedHashMap<>();
                    figures.put("admittedOn", stay.admittedOn().toString());
                    figures.put("dischargedOn", stay.on().toString());
                    figures.put("visitedOn", visit.on().toString());
                    hits.add(RuleHit.of(
                            AuditRule.OUTPATIENT_DURING_STAY, List.of(stay.id(), visit.id()), figures));
                }
            }
        }
        return hits;
    }

    private static Map<String, String> periods(Stay one, Stay other) {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("firstAdmittedOn", one.admittedOn().toString());
        figures.put("firstDischargedOn", one.on().toString());
        figures.put("secondAdmittedOn", other.admittedOn().toString());
        figures.put("secondDischargedOn", other.on().toString());
        return figures;
    }
}
