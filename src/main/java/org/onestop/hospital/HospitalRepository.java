package org.onestop.hospital;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.onestop.adjudication.HospitalLevel;
import org.onestop.adjudication.Place;

/** Hospitals' periods that count. */
@ApplicationScoped
class HospitalRepository implements PanacheRepositoryBase<HospitalPeriodEntity, Long> {

    private static final String ON_DAY = "supersededAt is null and validFrom <= ?1 and (validTo is null or validTo >= ?1)";

    /** All periods as of a version of the table. */
    record Copy(long version, Map<String, List<Hospital>> byCode) {}

    /** The version is read first: a change that comes in between is then read again, never missed. */
    @Transactional
    Copy copy() {
        long version = version();
        return new Copy(
                version,
                list("supersededAt is null").stream()
                        .map(HospitalPeriodEntity::toHospital)
                        .collect(Collectors.groupingBy(Hospital::code)));
    }

    private long version() {
        return ((Number) getEntityManager()
                        .createNativeQuery("select version from reference_version where name = 'hospital'")
                        .getSingleResult())
                .longValue();
    }

    /** All periods of a hospital, in the order of their days; empty where there is none of that code. */
    @Transactional
    List<HospitalPeriodEntity> periods(String code) {
        return list("supersededAt is null and code = ?1 order by validFrom", code);
    }

    /**
     * Hospitals on a day, in the order of their codes.
     *
     * @param place null for any
     * @param level null for any
     * @param after the code where the page before ended; empty for the first
     */
    @Transactional
    List<HospitalPeriodEntity> page(LocalDate on, Place place, HospitalLevel level, String after, int limit) {
        return find(
                        ON_DAY + " and (?2 is null or place = ?2) and (?3 is null or level = ?3)"
                                + " and code > ?4 order by code",
                        on,
                        place,
                        level,
                        after)
                .page(0, limit)
                .list();
    }
}
