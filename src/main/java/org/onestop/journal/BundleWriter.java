package org.onestop.journal;

import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.onestop.time.BusinessClock;

/**
 * Writes every seal and every sealed record as lines of JSON: what an auditor takes away and checks elsewhere. No more of it
 * is in memory than one block.
 */
@ApplicationScoped
public class BundleWriter {

    private static final int SEALS = 100;

    private final AgroalDataSource database;
    private final Map<String, SealedTable> tables;
    private final Proofs proofs;
    private final BusinessClock clock;

    BundleWriter(AgroalDataSource database, @All List<SealedTable> tables, Proofs proofs, BusinessClock clock) {
        this.database = database;
        this.tables = SealedTable.bySource(tables);
        this.proofs = proofs;
        this.clock = clock;
    }

    /** Writes the bundle. */
    public void write(OutputStream to) throws IOException {
        MessageDigest digest = sha256();
        OutputStream out = new BufferedOutputStream(new DigestOutputStream(to, digest));
        line(out, BundleLine.of(new BundleLine.Head(
                BundleLine.FORM, clock.now().toInstant().toString(), proofs.keys())));
        long seals = 0;
        long records = 0;
        try {
            List<Seal> page = seals(0);
            while (!page.isEmpty()) {
                for (Seal seal : page) {
                    line(out, BundleLine.of(BundleLine.SealPart.of(seal)));
                    records += block(out, seal.header());
                    seals++;
                }
                page = seals(page.get(page.size() - 1).header().height() + 1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the seals could not be exported", e);
        }
        out.flush();
        line(out, BundleLine.of(new BundleLine.End(seals, records, Digest.text(digest.digest()))));
        out.flush();
    }

    private List<Seal> seals(long from) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return Seals.from(connection, from, SEALS);
        }
    }

    private long block(OutputStream out, SealHeader header) throws SQLException, IOException {
        List<Seals.Kept> leaves;
        Map<String, Map<Long, Leaf>> records = new HashMap<>();
        try (Connection connection = database.getConnection()) {
            leaves = Seals.leaves(connection, header.first(), header.next());
            Map<String, List<Long>> ids = leaves.stream()
                    .collect(Collectors.groupingBy(
                            Seals.Kept::source, Collectors.mapping(Seals.Kept::record, Collectors.toList())));
            for (Map.Entry<String, List<Long>> each : ids.entrySet()) {
                SealedTable table = tables.get(each.getKey());
                records.put(each.getKey(), table == null ? Map.of() : table.byId(connection, each.getValue()));
            }
        }
        for (Seals.Kept leaf : leaves) {
            line(out, BundleLine.of(BundleLine.LeafPart.of(leaf, records.get(leaf.source()).get(leaf.record()))));
        }
        return leaves.size();
    }

    private static void line(OutputStream out, BundleLine line) throws IOException {
        out.write((line.text() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
