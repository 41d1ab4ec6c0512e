package org.onestop.registry;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.onestop.access.Area;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.adjudication.WorkerGrade;
import org.onestop.history.HistoryTable;
import org.onestop.history.Span;
import org.onestop.registry.BatchFile.Category;
import org.onestop.registry.BatchFile.Membership;
import org.onestop.registry.BatchFile.Stay;

/** Reads the households' files that a batch touches, all at once, and writes what became of them. */
final class BatchFileTables {

    private final Connection connection;
    private final OffsetDateTime now;
    private final LocalDate reviewDueOn;

    /**
     * The tables.
     *
     * @param reviewDueOn of the categories that the batch brings: nobody here has looked at them before
     */
    BatchFileTables(Connection connection, OffsetDateTime now, LocalDate reviewDueOn) {
        this.connection = connection;
        this.now = now;
        this.reviewDueOn = reviewDueOn;
    }

    /** Keeps the files that the rows name from everybody else until the transaction of the connection ends. */
    static void hold(Connection connection, List<HouseholdRow> rows) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("select hold_households(?)")) {
            lock.setArray(1, connection.createArrayOf(
                    "text", rows.stream().map(HouseholdRow::fileNo).distinct().toArray()));
            lock.execute();
        }
    }

    /** The files that the rows name, and every membership of the persons, whatever file it is of. */
    Map<String, BatchFile> read(List<HouseholdRow> rows, PersonBatch persons) throws SQLException {
        Object[] numbers = rows.stream().map(HouseholdRow::fileNo).distinct().toArray();
        Map<String, BatchFile> files = new LinkedHashMap<>();
        each("select file_no from household where file_no = any (?)", numbers, row -> files.put(
                row.getString(1), new BatchFile(row.getString(1), false)));
        each(
                "select file_no, id, area, valid_from, valid_to from household_residence"
                        + " where superseded_at is null and file_no = any (?)",
                numbers,
                row -> files.get(row.getString(1))
                        .stays
                        .add(new Stay(row.getLong(2), new Area(row.getString(3)), span(row, 4))));
        each(
                "select file_no, row_id, category, grade, approved_by, valid_from, valid_to from household_category"
                        + " where superseded_at is null and file_no = any (?)",
                numbers,
                row -> files.get(row.getString(1)).categories.add(category(row)));
        members(files, numbers, persons.known().toArray());
        return files;
    }

    private void members(Map<String, BatchFile> files, Object[] numbers, Object[] persons) throws SQLException {
        String sql = "select file_no, id, member_id, person_id, relation, seriously_ill, valid_from, valid_to"
                + " from household_member where superseded_at is null and (file_no = any (?) or person_id = any (?))";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setArray(1, connection.createArrayOf("text", numbers));
            query.setArray(2, connection.createArrayOf("uuid", persons));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    BatchFile file =
                            files.computeIfAbsent(row.getString(1), number -> new BatchFile(number, false));
                    file.members.add(new Membership(
                            row.getLong(2),
                            row.getObject(3, UUID.class),
                            row.getObject(4, UUID.class),
                            file,
                            Relation.valueOf(row.getString(5)),
                            row.getBoolean(6),
                            span(row, 7)));
                }
            }
        }
    }

    private static Category category(ResultSet row) throws SQLException {
        String grade = row.getString(4);
        return new Category(
                row.getLong(2),
                HardshipCategory.valueOf(row.getString(3)),
                grade == null ? null : WorkerGrade.valueOf(grade),
                Department.valueOf(row.getString(5)),
                span(row, 6));
    }

    private static Span span(ResultSet row, int first) throws SQLException {
        return HistoryTable.span(row, first, first + 1);
    }

    @FunctionalInterface
    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private void each(String sql, Object[] numbers, RowReader reader) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setArray(1, connection.createArrayOf("text", numbers));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    reader.read(row);
                }
            }
        }
    }

    void write(Collection<BatchFile> files) throws SQLException {
        List<BatchFile> touched =
                files.stream().filter(BatchFile::isTouched).toList();
        households(touched.stream().filter(file -> file.isNew).toList());
        List<Stay> stays = touched.stream()
                .flatMap(file -> file.stays.stream())
                .filter(HistoryRow::isChanged)
                .toList();
        List<Membership> members = touched.stream()
                .flatMap(file -> file.members.stream())
                .filter(HistoryRow::isChanged)
                .toList();
        List<Category> categories = touched.stream()
                .flatMap(file -> file.categories.stream())
                .filter(HistoryRow::isChanged)
                .toList();
        supersede("household_residence", "id", stays);
        supersede("household_member", "id", members);
        supersede("household_category", "row_id", categories);
        replaceStays(stays);
        replaceMembers(members);
        replaceCategories(categories);
        addStays(touched);
        addMembers(touched);
        addCategories(touched);
    }

    private void households(List<BatchFile> added) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into household (file_no, created_at) values (?, ?)")) {
            for (BatchFile file : added) {
                insert.setString(1, file.fileNo);
                insert.setObject(2, now);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void supersede(String table, String key, List<? extends HistoryRow> entries) throws SQLException {
        HistoryTable.supersede(connection, table, key, entries.stream().map(each -> each.id).toList(), now);
    }

    private void replaceStays(List<Stay> stays) throws SQLException {
        String sql = "insert into household_residence (file_no, area, valid_from, valid_to, recorded_at)"
                + " select file_no, area, ?::date, ?::date, ? from household_residence where id = ?";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (Stay each : stays) {
                insert.setObject(1, each.span.from());
                insert.setObject(2, each.span.to(), Types.DATE);
                insert.setObject(3, now);
                insert.setLong(4, each.id);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void replaceMembers(List<Membership> members) throws SQLException {
        String sql = "insert into household_member (file_no, person_id, member_id, relation, seriously_ill, valid_from,"
                + " valid_to, left_because, recorded_at) select file_no, person_id, member_id, ?, ?, valid_from, ?::date,"
                + " case when valid_to is null and ?::date is not null then 'LEFT' else left_because end, ?"
                + " from household_member where id = ?";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (Membership each : members) {
                insert.setString(1, each.relation.name());
                insert.setBoolean(2, each.seriouslyIll);
                insert.setObject(3, each.span.to(), Types.DATE);
                insert.setObject(4, each.span.to(), Types.DATE);
                insert.setObject(5, now);
                insert.setLong(6, each.id);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void replaceCategories(List<Category> categories) throws SQLException {
        String sql = "insert into household_category (id, file_no, category, grade, approved_by, valid_from, valid_to,"
                + " application_id, ended_because, review_due_on, recorded_at) select id, file_no, category, ?, approved_by,"
                + " valid_from, ?::date, application_id,"
                + " case when valid_to is null and ?::date is not null then 'IMPORT' else ended_because end,"
                + " review_due_on, ? from household_category where row_id = ?";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (Category each : categories) {
                insert.setString(1, each.grade == null ? null : each.grade.name());
                insert.setObject(2, each.span.to(), Types.DATE);
                insert.setObject(3, each.span.to(), Types.DATE);
                insert.setObject(4, now);
                insert.setLong(5, each.id);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void addStays(List<BatchFile> files) throws SQLException {
        String sql = "insert into household_residence (file_no, area, valid_from, recorded_at) values (?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (BatchFile file : files) {
                for (Stay each : file.stays.stream().filter(HistoryRow::isNew).toList()) {
                    insert.setString(1, file.fileNo);
                    insert.setString(2, each.area.code());
                    insert.setObject(3, each.span.from());
                    insert.setObject(4, now);
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private void addMembers(List<BatchFile> files) throws SQLException {
        String sql = "insert into household_member (file_no, person_id, member_id, relation, seriously_ill, valid_from,"
                + " valid_to, left_because, recorded_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (BatchFile file : files) {
                for (Membership each :
                        file.members.stream().filter(HistoryRow::isNew).toList()) {
                    insert.setString(1, file.fileNo);
                    insert.setObject(2, each.person);
                    insert.setObject(3, each.memberId);
                    insert.setString(4, each.relation.name());
                    insert.setBoolean(5, each.seriouslyIll);
                    insert.setObject(6, each.span.from());
                    insert.setObject(7, each.span.to(), Types.DATE);
                    insert.setString(8, each.span.to() == null ? null : "LEFT");
                    insert.setObject(9, now);
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private void addCategories(List<BatchFile> files) throws SQLException {
        String sql = "insert into household_category (file_no, category, grade, approved_by, valid_from, valid_to,"
                + " review_due_on, recorded_at) values (?, ?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (BatchFile file : files) {
                for (Category each :
                        file.categories.stream().filter(HistoryRow::isNew).toList()) {
                    insert.setString(1, file.fileNo);
                    insert.setString(2, each.category.name());
                    insert.setString(3, each.grade == null ? null : each.grade.name());
                    insert.setString(4, each.approvedBy.name());
                    insert.setObject(5, each.span.from());
                    insert.setObject(6, each.span.to(), Types.DATE);
                    insert.setObject(7, each.span.coversDay(reviewDueOn) ? reviewDueOn : null, Types.DATE);
                    insert.setObject(8, now);
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }
}
