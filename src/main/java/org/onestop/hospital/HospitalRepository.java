package org.onestop.hospital;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Hospitals and their periods. */
@ApplicationScoped
class HospitalRepository implements PanacheRepositoryBase<HospitalEntity, String> {

    /** All periods as of a version of the table. */
    record Copy(long version, Map<String, List<Hospital>> byCode) {}

    /** The version is read first: a change that comes in between is then read again, never missed. */
    @Transactional
    Copy copy() {
        long version = version();
        List<Hospital> periods = getEntityManager()
                .createQuery(
                        "select new org.onestop.hospital.Hospital("
                                + "h.code, h.name, p.level, p.place, p.division, p.validFrom, p.validTo)"
                                + " from HospitalEntity h, HospitalPeriodEntity p where p.code = h.code",
                        Hospital.class)
                .getResultList();
        return new Copy(version, periods.stream().collect(Collectors.groupingBy(Hospital::code)));
    }

    private long version() {
        return ((Number) getEntityManager()
                        .createNativeQuery("select version from reference_version where name = 'hospital'")
                        .getSingleResult())
                .longValue();
    }
}
