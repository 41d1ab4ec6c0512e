package org.onestop.registry;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Reviews of categories, and their exits. */
@ApplicationScoped
class ReviewRepository implements PanacheRepositoryBase<ReviewEntity, UUID> {

    /** All of a household, oldest first. */
    List<ReviewEntity> of(String fileNo) {
        return list("fileNo = ?1 order by recordedAt, id", fileNo);
    }

    /** All of a household, oldest first. */
    List<ExitEntity> exits(String fileNo) {
        return getEntityManager()
                .createQuery("from ExitEntity where fileNo = :fileNo order by recordedAt, id", ExitEntity.class)
                .setParameter("fileNo", fileNo)
                .getResultList();
    }

    /** Writes at once, so that what the database refuses is told where it was written. */
    void write(Object entity) {
        getEntityManager().persist(entity);
        flush();
    }
}
