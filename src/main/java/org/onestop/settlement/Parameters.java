package org.onestop.settlement;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;

/** Sets a statement's parameters one after another, in the order in which they stand in its text. */
final class Parameters {

    private final PreparedStatement statement;
    private int at;

    Parameters(PreparedStatement statement) {
        this.statement = statement;
    }

    void text(String value) throws SQLException {
        statement.setString(++at, value);
    }

    void fen(long value) throws SQLException {
        statement.setLong(++at, value);
    }

    void number(Integer value) throws SQLException {
        if (value == null) {
            statement.setNull(++at, Types.INTEGER);
        } else {
            statement.setInt(++at, value);
        }
    }

    void bytes(byte[] value) throws SQLException {
        statement.setBytes(++at, value);
    }

    void uuid(UUID value) throws SQLException {
        statement.setObject(++at, value);
    }

    void date(LocalDate value) throws SQLException {
        statement.setObject(++at, value, Types.DATE);
    }

    void moment(OffsetDateTime value) throws SQLException {
        statement.setObject(++at, value);
    }
}
