package org.onestop.hospital;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Hospitals and their periods. */
@ApplicationScoped
class HospitalRepository implements PanacheRepositoryBase<HospitalEntity, String> {

    List<Hospital> allPeriods() {
        return getEntityManager()
                .createQuery(
                        "select new org.onestop.hospital.Hospital("
                                + "h.code, h.name, p.level, p.place, p.division, p.validFrom, p.validTo)"
                                + " from HospitalEntity h, HospitalPeriodEntity p where p.code = h.code",
                        Hospital.class)
                .getResultList();
    }

    long version() {
        return ((Number) getEntityManager()
                        .createNativeQuery("select version from reference_version where name = 'hospital'")
                        .getSingleResult())
                .longValue();
    }
}
