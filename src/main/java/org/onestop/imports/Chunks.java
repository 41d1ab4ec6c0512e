package org.onestop.imports;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;
import org.onestop.time.BusinessClock;

/** The files of open jobs, piece by piece and sealed: nothing of a file is ever written in plain text. */
@ApplicationScoped
class Chunks {

    /** A piece before it is sealed. */
    static final int BYTES = 512 * 1024;

    private final AgroalDataSource database;
    private final FileVault vault;
    private final BusinessClock clock;

    Chunks(AgroalDataSource database, FileVault vault, BusinessClock clock) {
        this.database = database;
        this.vault = vault;
        this.clock = clock;
    }

    void add(UUID job, int sequence, byte[] piece) {
        String sql = "insert into import_chunk (job_id, sequence, key_id, sealed, recorded_at) values (?, ?, ?, ?, ?)";
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setObject(1, job);
            insert.setInt(2, sequence);
            insert.setString(3, vault.keyId());
            insert.setBytes(4, vault.seal(job, sequence, piece));
            insert.setObject(5, clock.now());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("a piece of a file could not be stored", e);
        }
    }

    /** The file of a job from its beginning. Holds one piece in memory, and no connection between two. */
    InputStream read(UUID job) {
        return new Pieces(job);
    }

    /** Removes the file of a job, inside the caller's transaction where there is one. */
    void delete(UUID job) {
        run("delete from import_chunk where job_id = ?", job);
    }

    /** Removes what was handed in without becoming a job: the connection broke, or the service was stopped. */
    void deleteOrphans() {
        run(
                "delete from import_chunk c where c.recorded_at < ?"
                        + " and not exists (select from import_job j where j.id = c.job_id)",
                clock.now().minusDays(1));
    }

    private void run(String sql, Object value) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, value);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("pieces of a file could not be deleted", e);
        }
    }

    /** The piece's bytes; null behind the last one. */
    private byte[] piece(UUID job, int sequence) {
        String sql = "select sealed, key_id from import_chunk where job_id = ? and sequence = ?";
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setObject(1, job);
            query.setInt(2, sequence);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? vault.open(job, sequence, row.getBytes(1), row.getString(2)) : null;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("a piece of a file could not be read", e);
        }
    }

    private final class Pieces extends InputStream {

        private final UUID job;
        private int sequence;
        private byte[] piece = new byte[0];
        private int at;

        Pieces(UUID job) {
            this.job = job;
        }

        @Override
        public int read() throws IOException {
            return isAtEnd() ? -1 : piece[at++] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, target.length);
            if (length == 0) {
                return 0;
            }
            if (isAtEnd()) {
                return -1;
            }
            int taken = Math.min(length, piece.length - at);
            System.arraycopy(piece, at, target, offset, taken);
            at += taken;
            return taken;
        }

        private boolean isAtEnd() {
            while (piece != null && at == piece.length) {
                piece = Chunks.this.piece(job, sequence++);
                at = 0;
            }
            return piece == null;
        }
    }
}
