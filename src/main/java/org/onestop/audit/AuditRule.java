package org.onestop.audit;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.onestop.bill.FeeType;

/** The automatic rules. What each is for, and its numbers with their reasons, stand in {@code audit/rules.yaml}. */
enum AuditRule {
    OVERLAPPING_STAYS(StayRules::overlapping, count("nightsLeast")),
    OUTPATIENT_DURING_STAY(StayRules::outpatientDuringStay, count("daysInsideLeast")),
    AFTER_DEATH(StandingRules::afterDeath, count("daysAfterLeast")),
    NOT_ENROLLED(StandingRules::notEnrolled, count("daysOutsideLeast")),
    DURING_SUSPENSION(StandingRules::duringSuspension, count("daysInsideLeast")),
    CATEGORY_BACKDATED(StandingRules::categoryBackdated, count("daysBetweenMost")),
    DECLARED_DIFFERS(LineRules::declaredDiffers, share("shareLeast"), amount("amountLeast")),
    UNLISTED(LineRules::unlisted, share("shareLeast"), amount("amountLeast")),
    CHARGED_OUTSIDE_STAY(LineRules::chargedOutsideStay, share("shareLeast"), amount("amountLeast")),
    DAILY_QUANTITY(QuantityRule::dailyQuantity, perFeeType()),
    SPLIT_BILLS(
            SplitRule::splitBills,
            count("billsLeast"),
            count("daysMost"),
            share("shareOfLimitLeast"),
            amount("limitInpatient"),
            amount("limitOutpatient"),
            amount("limitOutpatientChronic")),
    UNUSUAL_TOTAL(
            CompareRules::unusualTotal,
            count("casesLeast"),
            count("casesMost"),
            new Need("deviationsLeast", Thresholds.Form.QUANTITY),
            amount("excessLeast")),
    FREQUENT_REVERSALS(CompareRules::frequentReversals, count("reversalsLeast"), share("shareLeast"));

    private final BiFunction<RuleFacts, Thresholds, List<RuleHit>> judge;
    private final Map<String, Thresholds.Form> needs = new LinkedHashMap<>();

    AuditRule(BiFunction<RuleFacts, Thresholds, List<RuleHit>> judge, Need... needs) {
        this.judge = judge;
        for (Need each : needs) {
            this.needs.put(each.name(), each.form());
        }
    }

    /** A number that a rule goes by. */
    private record Need(String name, Thresholds.Form form) {}

    private static Need count(String name) {
        return new Need(name, Thresholds.Form.COUNT);
    }

    private static Need share(String name) {
        return new Need(name, Thresholds.Form.SHARE);
    }

    private static Need amount(String name) {
        return new Need(name, Thresholds.Form.AMOUNT);
    }

    private static Need[] perFeeType() {
        return Stream.concat(
                        Stream.of(count("outpatientDays"), amount("amountLeast")),
                        Arrays.stream(FeeType.values()).map(type -> new Need(type.name(), Thresholds.Form.QUANTITY)))
                .toArray(Need[]::new);
    }

    /** The numbers that the rule goes by, by name. */
    Map<String, Thresholds.Form> needs() {
        return needs;
    }

    /** What the rule finds in some facts. */
    List<RuleHit> look(RuleFacts facts, Thresholds thresholds) {
        return judge.apply(facts, thresholds);
    }
}
