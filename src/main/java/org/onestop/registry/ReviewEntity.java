package org.onestop.registry;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A review of a category; never changed. */
@Entity
@Table(name = "category_review")
class ReviewEntity {

    @Id
    UUID id;

    @Column(name = "category_id")
    UUID categoryId;

    @Column(name = "file_no")
    String fileNo;

    @Column(name = "reviewed_on")
    LocalDate reviewedOn;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    ReviewResult result;

    /** Sealed. */
    byte[] opinion;

    @Column(name = "key_id")
    String keyId;

    /** Null where the category ended. */
    @Column(name = "next_review_on")
    LocalDate nextReviewOn;

    @Column(name = "client_id")
    String clientId;

    String subject;

    @Column(name = "recorded_at")
    OffsetDateTime recordedAt;

    /** Where the opinion is sealed to. */
    String opinionPlace() {
        return "category_review:" + id + ":opinion";
    }
}
