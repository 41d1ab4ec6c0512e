package org.onestop.catalogue;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.Objects;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.onestop.adjudication.CatalogueClass;
import org.onestop.adjudication.ItemTerms;
import org.onestop.money.Ratio;
import org.onestop.money.UnitPrice;

/** An item's terms from one day on. */
@Entity
@Table(name = "catalogue_item")
@IdClass(CatalogueItemEntity.Key.class)
class CatalogueItemEntity {

    @Id
    @Column(name = "item_code")
    String itemCode;

    @Id
    @Column(name = "valid_from")
    LocalDate validFrom;

    @Column(name = "valid_to")
    LocalDate validTo;

    String name;

    @Column(name = "fee_type")
    String feeType;

    @Column(name = "catalogue_class")
    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    CatalogueClass catalogueClass;

    /** In ten-thousandths; null where the policy's default counts. */
    @Column(name = "first_pay_ratio")
    Integer firstPayRatio;

    /** In millionths of a yuan; null where there is none. */
    @Column(name = "price_ceiling")
    Long priceCeiling;

    CatalogueItem toItem() {
        ItemTerms terms = new ItemTerms(
                catalogueClass,
                firstPayRatio == null ? null : new Ratio(firstPayRatio),
                priceCeiling == null ? null : new UnitPrice(priceCeiling));
        return new CatalogueItem(itemCode, name, feeType, terms, validFrom, validTo);
    }

    static class Key implements Serializable {

        String itemCode;
        LocalDate validFrom;

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && itemCode.equals(key.itemCode) && validFrom.equals(key.validFrom);
        }

        @Override
        public int hashCode() {
            return Objects.hash(itemCode, validFrom);
        }
    }
}
