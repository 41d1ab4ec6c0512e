package org.onestop.hospital;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks hospitals up in a copy held in memory. Whoever asks says which version of the table it must be at least: a
 * settlement learns the version in the same statement with which it reads everything else.
 */
@ApplicationScoped
public class Hospitals {

    private final HospitalRepository hospitals;
    private volatile HospitalRepository.Copy copy = new HospitalRepository.Copy(-1, Map.of());

    Hospitals(HospitalRepository hospitals) {
        this.hospitals = hospitals;
    }

    /**
     * A hospital as it was on a day.
     *
     * @param version of the table that the copy must have reached
     */
    public Optional<Hospital> find(String code, LocalDate on, long version) {
        if (!hasReached(version)) {
            refresh(version);
        }
        return copy.byCode().getOrDefault(code, List.of()).stream()
                .filter(period -> period.coversDay(on))
                .findFirst();
    }

    /** Whether looking up at a version asks the database nothing. */
    public boolean hasReached(long version) {
        return copy.version() >= version;
    }

    /** One at a time: whoever comes meanwhile waits for that one's copy instead of reading one of its own. */
    private synchronized void refresh(long version) {
        if (!hasReached(version)) {
            copy = hospitals.copy();
        }
    }

    /** Puts a hospital's period on record, unless one that begins on that day is there already. */
    @Transactional
    public void register(Hospital hospital) {
        if (hospitals.findByIdOptional(hospital.code()).isEmpty()) {
            HospitalEntity entity = new HospitalEntity();
            entity.code = hospital.code();
            entity.name = hospital.name();
            hospitals.persistAndFlush(entity);
        }
        HospitalPeriodEntity.Key key = new HospitalPeriodEntity.Key();
        key.code = hospital.code();
        key.validFrom = hospital.from();
        if (hospitals.getEntityManager().find(HospitalPeriodEntity.class, key) != null) {
            return;
        }
        HospitalPeriodEntity period = new HospitalPeriodEntity();
        period.code = hospital.code();
        period.validFrom = hospital.from();
        period.validTo = hospital.to();
        period.level = hospital.level();
        period.place = hospital.place();
        period.division = hospital.division();
        hospitals.getEntityManager().persist(period);
    }
}
