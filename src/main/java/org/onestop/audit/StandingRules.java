package org.onestop.audit;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.onestop.audit.RuleFacts.CategoryEnd;
import org.onestop.audit.RuleFacts.Days;
import org.onestop.audit.RuleFacts.Stay;

/**
 * Bills of days on which, as the register knows now, the person had died, was not insured, was suspended, or had lost the
 * category that counted.
 */
final class StandingRules {

    private StandingRules() {}

    /** Bills whose benefit date lies so many days or more after the death. */
    static List<RuleHit> afterDeath(RuleFacts facts, Thresholds thresholds) {
        LocalDate died = facts.register().diedOn();
        int least = Math.max(1, thresholds.count("daysAfterLeast"));
        List<RuleHit> hits = new ArrayList<>();
        for (Stay bill : facts.bills()) {
            if (died != null && !bill.on().isBefore(died.plusDays(least))) {
                Map<String, String> figures = new LinkedHashMap<>();
                figures.put("diedOn", died.toString());
                figures.put("benefitDate", bill.on().toString());
                figures.put("days", Long.toString(ChronoUnit.DAYS.between(died, bill.on())));
                hits.add(hit(AuditRule.AFTER_DEATH, bill, died, figures));
            }
        }
        return hits;
    }

    /** Bills whose benefit date lies so many days or more outside every enrolment. */
    static List<RuleHit> notEnrolled(RuleFacts facts, Thresholds thresholds) {
        long near = Math.max(1, thresholds.count("daysOutsideLeast")) - 1;
        List<Days> enrolments = facts.register().enrolments();
        List<RuleHit> hits = new ArrayList<>();
        for (Stay bill : facts.bills()) {
            if (enrolments.stream().noneMatch(days -> isNear(days, bill.on(), near))) {
                Map<String, String> figures = new LinkedHashMap<>();
                figures.put("benefitDate", bill.on().toString());
                figures.put("enrolledUntil", lastBefore(enrolments, bill.on()));
                hits.add(RuleHit.of(AuditRule.NOT_ENROLLED, List.of(bill.id()), figures));
            }
        }
        return hits;
    }

    private static boolean isNear(Days days, LocalDate on, long near) {
        return !on.isBefore(days.from().minusDays(near))
                && (days.to() == null || !on.isAfter(days.to().plusDays(near)));
    }

    private static String lastBefore(List<Days> enrolments, LocalDate on) {
        return enrolments.stream()
                .map(Days::to)
                .filter(to -> to != null && to.isBefore(on))
                .max(LocalDate::compareTo)
                .map(LocalDate::toString)
                .orElse("-");
    }

    /** Bills within a suspension, so many days from its ends: with 0 its first and last day count as well. */
    static List<RuleHit> duringSuspension(RuleFacts facts, Thresholds thresholds) {
        int inside = thresholds.count("daysInsideLeast");
        List<RuleHit> hits = new ArrayList<>();
        for (Stay bill : facts.bills()) {
            for (Days days : facts.register().suspensions()) {
                if (days.cover(bill.on().minusDays(inside)) && days.cover(bill.on().plusDays(inside))) {
                    Map<String, String> figures = new LinkedHashMap<>();
                    figures.put("suspendedFrom", days.from().toString());
                    figures.put("suspendedTo", days.to() == null ? "-" : days.to().toString());
                    figures.put("benefitDate", bill.on().toString());
                    hits.add(hit(AuditRule.DURING_SUSPENSION, bill, days.from(), figures));
                }
            }
        }
        return hits;
    }

    /**
     * Bills that counted on a category which had ended shortly before, as the register learnt only after they were settled.
     */
    static List<RuleHit> categoryBackdated(RuleFacts facts, Thresholds thresholds) {
        int most = thresholds.count("daysBetweenMost");
        List<RuleHit> hits = new ArrayList<>();
        for (Stay bill : facts.bills()) {
            for (CategoryEnd end : facts.register().ended()) {
                if (end.category().equals(bill.category())
                        && end.lastDay().isBefore(bill.on())
                        && !end.lastDay().plusDays(most).isBefore(bill.on())
                        && end.recordedAt().isAfter(bill.settledAt())) {
                    Map<String, String> figures = new LinkedHashMap<>();
                    figures.put("category", end.category());
                    figures.put("lastDay", end.lastDay().toString());
                    figures.put("benefitDate", bill.on().toString());
                    figures.put("days", Long.toString(ChronoUnit.DAYS.between(end.lastDay(), bill.on())));
                    figures.put("recordedOn", end.recordedAt().toLocalDate().toString());
                    hits.add(hit(AuditRule.CATEGORY_BACKDATED, bill, end.lastDay(), figures));
                }
            }
        }
        return hits;
    }

    /** The day belongs to the identity: once it is corrected, what is found is something else. */
    private static RuleHit hit(AuditRule rule, Stay bill, LocalDate day, Map<String, String> figures) {
        return new RuleHit(rule, List.of(bill.id()), List.of(bill.id().toString(), day.toString()), figures);
    }
}
