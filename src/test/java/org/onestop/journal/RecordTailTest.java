package org.onestop.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.onestop.settlement.TestDatabase;

/** Who follows the journal gets every record once, whenever it is committed. */
@QuarkusTest
class RecordTailTest {

    private static final AtomicInteger NEXT = new AtomicInteger();

    @Inject
    RecordTail tail;

    @Inject
    TestDatabase database;

    /** What the tests wrote is of nothing, and nobody else shall come upon it. */
    @AfterEach
    void takeAway() throws SQLException {
        database.run("set session_replication_role = replica; delete from journal_record where client_id = 'record-tail-test'");
    }

    /** The name of a reader that nobody else has. */
    private String reader(String kind) {
        return "test-" + NEXT.incrementAndGet() + "-" + kind.toLowerCase(java.util.Locale.ROOT);
    }

    private static UUID write(Connection connection, String kind) throws SQLException {
        UUID subject = UUID.randomUUID();
        try (PreparedStatement insert = connection.prepareStatement("insert into journal_record"
                + " (kind, subject_id, digest, recorded_at, client_id) values (?, ?, ?, now(), 'record-tail-test')")) {
            insert.setString(1, kind);
            insert.setObject(2, subject);
            insert.setBytes(3, Digest.sha256(new byte[0]));
            insert.executeUpdate();
        }
        return subject;
    }

    private UUID written(String kind) throws SQLException {
        try (Connection connection = database.asService()) {
            return write(connection, kind);
        }
    }

    private Connection open() throws SQLException {
        Connection connection = database.asSuperuser();
        connection.setAutoCommit(false);
        return connection;
    }

    private List<UUID> followed(String reader, String kind, int most) {
        List<UUID> found = new ArrayList<>();
        boolean isMore = true;
        while (isMore) {
            isMore = tail.follow(reader, List.of(kind), most, (connection, entries) ->
                    entries.forEach(each -> found.add(each.subject())));
        }
        return found;
    }

    @Test
    void whatCommitsLateIsNotSkipped() throws Exception {
        String reader = reader("LATE");
        UUID first = written("LATE");
        assertEquals(List.of(first), followed(reader, "LATE", 10));
        try (Connection late = open()) {
            UUID second = write(late, "LATE");
            UUID third = written("LATE");
            assertEquals(List.of(), followed(reader, "LATE", 10));
            assertEquals(List.of(), followed(reader, "LATE", 10));
            late.commit();
            assertEquals(List.of(second, third), followed(reader, "LATE", 10));
        }
        assertEquals(List.of(), followed(reader, "LATE", 10));
    }

    @Test
    void whatWasCommittedBeforeTheOpenOneBeganComesAtOnceIfItWasSeen() throws Exception {
        String reader = reader("SEEN");
        UUID first = written("SEEN");
        followed(reader("SEEN"), "SEEN", 10);
        try (Connection late = open()) {
            write(late, "SEEN");
            assertEquals(List.of(first), followed(reader, "SEEN", 10));
            late.rollback();
        }
        UUID last = written("SEEN");
        assertEquals(List.of(last), followed(reader, "SEEN", 10));
    }

    @Test
    void aTransactionThatWritesElsewhereHoldsNobodyUp() throws Exception {
        String reader = reader("ELSEWHERE");
        followed(reader, "ELSEWHERE", 10);
        try (Connection other = open()) {
            other.createStatement().execute("select pg_current_xact_id()");
            UUID first = written("ELSEWHERE");
            assertEquals(List.of(first), followed(reader, "ELSEWHERE", 10));
            other.rollback();
        }
    }

