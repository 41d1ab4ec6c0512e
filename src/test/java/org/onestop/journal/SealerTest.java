package org.onestop.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onestop.settlement.TestDatabase;
import org.onestop.start.StartRefusedException;
import org.onestop.time.BusinessClock;

/** Nothing that was committed stays unsealed, whatever happens to the sealer and however late the commit comes. */
@QuarkusTest
class SealerTest {

    private static final String FIRST_KEY = Base64.getEncoder().encodeToString(new byte[32]);

    @Inject
    AgroalDataSource pool;

    @Inject
    @All
    List<SealedTable> tables;

    @Inject
    Sealer sealer;

    @Inject
    SealKeys keys;

    @Inject
    BusinessClock clock;

    @Inject
    TestDatabase database;

    private long height;
    private long position;

    @BeforeEach
    void everythingIsSealed() throws Exception {
        sealer.seal();
        height = Long.parseLong(database.one("select coalesce(max(height), -1) from journal_block"));
        position = Long.parseLong(database.one("select coalesce(max(position), -1) from journal_leaf"));
    }

    /** These records are of nothing; they and their blocks go again. */
    @AfterEach
    void tidy() throws Exception {
        database.run("set session_replication_role = replica; delete from journal_record where client_id = 'sealer-test';"
                + " delete from journal_block where height > " + height + "; delete from journal_leaf where position > " + position);
        sealer.seal();
    }

