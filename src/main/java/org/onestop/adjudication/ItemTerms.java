package org.onestop.adjudication;

import org.onestop.money.Ratio;
import org.onestop.money.UnitPrice;

/**
 * On which terms an item is covered: as the catalogue says, or as a hospital declares.
 *
 * @param catalogueClass null where a hospital declared none; never null from the catalogue
 * @param firstPayRatio  the share of class B that the patient pays first (先行自付比例); null where nothing was said, then
 *                       the policy's default counts
 * @param priceCeiling   the most per unit that counts (限价); null where there is none
 */
public record ItemTerms(CatalogueClass catalogueClass, Ratio firstPayRatio, UnitPrice priceCeiling) {}
