package org.onestop.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.onestop.hospital.HospitalCorrected;
import org.onestop.registry.RegisterCorrected;

/**
 * Hears of corrections and looks, once, when the transaction that made them is about to commit: by then it has written all
 * it will, and an import that corrects a thousand people is looked through in one go. What is found is committed with the
 * corrections, or not at all.
 */
@ApplicationScoped
class Corrections {

    private final TransactionSynchronizationRegistry transactions;
    private final CorrectionAudit audit;

    Corrections(TransactionSynchronizationRegistry transactions, CorrectionAudit audit) {
        this.transactions = transactions;
        this.audit = audit;
    }

    /** Of some days of a person. */
    record OfPerson(UUID person, Correction correction) {}

    /** Everything that one transaction has corrected. */
    record Heard(List<OfPerson> ofPersons, List<Correction> ofHospitals) {

        Heard() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    void hear(@Observes RegisterCorrected event) {
        Correction correction = new Correction(
                FindingKind.REGISTRY_CORRECTION, event.reason(), event.fileNo(), event.from(), event.to());
        event.persons().forEach(person -> heard().ofPersons().add(new OfPerson(person, correction)));
    }

    void hear(@Observes HospitalCorrected event) {
        heard().ofHospitals()
                .add(new Correction(
                        FindingKind.MASTER_DATA_CORRECTION, event.reason(), event.code(), event.from(), event.to()));
    }

    private Heard heard() {
        if (transactions.getResource(Heard.class) instanceof Heard heard) {
            return heard;
        }
        Heard heard = new Heard();
        transactions.putResource(Heard.class, heard);
        transactions.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                audit.look(heard);
            }

            @Override
            public void afterCompletion(int status) {
                // Nothing is left to do: what was found stands or falls with the transaction.
            }
        });
        return heard;
    }
}
