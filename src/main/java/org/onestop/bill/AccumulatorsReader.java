package org.onestop.bill;

import org.onestop.adjudication.Accumulators;
import org.onestop.adjudication.Scheme;
import org.onestop.adjudication.SchemeAccumulators;
import org.onestop.http.Fields;
import org.onestop.money.Money;
import org.onestop.refusal.FieldFault;

/**
 * Reads a person's year from a request: the members of {@link AccumulatorsView}, each optional and then nothing
 * yet.
 */
public final class AccumulatorsReader {

    private AccumulatorsReader() {}

    /**
     * The year so far.
     *
     * @param fields null where the request has none; then the year has just begun
     * @param year   of the policy's date: the only one that may be named
     */
    public static Accumulators read(Fields fields, Scheme scheme, int year) {
        if (fields == null) {
            return Accumulators.NONE;
        }
        Integer named = fields.optionalInteger("year");
        if (named != null && named != year) {
            fields.fault("year", FieldFault.Code.MISMATCH);
        }
        Integer admissions = fields.optionalInteger("admissions");
        if (admissions != null && (admissions < 0 || admissions > 366)) {
            fields.fault("admissions", FieldFault.Code.OUT_OF_RANGE);
        }
        SchemeAccumulators own = new SchemeAccumulators(
                amount(fields, "basicPaid"),
                amount(fields, "basicCost"),
                amount(fields, "outpatientDeductible"),
                amount(fields, "outpatientPaid"),
                amount(fields, "chronicDeductible"),
                amount(fields, "chronicPaid"),
                amount(fields, "criticalBase"),
                amount(fields, "criticalPaid"));
        Accumulators read = new Accumulators(
                admissions == null ? 0 : admissions,
                SchemeAccumulators.NONE,
                SchemeAccumulators.NONE,
                amount(fields, "assistanceDeductible"),
                amount(fields, "assistancePaid"),
                amount(fields, "tiltThreshold"),
                amount(fields, "tiltPaid"),
                amount(fields, "mutualAidBurden"));
        fields.close();
        return scheme == null ? read : read.with(scheme, own);
    }

    private static Money amount(Fields fields, String name) {
        Money amount = fields.optionalMoney(name);
        if (amount == null) {
            return Money.ZERO;
        }
        if (amount.isNegative() || amount.compareTo(BillChecks.LARGEST_AMOUNT) > 0) {
            fields.fault(name, FieldFault.Code.OUT_OF_RANGE);
        }
        return amount;
    }
}