    private static void append(Connection connection, int count) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into journal_record"
                + " (kind, subject_id, digest, recorded_at, client_id) values ('TEST', ?, ?, ?, 'sealer-test')")) {
            for (int i = 0; i < count; i++) {
                insert.setObject(1, UUID.randomUUID());
                insert.setBytes(2, new byte[32]);
                insert.setObject(3, OffsetDateTime.parse("2026-01-01T00:00:00Z"));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void append(int count) throws SQLException {
        try (Connection connection = database.asService()) {
            append(connection, count);
        }
    }

    private List<String> unsealed() throws Exception {
        return database.column("select id from journal_record r where client_id = 'sealer-test' and not exists"
                + " (select from journal_leaf l where l.source = 'JOURNAL' and l.record_id = r.id) order by id");
    }

    /** Positions without a gap, each block on the one before, every root that of its leaves. */
    private void assertChainIsWhole() throws Exception {
        Finds finds = new Finds();
        try (Connection connection = database.asService()) {
            ChainCheck chain = new ChainCheck(keys.all(), finds);
            for (Seal seal : Seals.from(connection, 0, 100_000)) {
                chain.follow(seal);
                SealHeader header = seal.header();
                List<byte[]> hashes = new ArrayList<>();
                for (Seals.Kept leaf : Seals.leaves(connection, header.first(), header.next())) {
                    assertEquals(header.first() + hashes.size(), leaf.position());
                    hashes.add(leaf.hash());
                }
                assertEquals(header.records(), hashes.size());
                assertArrayEquals(header.root(), Merkle.root(hashes));
            }
        }
        assertEquals(List.of(), finds.fresh().stream().filter(find -> find.height() > height).toList());
        assertEquals("0", database.one("select count(*) from (select count(*) from journal_leaf group by source, record_id"
                + " having count(*) > 1) twice"));
    }

    private Sealer another(int largest) {
        return new Sealer(pool, tables, keys, clock, largest);
    }

    @Test
    void whatIsCommittedIsSealedInBlocksOfLimitedSize() throws Exception {
        append(25);
        assertEquals(3, another(10).seal());
        assertEquals(List.of(), unsealed());
        assertEquals(0, sealer.seal());
        assertChainIsWhole();
        assertEquals(
                List.of("10", "10", "5"),
                database.column("select records from journal_block where height > " + height + " order by height"));
    }

    @Test
    void aRecordThatCommitsLateIsSealedAfterwardsAndNothingElseIsSkipped() throws Exception {
        try (Connection late = database.asSuperuser(); Connection other = database.asSuperuser()) {
            append(3);
            late.setAutoCommit(false);
            append(late, 1);
            append(2);
            // What is older than the open transaction is sealed; what is younger waits for its end.
            sealer.seal();
            assertEquals(2, unsealed().size());
            append(5);
            sealer.seal();
            assertEquals(7, unsealed().size());
            assertEquals(7, sealer.waiting().records());
            for (int i = 0; i < 3; i++) {
                sealer.seal();
            }
            late.commit();
            assertEquals(8, unsealed().size());
            sealer.seal();
            assertEquals(List.of(), unsealed());
            assertTrue(other.isValid(1));
        }
        assertChainIsWhole();
    }

    /** Its number is far below what is sealed already when it commits. */
    @Test
    void aRecordWithALowNumberIsNotForgotten() throws Exception {
        try (Connection late = database.asSuperuser()) {
            late.setAutoCommit(false);
            append(late, 1);
            String low = String.valueOf(Long.parseLong(database.one("select max(id) from journal_record")) + 1);
            for (int i = 0; i < 4; i++) {
                append(1_500);
                sealer.seal();
            }
            late.commit();
            for (int i = 0; i < 4; i++) {
                sealer.seal();
            }
            assertEquals(List.of(), unsealed(), low);
        }
        for (int i = 0; i < 4; i++) {
            append(1_500);
            sealer.seal();
        }
        assertTrue(sealer.lookFrom("JOURNAL") > 0, "looking begins further on once that is safe");
        assertEquals(List.of(), unsealed());
        assertChainIsWhole();
    }

    @Test
    void whatIsRolledBackLeavesNoTrace() throws Exception {
        try (Connection connection = database.asSuperuser()) {
            connection.setAutoCommit(false);
            append(connection, 3);
            connection.rollback();
        }
        append(1);
        sealer.seal();
        assertEquals(
                "1", database.one("select sum(records) from journal_block where height > " + height));
        assertChainIsWhole();
    }

    @Test
    void severalSealersAtOnceSealEachRecordOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Void>> work = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Sealer one = another(7);
                work.add(() -> {
                    for (int round = 0; round < 20; round++) {
                        append(5);
                        one.seal();
                    }
                    return null;
                });
            }
            for (Future<Void> each : threads.invokeAll(work)) {
                each.get();
            }
        } finally {
            threads.shutdown();
        }
        sealer.seal();
        assertEquals(List.of(), unsealed());
        assertChainIsWhole();
    }

    /** The connection is cut between the leaves and the commit, as a crash does it. */
    @Test
    void aSealerThatIsCutOffCatchesUp() throws Exception {
        append(20);
        Sealer victim = another(10);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (Connection holder = database.asSuperuser(); Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("lock table journal_leaf in exclusive mode");
            Future<Integer> pass = thread.submit(victim::seal);
            String waiting = "select pid from pg_stat_activity where wait_event_type = 'Lock' and query like 'insert into journal_leaf%'";
            while (database.column(waiting).isEmpty()) {
                assertEquals(false, pass.isDone());
                Thread.onSpinWait();
            }
            database.run("select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock'"
                    + " and query like 'insert into journal_leaf%'");
            assertThrows(java.util.concurrent.ExecutionException.class, pass::get);
            holder.rollback();
        } finally {
            thread.shutdown();
        }
        assertEquals(20, unsealed().size());
        assertEquals(String.valueOf(height), database.one("select max(height) from journal_block"));
        victim.seal();
        assertEquals(List.of(), unsealed());
        assertChainIsWhole();
    }

    @Test
    void keysAreExchangedAndEachHasItsTurn() throws Exception {
        append(1);
        sealer.seal();
        String old = Base64.getEncoder().encodeToString(keys.current().raw());
        SealKeys next = new SealKeys(FIRST_KEY, Optional.of(old + ":" + (height + 1)));
        assertEquals(height + 2, next.current().from());
        append(1);
        Sealer renewed = new Sealer(pool, tables, next, clock, 10);
        assertEquals(1, renewed.seal());
        Finds finds = new Finds();
        try (Connection connection = database.asService()) {
            Seal first = Seals.at(connection, height + 1).orElseThrow();
            Seal second = Seals.at(connection, height + 2).orElseThrow();
            assertEquals(Optional.empty(), next.fault(first));
            assertEquals(Optional.empty(), next.fault(second));
            // Whoever has not been told of the new key says so, and puts nothing on top.
            assertEquals(Optional.of(SealFault.UNKNOWN_KEY), keys.fault(second));
            // The old key, were it stolen, has had its turn.
            Seal stolen = keys.sign(new SealHeader(height + 3, second.digest(), 0, 1, new byte[32], new byte[32], clock.now(), null,
                    keys.current().keyId()));
            assertEquals(Optional.of(SealFault.KEY_OUT_OF_TURN), next.fault(stolen));
        }
        append(1);
        assertThrows(IllegalStateException.class, sealer::seal);
        SealKeys tooEarly = new SealKeys(Base64.getEncoder().encodeToString(new byte[] {
            1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8
        }), Optional.of(old + ":" + (height + 1) + "\n"
                + Base64.getEncoder().encodeToString(next.current().raw()) + ":" + (height + 9)));
        assertThrows(IllegalStateException.class, () -> new Sealer(pool, tables, tooEarly, clock, 10).seal());
    }

    @Test
    void keysThatCannotBeReadRefuseTheStartAndNameTheSetting() {
        for (String key : List.of("", "x", "AAAA", "file:/nowhere")) {
            StartRefusedException refused =
                    assertThrows(StartRefusedException.class, () -> new SealKeys(key, Optional.empty()));
            assertTrue(refused.getMessage().startsWith("ONESTOP_SEAL_KEY"), refused.getMessage());
        }
        String good = FIRST_KEY;
        for (String former : List.of("x", good, good + ":x", good + ":5," + good + ":4", "file:/nowhere")) {
            StartRefusedException refused =
                    assertThrows(StartRefusedException.class, () -> new SealKeys(good, Optional.of(former)));
            assertTrue(refused.getMessage().startsWith("ONESTOP_SEAL_FORMER_KEYS"), refused.getMessage());
        }
    }

    @Test
    void theServicesOwnRoleCanChangeNothingThatIsSealed() throws Exception {
        append(1);
        sealer.seal();
        for (String sql : List.of(
                "update journal_leaf set hash = hash",
                "delete from journal_leaf",
                "update journal_block set key_id = 'x'",
                "delete from journal_block",
                "truncate journal_block",
                "insert into journal_block select height + 2, digest, first + records, 1, root, log, sealed_at, complete_to,"
                        + " key_id, digest, signature from journal_block order by height desc limit 1",
                "update verification_event set state = 'INTACT'",
                "delete from verification_finding")) {
            try (Connection connection = database.asService(); Statement statement = connection.createStatement()) {
                assertThrows(SQLException.class, () -> statement.execute(sql), sql);
            }
        }
    }
}
