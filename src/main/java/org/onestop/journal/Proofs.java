package org.onestop.journal;

import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/** Shows that a record is sealed, and that the chain has only grown; whoever gets a proof checks it without the service. */
@ApplicationScoped
public class Proofs {

    /** A journal record's number, or with its source before it another one's. */
    private static final Pattern NUMBER = Pattern.compile("(?:(access|refusal)-)?([0-9]{1,18})");

    private static final Pattern SUBJECT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final AgroalDataSource database;
    private final Map<String, SealedTable> tables;
    private final SealKeys keys;
    private final Sealer sealer;

    Proofs(AgroalDataSource database, @All List<SealedTable> tables, SealKeys keys, Sealer sealer) {
        this.database = database;
        this.tables = SealedTable.bySource(tables);
        this.keys = keys;
        this.sealer = sealer;
    }

    /**
     * That a record is sealed.
     *
     * @param leaf canonical form of the record at its position; its leaf hash is SHA-256 over a zero byte and this
     * @param path from the leaf to the block's root, from below
     */
    public record Inclusion(
            String source, long recordId, String kind, UUID subjectId, long position, String leaf, List<String> path,
            SealView seal) {}

    /**
     * That an earlier seal belongs to the chain of a later one.
     *
     * @param grew     consistency path between the two log roots; empty where the earlier one is the first or both are one
     * @param included path from the earlier seal's digest to the later one's log root; empty where both are one
     */
    public record Consistency(SealView first, SealView second, List<String> grew, List<String> included) {}

    /**
     * A public key.
     *
     * @param publicKey  32 bytes, Base64
     * @param lastHeight null for the key in use
     */
    public record KeyView(String keyId, String algorithm, String publicKey, long firstHeight, Long lastHeight) {}

    /**
     * Proves that a record is sealed.
     *
     * @param id number of a journal record, {@code access-} or {@code refusal-} and the number of such a record, or the id
     *     of what a journal record is of, whose newest record is meant then
     * @throws org.onestop.refusal.RefusedException record-not-found, record-not-sealed
     */
    public Inclusion inclusion(String id) {
        try (Connection connection = database.getConnection()) {
            Seals.Kept leaf = leaf(connection, id).orElseThrow(() -> absent(connection, id));
            Leaf record = tables.get(leaf.source()).byId(connection, List.of(leaf.record())).get(leaf.record());
            if (record == null) {
                throw Refusal.of(RefusalCode.RECORD_NOT_FOUND).asException();
            }
            Seal seal = Seals.over(connection, leaf.position())
                    .orElseThrow(() -> Refusal.of(RefusalCode.RECORD_NOT_SEALED).asException());
            SealHeader header = seal.header();
            List<byte[]> hashes = Seals.leaves(connection, header.first(), header.next()).stream()
                    .map(Seals.Kept::hash)
                    .toList();
            int index = Math.toIntExact(leaf.position() - header.first());
            return new Inclusion(
                    leaf.source(),
                    leaf.record(),
                    leaf.kind(),
                    leaf.subject(),
                    leaf.position(),
                    record.text(leaf.position()),
                    texts(Merkle.inclusion(index, hashes)),
                    SealView.of(seal));
        } catch (SQLException e) {
            throw new IllegalStateException("a proof could not be made", e);
        }
    }

    private static Optional<Seals.Kept> leaf(Connection connection, String id) throws SQLException {
        if (SUBJECT.matcher(id).matches()) {
            return Seals.leafOf(connection, UUID.fromString(id));
        }
        Matcher number = NUMBER.matcher(id);
        return number.matches()
                ? Seals.leafOf(connection, source(number), Long.parseLong(number.group(2)))
                : Optional.empty();
    }

    private static String source(Matcher number) {
        return number.group(1) == null ? JournalLeaves.SOURCE : number.group(1).toUpperCase(Locale.ROOT);
    }

    /** Why there is no leaf: the record waits to be sealed, or there is none. */
    private RuntimeException absent(Connection connection, String id) {
        try {
            return Refusal.of(waits(connection, id) ? RefusalCode.RECORD_NOT_SEALED : RefusalCode.RECORD_NOT_FOUND)
                    .asException();
        } catch (SQLException e) {
            return new IllegalStateException("a record could not be looked up", e);
        }
    }

    private boolean waits(Connection connection, String id) throws SQLException {
        Matcher number = NUMBER.matcher(id);
        if (number.matches()) {
            long record = Long.parseLong(number.group(2));
            return !tables.get(source(number)).byId(connection, List.of(record)).isEmpty();
        }
        if (!SUBJECT.matcher(id).matches()) {
            return false;
        }
        try (PreparedStatement query =
                connection.prepareStatement("select from journal_record where id > ? and subject_id = ? limit 1")) {
            query.setLong(1, sealer.lookFrom(JournalLeaves.SOURCE));
            query.setObject(2, UUID.fromString(id));
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }

    /**
     * Proves that the chain has only grown from one seal to another.
     *
     * @throws org.onestop.refusal.RefusedException seal-not-found
     */
    public Consistency consistency(long first, long second) {
        try (Connection connection = database.getConnection()) {
            Seal earlier = required(connection, Math.min(first, second));
            Seal later = required(connection, Math.max(first, second));
            int grown = Math.toIntExact(earlier.header().height());
            List<byte[]> leaves = new ArrayList<>();
            Seals.digests(connection, later.header().height(), digest -> leaves.add(Merkle.leaf(digest)));
            boolean isOne = grown == leaves.size();
            return new Consistency(
                    SealView.of(earlier),
                    SealView.of(later),
                    grown == 0 || isOne ? List.of() : texts(Merkle.consistency(grown, leaves)),
                    isOne ? List.of() : texts(Merkle.inclusion(grown, leaves)));
        } catch (SQLException e) {
            throw new IllegalStateException("a proof could not be made", e);
        }
    }

    private static Seal required(Connection connection, long height) throws SQLException {
        return Seals.at(connection, height)
                .orElseThrow(() -> Refusal.of(RefusalCode.SEAL_NOT_FOUND).asException());
    }

    /** Seals from a height on, in order. */
    public List<SealView> seals(long from, int limit) {
        try (Connection connection = database.getConnection()) {
            return Seals.from(connection, from, limit).stream().map(SealView::of).toList();
        } catch (SQLException e) {
            throw new IllegalStateException("seals could not be read", e);
        }
    }

    /** The public keys that verify, in the order in which they signed. */
    public List<KeyView> keys() {
        return keys.all().stream()
                .map(key -> new KeyView(
                        key.keyId(), "Ed25519", Base64.getEncoder().encodeToString(key.raw()), key.from(), key.to()))
                .toList();
    }

    private static List<String> texts(List<byte[]> hashes) {
        return hashes.stream().map(Digest::text).toList();
    }
}
