package org.onestop.registry;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;

/** Why a category was ended outside of a review; never changed. */
@Entity
@Table(name = "category_exit")
class ExitEntity {

    @Id
    UUID id;

    @Column(name = "category_id")
    UUID categoryId;

    @Column(name = "file_no")
    String fileNo;

    @Column(name = "last_day")
    LocalDate lastDay;

    /** Sealed. */
    byte[] reason;

    @Column(name = "key_id")
    String keyId;

    @Column(name = "client_id")
    String clientId;

    String subject;

    @Column(name = "recorded_at")
    OffsetDateTime recordedAt;

    /** Where the reason is sealed to. */
    String reasonPlace() {
        return "category_exit:" + id + ":reason";
    }
}
