package org.onestop.settlement;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.onestop.adjudication.EncounterType;
import org.onestop.adjudication.HospitalLevel;
import org.onestop.adjudication.LineFlag;
import org.onestop.bill.FeeType;
import org.onestop.money.Money;
import org.onestop.money.Quantity;

/**
 * A bill as it was settled, for those who audit; of the patient a random id alone.
 *
 * @param clientId  that settled it
 * @param level     of the hospital on the benefit date
 * @param admittedOn null where it is of no stay
 * @param category  the label that was used; null where none was
 * @param diagnosis code of the main diagnosis; null where the bill names none
 */
public record SettledBill(
        UUID id,
        UUID person,
        String clientId,
        String hospitalCode,
        HospitalLevel level,
        EncounterType type,
        LocalDate admittedOn,
        LocalDate benefitDate,
        String category,
        String diagnosis,
        Money total,
        OffsetDateTime settledAt,
        List<Line> lines) {

    /**
     * A line.
     *
     * @param chargedOn null where the bill does not say
     */
    public record Line(
            int lineNo,
            String itemCode,
            FeeType feeType,
            Quantity quantity,
            Money amount,
            LocalDate chargedOn,
            Set<LineFlag> flags) {}
}
