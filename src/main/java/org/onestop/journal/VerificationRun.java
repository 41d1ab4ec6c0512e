package org.onestop.journal;

import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * One verification of everything: the chain, each block with its records and the rows they are of, rows that have no record,
 * and what follows from rows. Only the blocks that were there at its beginning are looked at; what is recorded meanwhile is
 * the next one's.
 */
final class VerificationRun {

    private static final Logger LOG = Logger.getLogger(VerificationRun.class);
    private static final int SEALS = 1_000;
    private static final int NAMED_STRAYS = 200;

    /** Two: one reads what the other digests. More would take the machine from those who settle. */
    private static final int THREADS = 2;

    private static final Duration MOMENT = Duration.ofSeconds(1);

    /** Some statements of a verification go through whole tables. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final AgroalDataSource database;
    private final Sealer sealer;
    private final List<SealedTable> tables;
    private final List<Evidence> evidence;
    private final SealKeys keys;
    private final Finds finds = new Finds();
    private final AtomicLong blocks = new AtomicLong();
    private final AtomicLong records = new AtomicLong();
    private final AtomicLong rows = new AtomicLong();

    VerificationRun(
            AgroalDataSource database, Sealer sealer, List<SealedTable> tables, List<Evidence> evidence, SealKeys keys) {
        this.database = database;
        this.sealer = sealer;
        this.tables = tables;
        this.evidence = evidence;
        this.keys = keys;
    }

    /**
     * A seal that somebody was given before.
     *
     * @param digest of its header
     */
    record Earlier(long height, byte[] digest) {}

    /** How far it is. */
    record Counts(long blocks, long records, long rows, long findings) {}

    Counts counts() {
        return new Counts(blocks.get(), records.get(), rows.get(), finds.count());
    }

    List<Finds.Find> fresh() {
        return finds.fresh();
    }

    /**
     * Looks at everything.
     *
     * @param earlier null where none is to be found again
     * @param step    is called now and then, so that progress can be kept
     */
    void run(Earlier earlier, Runnable step) throws SQLException {
        try {
            sealer.seal();
        } catch (IllegalStateException e) {
            // What hinders it is named below.
            LOG.warnf("a verification begins without sealing what waits: %s", e.getMessage());
        }
        long low = sealer.lookFrom(JournalLeaves.SOURCE);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            RowCheck rowCheck = new RowCheck(evidence, finds);
            Ends ends = chain(threads, rowCheck, earlier, step);
            stray(ends);
            together(threads, withoutRecord(rowCheck, low), step);
            together(threads, List.of(this::strays), step);
            unsealed(ends.completeTo());
        } finally {
            threads.shutdownNow();
        }
    }

    /** Where the chain ends. */
    private record Ends(long next, OffsetDateTime completeTo) {}

    private Ends chain(ExecutorService threads, RowCheck rowCheck, Earlier earlier, Runnable step) throws SQLException {
        ChainCheck chain = new ChainCheck(keys.all(), finds);
        BlockCheck block = new BlockCheck(tables, rowCheck, finds);
        OffsetDateTime completeTo = null;
        boolean isEarlierThere = earlier == null;
        List<Seal> page = seals(0);
        while (!page.isEmpty()) {
            List<Callable<Void>> work = new ArrayList<>();
            for (Seal seal : page) {
                chain.follow(seal);
                isEarlierThere |= earlier != null && isSame(earlier, seal);
                OffsetDateTime before = completeTo;
                work.add(() -> block(block, seal.header(), before));
                completeTo = seal.header().completeTo();
            }
            together(threads, work, step);
            page = seals(chain.height());
        }
        if (!isEarlierThere) {
            finds.add(new Finds.Find(
                    Tampering.EARLIER_SEAL_MISSING, ChainCheck.TABLE, Long.toString(earlier.height()), earlier.height(),
                    null, "sha256:" + HexFormat.of().formatHex(earlier.digest())));
        }
        return new Ends(chain.next(), completeTo);
    }

    private static boolean isSame(Earlier earlier, Seal seal) {
        return seal.header().height() == earlier.height() && Arrays.equals(seal.header().digest(), earlier.digest());
    }

    private List<Seal> seals(long from) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return Seals.from(connection, from, SEALS);
        }
    }

    private Void block(BlockCheck check, SealHeader header, OffsetDateTime completeTo) throws SQLException {
        try (Connection connection = database.getConnection()) {
            rows.addAndGet(check.check(connection, header, completeTo));
        }
        blocks.incrementAndGet();
        records.addAndGet(header.records());
        return null;
    }

    private List<Callable<Void>> withoutRecord(RowCheck check, long low) {
        List<Callable<Void>> work = new ArrayList<>();
        for (Evidence each : evidence) {
            for (Witness witness : each.witnesses()) {
                work.add(() -> {
                    try (Connection connection = database.getConnection()) {
                        check.withoutRecord(connection, witness, low);
                    }
                    return null;
                });
            }
        }
        return work;
    }

    /** Leaves behind the last block; those between blocks are found as missing ones. */
    private void stray(Ends ends) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("select position from journal_leaf l"
                        + " where position >= ? and not exists (select from journal_block b where b.first <= l.position"
                        + " and l.position < b.first + b.records) order by position limit " + NAMED_STRAYS)) {
            query.setLong(1, ends.next());
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    long position = row.getLong(1);
                    finds.add(new Finds.Find(
                            Tampering.LEAF_STRAY, "journal_leaf", Long.toString(position), null, position, "position"));
                }
            }
        }
    }

    private Void strays() throws SQLException {
        patiently(connection -> {
            for (Evidence each : evidence) {
                for (Evidence.Stray stray : each.strays(connection, NAMED_STRAYS)) {
                    finds.add(new Finds.Find(
                            Tampering.DERIVED_DIFFERS, stray.table(), stray.row(), null, null, stray.detail()));
                }
            }
        });
        return null;
    }

    /** Records that are older than what has been sealed for long, and are not. */
    private void unsealed(OffsetDateTime completeTo) throws SQLException {
        if (completeTo == null) {
            return;
        }
        patiently(connection -> {
            for (SealedTable table : tables) {
                for (long id : table.forgotten(connection, completeTo.minus(BlockCheck.LATEST), NAMED_STRAYS)) {
                    finds.add(new Finds.Find(
                            Tampering.RECORD_NOT_SEALED, table.table(), Long.toString(id), null, null, "no leaf"));
                }
            }
        });
    }

    /** What asks for a whole table. */
    @FunctionalInterface
    private interface Work {
        void run(Connection connection) throws SQLException;
    }

    private void patiently(Work work) throws SQLException {
        try (Connection connection = database.getConnection()) {
            int usual = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, (int) PATIENCE.toMillis());
            try {
                work.run(connection);
            } finally {
                connection.setNetworkTimeout(Runnable::run, usual);
            }
        }
    }

    /** Does work on several threads and ends with the first fault; while it takes its time, there is a step now and then. */
    private static void together(ExecutorService threads, List<Callable<Void>> work, Runnable step) throws SQLException {
        List<Future<Void>> begun = work.stream().map(threads::submit).toList();
        for (Future<Void> each : begun) {
            while (!isDone(each)) {
                step.run();
            }
            step.run();
        }
    }

    /** Whether work has been done, waiting a moment for it. */
    private static boolean isDone(Future<Void> work) throws SQLException {
        try {
            work.get(MOMENT.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException fault) {
                throw fault;
            }
            throw new IllegalStateException("a verification could not go on", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("a verification was interrupted", e);
        }
    }
}
