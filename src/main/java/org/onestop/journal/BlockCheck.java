package org.onestop.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Looks at one block after another: its positions, its records against their leaves, the leaves against the root. */
final class BlockCheck {

    /** How long before what has been sealed already a record may be dated: as long as a transaction takes, and more. */
    static final Duration LATEST = Duration.ofHours(1);

    private static final String LEAVES = "journal_leaf";

    private final Map<String, SealedTable> tables;
    private final RowCheck rows;
    private final Finds finds;

    BlockCheck(List<SealedTable> tables, RowCheck rows, Finds finds) {
        this.tables = SealedTable.bySource(tables);
        this.rows = rows;
        this.finds = finds;
    }

    /**
     * Looks at a block.
     *
     * @param completeTo of the block before; null where it has none
     * @return how many rows were looked at
     */
    long check(Connection connection, SealHeader header, OffsetDateTime completeTo) throws SQLException {
        List<Seals.Kept> kept = Seals.leaves(connection, header.first(), header.next());
        missing(header, kept);
        List<byte[]> hashes = kept.stream().map(Seals.Kept::hash).toList();
        if (!Arrays.equals(Merkle.root(hashes), header.root())) {
            find(Tampering.ROOT_DIFFERS, ChainCheck.TABLE, Long.toString(header.height()), header, null, "root");
        }
        Map<Seals.Kept, Leaf> records = records(connection, header, kept);
        records.forEach((leaf, record) -> late(header, leaf, record, completeTo));
        return rows.check(connection, header.height(), records);
    }

    private void missing(SealHeader header, List<Seals.Kept> kept) {
        int at = 0;
        for (long position = header.first(); position < header.next(); position++) {
            if (at < kept.size() && kept.get(at).position() == position) {
                at++;
            } else {
                find(Tampering.LEAF_MISSING, LEAVES, Long.toString(position), header, position, "position");
            }
        }
    }

    /** The records behind the leaves, but those that aren't there. */
    private Map<Seals.Kept, Leaf> records(Connection connection, SealHeader header, List<Seals.Kept> kept)
            throws SQLException {
        Map<Seals.Kept, Leaf> found = new HashMap<>();
        Map<String, List<Seals.Kept>> bySource = kept.stream().collect(Collectors.groupingBy(Seals.Kept::source));
        for (Map.Entry<String, List<Seals.Kept>> each : bySource.entrySet()) {
            SealedTable table = tables.get(each.getKey());
            if (table == null) {
                each.getValue().forEach(leaf -> find(
                        Tampering.LEAF_STRAY, LEAVES, Long.toString(leaf.position()), header, leaf.position(), "source"));
                continue;
            }
            List<Long> ids = new ArrayList<>();
            each.getValue().forEach(leaf -> ids.add(leaf.record()));
            Map<Long, Leaf> records = table.byId(connection, ids);
            for (Seals.Kept leaf : each.getValue()) {
                Leaf record = records.get(leaf.record());
                if (record == null) {
                    gone(table, header, leaf, Tampering.RECORD_MISSING);
                } else {
                    compare(table, header, leaf, record);
                    found.put(leaf, record);
                }
            }
        }
        return found;
    }

    private void compare(SealedTable table, SealHeader header, Seals.Kept leaf, Leaf record) {
        if (!Arrays.equals(record.hash(leaf.position()), leaf.hash())) {
            gone(table, header, leaf, Tampering.RECORD_CHANGED);
        } else if (!record.kind().equals(leaf.kind()) || !Objects.equals(record.subject(), leaf.subject())) {
            String position = Long.toString(leaf.position());
            find(Tampering.RECORD_CHANGED, LEAVES, position, header, leaf.position(), "kind, subject_id");
        }
    }

    private void gone(SealedTable table, SealHeader header, Seals.Kept leaf, Tampering kind) {
        find(kind, table.table(), Long.toString(leaf.record()), header, leaf.position(), leaf.about());
    }

    private void late(SealHeader header, Seals.Kept leaf, Leaf record, OffsetDateTime completeTo) {
        if (completeTo != null && record.recordedAt().isBefore(completeTo.minus(LATEST))) {
            String table = tables.get(leaf.source()).table();
            find(
                    Tampering.RECORD_SEALED_LATE,
                    table,
                    Long.toString(leaf.record()),
                    header,
                    leaf.position(),
                    "recordedAt=" + record.recordedAt().toInstant() + " sealedAt=" + header.sealedAt().toInstant());
        }
    }

    private void find(Tampering kind, String table, String row, SealHeader header, Long position, String detail) {
        finds.add(new Finds.Find(kind, table, row, header.height(), position, detail));
    }
}
