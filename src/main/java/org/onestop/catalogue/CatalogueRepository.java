package org.onestop.catalogue;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.stream.Collectors;

/** The catalogue's items. */
@ApplicationScoped
class CatalogueRepository implements PanacheRepositoryBase<CatalogueItemEntity, CatalogueItemEntity.Key> {

    /** The version is read first: a change that comes in between is then read again, never missed. */
    @Transactional
    Catalogue.Listing listing() {
        long version = version();
        return new Catalogue.Listing(
                version,
                this.<CatalogueItemEntity>listAll().stream()
                        .map(CatalogueItemEntity::toItem)
                        .collect(Collectors.groupingBy(CatalogueItem::itemCode)));
    }

    long version() {
        return ((Number) getEntityManager()
                        .createNativeQuery("select version from reference_version where name = 'catalogue'")
                        .getSingleResult())
                .longValue();
    }
}
