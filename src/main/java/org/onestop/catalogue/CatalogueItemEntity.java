package org.onestop.catalogue;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.onestop.adjudication.CatalogueClass;
import org.onestop.adjudication.ItemTerms;
import org.onestop.bill.FeeType;
import org.onestop.money.Ratio;
import org.onestop.money.UnitPrice;

/** An item's terms in a period, as they are or were on record. Only read; {@link CatalogueTable} writes. */
@Entity
@Immutable
@Table(name = "catalogue_item")
class CatalogueItemEntity {

    @Id
    Long id;

    @Column(name = "item_code")
    String itemCode;

    String name;

    @Column(name = "fee_type")
    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    FeeType feeType;

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

    @Column(name = "valid_from")
    LocalDate validFrom;

    /** Null while the period is open. */
    @Column(name = "valid_to")
    LocalDate validTo;

    @Column(name = "recorded_at")
    OffsetDateTime recordedAt;

    /** Null while it counts. */
    @Column(name = "superseded_at")
    OffsetDateTime supersededAt;

    CatalogueItem toItem() {
        ItemTerms terms = new ItemTerms(
                catalogueClass,
                firstPayRatio == null ? null : new Ratio(firstPayRatio),
                priceCeiling == null ? null : new UnitPrice(priceCeiling));
        return new CatalogueItem(itemCode, name, feeType, terms, validFrom, validTo);
    }
}
