package org.onestop.registry;

import java.time.LocalDate;
import java.util.List;
import org.onestop.http.Fields;
import org.onestop.money.Money;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/**
 * The record of a home visit (入户调查记录): what officials saw and were told at a family's home. It tells of people's lives, so
 * it is kept sealed and shown by need to know.
 *
 * @param visitors names of the officials who went, as they sign; not citizens of the register
 * @param findings what they found
 * @param income   null where the record says nothing of it
 * @param housing  null where the record says nothing of it
 */
record VisitRecord(LocalDate visitedOn, List<String> visitors, String findings, Income income, Housing housing) {

    private static final int NAME = 50;
    private static final int FINDINGS = 4_000;
    private static final int REMARK = 500;
    private static final int LEAST_VISITORS = 2;
    private static final int MOST_VISITORS = 10;
    private static final int LARGEST_HOME = 10_000;
    private static final Money MOST_MONEY = Money.ofFen(9_999_999_999L);

    /**
     * What the household lives on.
     *
     * @param monthly of the whole household
     * @param sources null where the record does not say
     */
    record Income(Money monthly, String sources) {}

    /**
     * How it lives.
     *
     * @param floorArea whole square metres; null where the record does not say
     * @param condition null where the record does not say
     */
    record Housing(Tenure tenure, Integer floorArea, String condition) {}

    /** By which right a household lives where it does. */
    enum Tenure {
        /** 自有. */
        OWNED,
        /** 租赁. */
        RENTED,
        /** 公租房、廉租房. */
        PUBLIC_RENTAL,
        /** 借住. */
        LENT,
        /** 无住房. */
        NONE
    }

    static VisitRecord read(Fields fields) {
        if (fields == null) {
            return null;
        }
        VisitRecord read = new VisitRecord(
                fields.date("visitedOn"),
                fields.optionalTexts("visitors", NAME),
                fields.prose("findings", FINDINGS),
                income(fields.optionalObject("income")),
                housing(fields.optionalObject("housing")));
        if (read.visitors().size() > MOST_VISITORS) {
            fields.fault("visitors", FieldFault.Code.TOO_LONG);
        }
        fields.close();
        return read;
    }

    private static Income income(Fields fields) {
        if (fields == null) {
            return null;
        }
        Income read = new Income(fields.money("monthly"), fields.optionalProse("sources", REMARK));
        fields.close();
        return read;
    }

    private static Housing housing(Fields fields) {
        if (fields == null) {
            return null;
        }
        Housing read = new Housing(
                fields.choice("tenure", Tenure.class),
                fields.optionalInteger("floorArea"),
                fields.optionalProse("condition", REMARK));
        fields.close();
        return read;
    }

    /**
     * Refuses amounts and areas that no household has.
     *
     * @throws org.onestop.refusal.RefusedException amount-out-of-range, value-out-of-range
     */
    void requirePlausible() {
        if (income != null && (income.monthly().isNegative() || income.monthly().compareTo(MOST_MONEY) > 0)) {
            throw refused(RefusalCode.AMOUNT_OUT_OF_RANGE, "/visitRecord/income/monthly");
        }
        if (housing != null
                && housing.floorArea() != null
                && (housing.floorArea() < 0 || housing.floorArea() > LARGEST_HOME)) {
            throw refused(RefusalCode.VALUE_OUT_OF_RANGE, "/visitRecord/housing/floorArea");
        }
    }

    /**
     * Refuses a record that fewer than two people sign, as the law asks for two.
     *
     * @throws org.onestop.refusal.RefusedException visit-record-missing
     */
    void requireTwoVisitors() {
        if (visitors.stream().map(String::strip).distinct().count() < LEAST_VISITORS) {
            throw Refusal.of(
                            RefusalCode.VISIT_RECORD_MISSING,
                            FieldFault.of("/visitRecord/visitors", FieldFault.Code.TOO_SHORT))
                    .asException();
        }
    }

    private static RuntimeException refused(RefusalCode code, String field) {
        return Refusal.of(code, FieldFault.of(field, FieldFault.Code.OUT_OF_RANGE)).asException();
    }
}
