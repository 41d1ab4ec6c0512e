package org.onestop.catalogue;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

/** The catalogue's items. */
@ApplicationScoped
class CatalogueRepository implements PanacheRepositoryBase<CatalogueItemEntity, CatalogueItemEntity.Key> {

    long version() {
        return ((Number) getEntityManager()
                        .createNativeQuery("select version from reference_version where name = 'catalogue'")
                        .getSingleResult())
                .longValue();
    }
}
