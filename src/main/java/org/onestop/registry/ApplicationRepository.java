package org.onestop.registry;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.onestop.access.Area;
import org.onestop.adjudication.HardshipCategory;

/** Applications, their steps, and what the open ones wait for. */
@ApplicationScoped
class ApplicationRepository implements PanacheRepositoryBase<ApplicationEntity, UUID> {

    Optional<ApplicationEntity> of(String fileNo, UUID id) {
        return find("id = ?1 and fileNo = ?2", id, fileNo).firstResultOptional();
    }

    /** All of a household, oldest first. */
    List<ApplicationEntity> of(String fileNo) {
        return list("fileNo = ?1 order by recordedAt, id", fileNo);
    }

    /** The steps of an application, in order. */
    List<StepEntity> steps(UUID application) {
        return getEntityManager()
                .createQuery("from StepEntity where applicationId = :application order by sequence", StepEntity.class)
                .setParameter("application", application)
                .getResultList();
    }

    /** What an application waits for; empty where it is closed. */
    Optional<OpenApplicationEntity> open(UUID application) {
        return Optional.ofNullable(getEntityManager().find(OpenApplicationEntity.class, application));
    }

    boolean hasOpen(String fileNo, HardshipCategory category) {
        return open(fileNo).stream().anyMatch(each -> each.category == category);
    }

    /** What waits of a household moves with it. */
    void moveOpen(String fileNo, Area area) {
        open(fileNo).forEach(each -> each.area = area.code());
        flush();
    }

    /** Writes at once, so that what the database refuses is told where it was written. */
    void write(Object entity) {
        getEntityManager().persist(entity);
        flush();
    }

    void close(OpenApplicationEntity open) {
        getEntityManager().remove(open);
        flush();
    }

    private List<OpenApplicationEntity> open(String fileNo) {
        return getEntityManager()
                .createQuery("from OpenApplicationEntity where fileNo = :fileNo", OpenApplicationEntity.class)
                .setParameter("fileNo", fileNo)
                .getResultList();
    }
}
