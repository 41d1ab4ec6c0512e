package org.onestop.journal;

import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.onestop.time.BusinessClock;

/**
 * Groups what was recorded into sealed blocks, behind the commits: whoever settles waits for none of it. Of several
 * instances one seals at a time. A block is one transaction; whatever ends it in between leaves no trace, and the next pass
 * begins where the newest block ends.
 *
 * <p>What is to be sealed is what has no leaf, so that a record that commits late is found by the next pass. Where to begin
 * looking is remembered ({@link LowMarks}), and forgotten from time to time.
 */
@ApplicationScoped
public class Sealer {

    /** More records than this are more than one block. */
    static final int LARGEST_BLOCK = 4096;

    /** So many passes, and everything is looked at again: once a day or so. */
    private static final int PASSES_UNTIL_ALL = 2_880;

    /** So many ids are looked through at once: no statement takes long, however much there is. */
    private static final long WINDOW = 200_000;

    private static final String LOCK = "select pg_try_advisory_xact_lock(hashtextextended('journal sealer', 0))";

    private final AgroalDataSource database;
    private final List<SealedTable> tables;
    private final SealKeys keys;
    private final BusinessClock clock;
    private final int largest;

    private volatile LowMarks marks = new LowMarks();
    private GrowingTree log = new GrowingTree();
    private byte[] head;
    private int passes;

    @Inject
    Sealer(AgroalDataSource database, @All List<SealedTable> tables, SealKeys keys, BusinessClock clock) {
        this(database, tables, keys, clock, LARGEST_BLOCK);
    }

    Sealer(AgroalDataSource database, List<SealedTable> tables, SealKeys keys, BusinessClock clock, int largest) {
        this.database = database;
        this.tables = tables;
        this.keys = keys;
        this.clock = clock;
        this.largest = largest;
    }

    /**
     * Seals all that waits. To be called outside a transaction.
     *
     * @return how many blocks were made; none where nothing waits or another instance is at it
     * @throws IllegalStateException where the newest seal is not one of a key that counts: nothing is put on top of that
     */
    public synchronized int seal() {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                return pass(connection);
            } catch (SQLException | RuntimeException e) {
                // What was remembered may be of a block that isn't there.
                head = null;
                throw e;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("records could not be sealed", e);
        }
    }

    private int pass(Connection connection) throws SQLException {
        if (++passes % PASSES_UNTIL_ALL == 0) {
            marks = new LowMarks();
        }
        OffsetDateTime began = clock.now();
        LowMarks.Seen seen = marks.look(connection, tables);
        connection.commit();
        Map<String, Long> after = new HashMap<>();
        tables.forEach(each -> after.put(each.source(), marks.of(each.source())));
        int blocks = 0;
        boolean isMore = true;
        while (isMore) {
            if (!isMine(connection)) {
                return blocks;
            }
            List<Leaf> leaves = next(connection, after, seen.newest());
            isMore = leaves.size() == largest;
            if (!leaves.isEmpty()) {
                block(connection, leaves, isMore ? null : began);
                blocks++;
            }
            connection.commit();
        }
        marks.done(seen);
        return blocks;
    }

    private static boolean isMine(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(LOCK);
                ResultSet row = lock.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** The records of the next block, from where the last one ended through what was there when the pass began. */
    private List<Leaf> next(Connection connection, Map<String, Long> after, Map<String, Long> newest) throws SQLException {
        List<Leaf> leaves = new ArrayList<>();
        for (SealedTable table : tables) {
            String source = table.source();
            while (leaves.size() < largest && after.get(source) < newest.get(source)) {
                long through = after.get(source) + WINDOW;
                List<Leaf> found = table.unsealed(connection, after.get(source), through, largest - leaves.size());
                leaves.addAll(found);
                after.put(source, leaves.size() == largest ? found.get(found.size() - 1).id() : through);
            }
        }
        return leaves;
    }

    /** @param completeTo null where more waits than goes into this block */
    private void block(Connection connection, List<Leaf> leaves, OffsetDateTime completeTo) throws SQLException {
        Optional<Seal> newest = Seals.newest(connection);
        newest.ifPresent(this::requireGood);
        SealHeader before = newest.map(Seal::header).orElse(null);
        catchUp(connection, newest.map(Seal::digest).orElse(null), before == null ? 0 : before.height() + 1);
        long first = before == null ? 0 : before.next();
        List<byte[]> hashes = new ArrayList<>(leaves.size());
        for (int i = 0; i < leaves.size(); i++) {
            hashes.add(leaves.get(i).hash(first + i));
        }
        Seal seal = keys.sign(new SealHeader(
                before == null ? 0 : before.height() + 1,
                head,
                first,
                leaves.size(),
                Merkle.root(hashes),
                log.root(),
                clock.now(),
                completeTo != null || before == null ? completeTo : before.completeTo(),
                keys.current().keyId()));
        Seals.write(connection, seal, leaves, hashes);
        log.add(seal.digest());
        head = seal.digest();
    }

    private void requireGood(Seal newest) {
        keys.fault(newest).ifPresent(fault -> {
            throw new IllegalStateException("the newest seal, at height " + newest.header().height() + ", is not good: "
                    + fault + " (ONESTOP_SEAL_KEY, ONESTOP_SEAL_FORMER_KEYS; src/docs/tamper-evidence.md)");
        });
    }

    /** Reads the chain again where another instance, or nobody yet, has put on its newest block. */
    private void catchUp(Connection connection, byte[] newest, long height) throws SQLException {
        if (head == null || !Arrays.equals(head, newest)) {
            log = new GrowingTree();
            Seals.digests(connection, height, log::add);
            head = newest;
        }
    }

    /** What waits to be sealed, with what nobody may see yet left out. */
    SealedTable.Waiting waiting() {
        try (Connection connection = database.getConnection()) {
            SealedTable.Waiting all = new SealedTable.Waiting(0, null);
            for (SealedTable table : tables) {
                long newest = table.newest(connection);
                for (long after = lookFrom(table.source()); after < newest; after += WINDOW) {
                    all = all.plus(table.waiting(connection, after, after + WINDOW));
                }
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException("what waits to be sealed could not be read", e);
        }
    }

    /** Below which ids every record of a source has its leaf, or never gets one. */
    long lookFrom(String source) {
        return marks.of(source);
    }
}
