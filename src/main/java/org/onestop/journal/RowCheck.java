package org.onestop.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Compares the features' rows with their records, both ways. */
final class RowCheck {

    private static final int BATCH = 500;
    private static final int PAGE = 2_000;
    private static final UUID BEGINNING = new UUID(0, 0);

    /** How many records subjects have: sealed ones, and those among the newest that wait. */
    private static final String RECORDS = "select subject_id, kind, count(*) from ("
            + "select subject_id, kind from journal_leaf where subject_id = any (?) and source = '" + JournalLeaves.SOURCE
            + "' union all select r.subject_id, r.kind from journal_record r where r.id > ? and r.subject_id = any (?)"
            + " and not exists (select from journal_leaf l where l.source = '" + JournalLeaves.SOURCE
            + "' and l.record_id = r.id)) e group by subject_id, kind";

    private final Map<String, Witness> witnesses = new HashMap<>();
    private final Finds finds;

    RowCheck(List<Evidence> evidence, Finds finds) {
        this.finds = finds;
        for (Evidence each : evidence) {
            each.witnesses().forEach(witness -> witness.kinds().forEach(kind -> witnesses.put(kind, witness)));
        }
    }

    private record Subject(UUID id, String kind) {}

    /** Whether the records of a block are what their rows say. */
    long check(Connection connection, long height, Map<Seals.Kept, Leaf> records) throws SQLException {
        Map<Witness, List<Seals.Kept>> byWitness = new HashMap<>();
        for (Seals.Kept leaf : records.keySet()) {
            if (leaf.source().equals(JournalLeaves.SOURCE)) {
                Witness witness = witnesses.get(leaf.kind());
                if (witness == null) {
                    finds.add(new Finds.Find(Tampering.NO_WITNESS, "journal_record", leaf.kind(), null, null, "kind"));
                } else {
                    byWitness.computeIfAbsent(witness, none -> new ArrayList<>()).add(leaf);
                }
            }
        }
        long rows = 0;
        for (Map.Entry<Witness, List<Seals.Kept>> each : byWitness.entrySet()) {
            List<Seals.Kept> leaves = each.getValue();
            for (int from = 0; from < leaves.size(); from += BATCH) {
                List<Seals.Kept> batch = leaves.subList(from, Math.min(leaves.size(), from + BATCH));
                rows += batch(connection, height, each.getKey(), batch, records);
            }
        }
        return rows;
    }

    private long batch(
            Connection connection, long height, Witness witness, List<Seals.Kept> leaves, Map<Seals.Kept, Leaf> records)
            throws SQLException {
        Set<UUID> subjects = leaves.stream().map(Seals.Kept::subject).collect(Collectors.toCollection(LinkedHashSet::new));
        List<Witness.Shown> shown = witness.rows(connection, subjects);
        Map<Subject, List<Witness.Shown>> bySubject =
                shown.stream().collect(Collectors.groupingBy(each -> new Subject(each.subject(), each.kind())));
        for (Witness.Shown row : shown) {
            for (String column : row.odd()) {
                finds.add(new Finds.Find(Tampering.COLUMN_DIFFERS, witness.table(), row.row(), null, null, column));
            }
        }
        for (Seals.Kept leaf : leaves) {
            List<Witness.Shown> rows = bySubject.getOrDefault(new Subject(leaf.subject(), leaf.kind()), List.of());
            byte[] digest = records.get(leaf).digest();
            if (rows.isEmpty()) {
                find(Tampering.ROW_MISSING, witness.table(), leaf.subject().toString(), height, leaf, leaf.kind());
            } else if (rows.stream().noneMatch(row -> Arrays.equals(row.digest(), digest))) {
                String named = rows.stream().map(Witness.Shown::row).collect(Collectors.joining(", "));
                find(Tampering.ROW_CHANGED, witness.table(), named, height, leaf, "digest of " + leaf.kind());
            }
        }
        return shown.size();
    }

    /**
     * Finds rows of a table that have no record.
     *
     * @param low below which ids every record of the journal has its leaf
     */
    long withoutRecord(Connection connection, Witness witness, long low) throws SQLException {
        long rows = 0;
        List<Witness.Counted> page = witness.subjects(connection, BEGINNING, PAGE);
        while (!page.isEmpty()) {
            Map<Subject, Long> records = records(connection, page, low);
            for (Witness.Counted each : page) {
                rows += each.rows();
                if (each.rows() > records.getOrDefault(new Subject(each.subject(), each.kind()), 0L)) {
                    String detail = each.kind();
                    finds.add(new Finds.Find(
                            Tampering.ROW_WITHOUT_RECORD, witness.table(), each.subject().toString(), null, null, detail));
                }
            }
            page = witness.subjects(connection, page.get(page.size() - 1).subject(), PAGE);
        }
        return rows;
    }

    private static Map<Subject, Long> records(Connection connection, List<Witness.Counted> page, long low)
            throws SQLException {
        Object[] subjects = page.stream().map(Witness.Counted::subject).distinct().toArray();
        try (PreparedStatement query = connection.prepareStatement(RECORDS)) {
            query.setArray(1, connection.createArrayOf("uuid", subjects));
            query.setLong(2, low);
            query.setArray(3, connection.createArrayOf("uuid", subjects));
            Map<Subject, Long> found = new HashMap<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.put(new Subject(row.getObject(1, UUID.class), row.getString(2)), row.getLong(3));
                }
            }
            return found;
        }
    }

    private void find(Tampering kind, String table, String row, long height, Seals.Kept leaf, String detail) {
        finds.add(new Finds.Find(kind, table, row, height, leaf.position(), detail));
    }
}
