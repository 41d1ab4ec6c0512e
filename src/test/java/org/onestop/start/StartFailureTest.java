package org.onestop.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.QuarkusBindException;
import java.net.BindException;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What whoever starts the service can put right is told; everything else is a fault with its stack trace. */
class StartFailureTest {

    @Test
    void aRefusalIsToldHoweverDeepItLies() {
        Throwable refused = new RuntimeException("outside", new IllegalStateException(new StartRefusedException("为什么 why")));
        assertEquals(Optional.of("为什么 why"), StartFailure.reason(refused));
    }

    @Test
    void aPortInUseIsNamed() {
        Throwable taken = new RuntimeException(new QuarkusBindException("127.0.0.1", 8080, new BindException("in use")));
        String told = StartFailure.reason(taken).orElseThrow();
        assertTrue(told.contains("端口8080已被占用") && told.contains("Port 8080 is in use"), told);
    }

    /** Nobody there, wrong password, no such database, no right. */
    @ParameterizedTest
    @ValueSource(strings = {"08001", "28P01", "3D000", "42501"})
    void aDatabaseThatCannotBeUsedIsTold(String state) {
        String told = StartFailure.reason(new RuntimeException(new SQLException("FATAL: no", state))).orElseThrow();
        assertTrue(told.contains("不能使用数据库") && told.endsWith("FATAL: no"), told);
    }

    @Test
    void whatAMigrationRefusesIsToldInItsOwnWords() {
        SQLException raised = new SQLException("ERROR: 拒绝启动:不行 / no\n  Hint: do so\n  Where: PL/pgSQL function", "P0001");
        assertEquals(Optional.of("不行 / no\n  Hint: do so"), StartFailure.reason(new RuntimeException(raised)));
    }

    @Test
    void aFaultIsNotTakenForARefusal() {
        assertEquals(Optional.empty(), StartFailure.reason(new IllegalStateException("a bug")));
        assertEquals(Optional.empty(), StartFailure.reason(new RuntimeException(new SQLException("syntax", "42601"))));
        assertEquals(Optional.empty(), StartFailure.reason(new SQLException("without a state")));
    }
}
