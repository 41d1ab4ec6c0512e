package org.onestop.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.onestop.journal.Changes;
import org.onestop.journal.Digest;
import org.onestop.mutualaid.Unit;
import org.onestop.mutualaid.Units;
import org.onestop.registry.CreditCode;
import org.onestop.start.StartRefusedException;

/** When the demonstration is made and when not; the whole of it is looked at by {@link DemonstrationCityTest}. */
@QuarkusTest
class DemonstrationSwitchTest {

    private static final byte[] CONTENT = Digest.sha256("a part".getBytes(StandardCharsets.UTF_8));
    private static final byte[] OTHER = Digest.sha256("another".getBytes(StandardCharsets.UTF_8));
    private static final CreditCode UNIT = CityUnits.made(500, Draws.of(1, "units")).get(499).code();

    @Inject
    AgroalDataSource database;

    @Inject
    CityParts parts;

    @Inject
    Units units;

    @Test
    void theCityIsRefusedWithoutTheSandbox() {
        DemonstrationCity city = new DemonstrationCity(Optional.of(false), Optional.of(true), 1, null, null, null, null, null, null);
        StartRefusedException refused = assertThrows(StartRefusedException.class, () -> city.build(null));
        assertTrue(refused.getMessage().contains("ONESTOP_SANDBOX=true"), refused::getMessage);
    }

    @Test
    void theYearIsRefusedWithoutTheCity() {
        DemonstrationYear year = new DemonstrationYear(Optional.empty(), Optional.of(true), null, null);
        StartRefusedException refused = assertThrows(StartRefusedException.class, () -> year.begin(null));
        assertTrue(refused.getMessage().contains("ONESTOP_DEMONSTRATION_CITY=true"), refused::getMessage);
    }

    @Test
    void theSandboxAloneHasNothingOfIt() throws SQLException {
        assertEquals(0, count("household where file_no like 'LPS-D-%'"));
        assertEquals(0, count("demonstration_part where part not like 'test-%'"));
        assertEquals(0, count("hospital_period where code = 'H52020100101'"));
        assertEquals(0, count("client where client_id like 'registrar-city-%'"));
    }

    @Test
    void aPartThatFailsLeavesNothingAndAnotherAttemptMakesItOnce() throws SQLException {
        AtomicInteger times = new AtomicInteger();
        Unit unit = new Unit(UNIT, "样例单位");
        assertThrows(IllegalStateException.class, () -> parts.make("test-part", CONTENT, () -> {
            units.register(new Changes.Author("test", "test"), unit);
            throw new IllegalStateException("stopped in between");
        }));
        assertFalse(parts.isMade("test-part", CONTENT));
        assertEquals(Optional.empty(), units.find(UNIT));
        for (int i = 0; i < 2; i++) {
            parts.make("test-part", CONTENT, () -> {
                times.incrementAndGet();
                units.register(new Changes.Author("test", "test"), unit);
            });
        }
        assertEquals(1, times.get());
        assertTrue(parts.isMade("test-part", CONTENT));
        assertEquals(Optional.of(unit), units.find(UNIT));
        assertEquals(1, count("demonstration_part where part = 'test-part'"));
    }

    @Test
    void aPartOfAnotherCityIsRefused() {
        parts.make("test-other", CONTENT, () -> {});
        assertThrows(StartRefusedException.class, () -> parts.make("test-other", OTHER, () -> {}));
        assertThrows(StartRefusedException.class, () -> parts.isMade("test-other", OTHER));
    }

    private int count(String from) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from " + from)) {
            row.next();
            return row.getInt(1);
        }
    }
}
