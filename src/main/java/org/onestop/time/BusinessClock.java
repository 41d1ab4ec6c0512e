package org.onestop.time;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** Now and today as the business counts them: in Asia/Shanghai, whatever the machine's zone is. */
@ApplicationScoped
public class BusinessClock {

    /** The time zone of every business date. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final Clock clock = Clock.system(ZONE);

    /** The present moment, to the millisecond: what is stored and shown must be the same. */
    public OffsetDateTime now() {
        return OffsetDateTime.now(clock).truncatedTo(ChronoUnit.MILLIS);
    }

    /** The present date. */
    public LocalDate today() {
        return LocalDate.now(clock);
    }

    /** A stored moment as callers see it. */
    public static OffsetDateTime at(Instant instant) {
        return instant.atZone(ZONE).toOffsetDateTime();
    }
}
