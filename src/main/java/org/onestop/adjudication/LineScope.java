package org.onestop.adjudication;

import java.util.Set;
import org.onestop.money.Money;

/**
 * What became of one line. total = ownPay + overCeiling + firstPay + inScope.
 *
 * @param catalogueClass the class that decided
 * @param flags          marks for audit; not null
 */
public record LineScope(
        int lineNo,
        CatalogueClass catalogueClass,
        Money ownPay,
        Money overCeiling,
        Money firstPay,
        Money inScope,
        Set<LineFlag> flags) {}
