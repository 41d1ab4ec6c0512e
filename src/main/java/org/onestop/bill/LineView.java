package org.onestop.bill;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.Set;
import org.onestop.adjudication.CatalogueClass;
import org.onestop.adjudication.LineFlag;
import org.onestop.adjudication.LineScope;
import org.onestop.money.Money;

/** What became of one line, as answered. */
@JsonSerialize(using = LineForm.class)
public record LineView(
        int lineNo,
        CatalogueClass catalogueClass,
        Money ownPay,
        Money overCeiling,
        Money firstPay,
        Money inScope,
        Set<LineFlag> flags) {

    public static LineView of(LineScope line) {
        return new LineView(
                line.lineNo(),
                line.catalogueClass(),
                line.ownPay(),
                line.overCeiling(),
                line.firstPay(),
                line.inScope(),
                line.flags());
    }
}