    @Test
    void onlyTheWantedKindsComeAndInPages() throws Exception {
        String reader = reader("PAGED");
        List<UUID> wanted = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            wanted.add(written("PAGED"));
            written("UNWANTED");
        }
        for (int most : new int[] {1, 3, 7, 100}) {
            assertEquals(wanted, followed(reader("PAGED"), "PAGED", most));
        }
        assertEquals(wanted, followed(reader, "PAGED", 2));
        assertEquals(List.of(), followed(reader, "PAGED", 2));
    }

    @Test
    void whatFailsIsBroughtAgain() throws Exception {
        String reader = reader("FAILS");
        UUID first = written("FAILS");
        assertThrows(IllegalStateException.class, () -> tail.follow(reader, List.of("FAILS"), 10, (connection, entries) -> {
            throw new IllegalStateException("crashed");
        }));
        assertEquals(List.of(first), followed(reader, "FAILS", 10));
    }

    @Test
    void oneInstanceAtATime() throws Exception {
        String reader = reader("ALONE");
        UUID first = written("ALONE");
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch tried = new CountDownLatch(1);
        List<UUID> found = new ArrayList<>();
        CompletableFuture<Boolean> other = CompletableFuture.supplyAsync(() ->
                tail.follow(reader, List.of("ALONE"), 10, (connection, entries) -> {
                    reading.countDown();
                    await(tried);
                    entries.forEach(each -> found.add(each.subject()));
                }));
        await(reading);
        assertFalse(tail.follow(reader, List.of("ALONE"), 10, (connection, entries) -> {
            throw new AssertionError("two at once");
        }));
        tried.countDown();
        assertFalse(other.get(30, TimeUnit.SECONDS));
        assertEquals(List.of(first), found);
        assertEquals(List.of(), followed(reader, "ALONE", 10));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void itSaysUpToWhichMomentItIsComplete() throws Exception {
        String reader = reader("MOMENT");
        assertTrue(tail.completeTo(reader).isEmpty());
        try (Connection late = open()) {
            OffsetDateTime before = now();
            followed(reader, "MOMENT", 10);
            OffsetDateTime first = tail.completeTo(reader).orElseThrow();
            assertFalse(first.isBefore(before));
            write(late, "MOMENT");
            followed(reader, "MOMENT", 10);
            OffsetDateTime beforeCommit = now();
            followed(reader, "MOMENT", 10);
            assertTrue(tail.completeTo(reader).orElseThrow().isBefore(beforeCommit));
            late.commit();
        }
        OffsetDateTime after = now();
        followed(reader, "MOMENT", 10);
        assertFalse(tail.completeTo(reader).orElseThrow().isBefore(after));
    }

    private OffsetDateTime now() throws SQLException {
        return OffsetDateTime.parse(database.one("select to_char(clock_timestamp() at time zone 'UTC',"
                + " 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"));
    }

    /** Transactions of many writers, ended in any order, some of them undone; the reader looks in between. */
    @Test
    void whateverTheOrderOfCommitsEveryRecordComesOnce() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String reader = reader("RANDOM");
        List<UUID> expected = new ArrayList<>();
        List<UUID> found = new ArrayList<>();
        List<Connection> open = new ArrayList<>();
        List<List<UUID>> written = new ArrayList<>();
        for (int step = 0; step < 150; step++) {
            int what = random.nextInt(6);
            if (what <= 1 && open.size() < 5) {
                open.add(open());
                written.add(new ArrayList<>());
            } else if (what <= 3 && !open.isEmpty()) {
                int which = random.nextInt(open.size());
                written.get(which).add(write(open.get(which), "RANDOM"));
            } else if (what == 4 && !open.isEmpty()) {
                int which = random.nextInt(open.size());
                expected.addAll(ended(open.remove(which), written.remove(which), random.nextInt(4) > 0));
            } else {
                found.addAll(followed(reader, "RANDOM", 1 + random.nextInt(3)));
            }
        }
        while (!open.isEmpty()) {
            expected.addAll(ended(open.remove(0), written.remove(0), true));
        }
        found.addAll(followed(reader, "RANDOM", 3));
        assertEquals(expected.stream().sorted().toList(), found.stream().sorted().toList(), () -> "seed " + seed);
    }

    private static List<UUID> ended(Connection connection, List<UUID> written, boolean committed) throws SQLException {
        try (connection) {
            if (committed) {
                connection.commit();
                return written;
            }
            connection.rollback();
            return List.of();
        }
    }
}
