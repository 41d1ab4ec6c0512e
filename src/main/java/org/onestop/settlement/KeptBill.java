package org.onestop.settlement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.onestop.adjudication.CatalogueClass;
import org.onestop.adjudication.EncounterType;
import org.onestop.adjudication.HospitalLevel;
import org.onestop.adjudication.ItemTerms;
import org.onestop.adjudication.Place;
import org.onestop.adjudication.Referral;
import org.onestop.bill.FeeType;
import org.onestop.bill.ReceivedDiagnosis;
import org.onestop.bill.ReceivedLine;
import org.onestop.money.Money;
import org.onestop.money.Quantity;
import org.onestop.money.Ratio;
import org.onestop.money.UnitPrice;

/**
 * A bill as it was received and is kept with its settlement, without the patient, with what the hospital and the catalogue
 * were on that day.
 *
 * @param admittedOn null unless inpatient
 * @param referral   null where not stated
 */
public record KeptBill(
        HospitalLevel hospitalLevel,
        Place hospitalPlace,
        EncounterType encounterType,
        LocalDate admittedOn,
        LocalDate benefitDate,
        Referral referral,
        List<ReceivedDiagnosis> diagnoses,
        List<Line> lines) {

    /** One line; what was not declared or not listed is null. */
    public record Line(
            int lineNo,
            String itemCode,
            String name,
            FeeType feeType,
            Quantity quantity,
            UnitPrice unitPrice,
            Money amount,
            LocalDate chargedOn,
            Terms declared,
            Terms listed) {

        private static Line of(ReceivedLine line, ItemTerms listed) {
            return new Line(
                    line.lineNo(),
                    line.itemCode(),
                    line.name(),
                    line.feeType(),
                    line.quantity(),
                    line.unitPrice(),
                    line.amount(),
                    line.chargedOn(),
                    Terms.of(new ItemTerms(line.catalogueClass(), line.selfPayRatio(), line.priceCeiling())),
                    Terms.of(listed));
        }
    }

    /** On which terms an item is covered; null is what was not said. */
    public record Terms(CatalogueClass catalogueClass, Ratio selfPayRatio, UnitPrice priceCeiling) {

        private static Terms of(ItemTerms terms) {
            boolean isEmpty = terms == null
                    || terms.catalogueClass() == null && terms.firstPayRatio() == null && terms.priceCeiling() == null;
            return isEmpty ? null : new Terms(terms.catalogueClass(), terms.firstPayRatio(), terms.priceCeiling());
        }
    }

    static KeptBill of(SettlementInput input) {
        List<Line> lines = new ArrayList<>(input.received().lines().size());
        for (int i = 0; i < input.received().lines().size(); i++) {
            lines.add(Line.of(input.received().lines().get(i), input.bill().lines().get(i).listed()));
        }
        return new KeptBill(
                input.level(),
                input.place(),
                input.received().encounterType(),
                input.received().admittedOn(),
                input.received().benefitDate(),
                input.received().referral(),
                input.received().diagnoses(),
                lines);
    }
}
