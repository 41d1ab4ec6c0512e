package org.onestop.registry;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads the rows of a household's file as of a day and a moment. */
@ApplicationScoped
class AsOfRows {

    private static final String RESIDENCE =
            "select area, valid_from from household_residence where file_no = ? and" + AsOf.KNOWN + AsOf.COVERS;

    private static final String MEMBERS = "select m.member_id, m.person_id, m.relation, m.seriously_ill, m.valid_from,"
            + " m.valid_to, i.revision, i.sealed, i.key_id"
            + " from (select * from household_member where file_no = ? and" + AsOf.KNOWN + ") m"
            + " join lateral (select revision, sealed, key_id from person_identity"
            + " where person_id = m.person_id and recorded_at <= ? order by revision desc limit 1) i on true"
            + " order by m.valid_from, m.id";

    private static final String CATEGORIES = "select " + Categories.COLUMNS
            + " from household_category where file_no = ? and" + AsOf.KNOWN + " and valid_from <= ?"
            + " order by valid_from, row_id";

    private final RegisterStatements statements;
    private final IdentityVault vault;

    AsOfRows(RegisterStatements statements, IdentityVault vault) {
        this.statements = statements;
        this.vault = vault;
    }

    /** Where a household lived, and since when. */
    record Residence(String area, LocalDate from) {}

    /**
     * A membership.
     *
     * @param ill  whether the member counted as seriously ill on the day
     * @param from first day of the whole membership
     * @param to   its last day; null while it is open
     */
    record Member(
            UUID memberId,
            UUID person,
            Relation relation,
            boolean ill,
            LocalDate from,
            LocalDate to,
            IdentityVault.Identity identity) {

        private Member startingOn(LocalDate first) {
            return new Member(memberId, person, relation, ill, first, to, identity);
        }

        private Member endingOn(LocalDate last) {
            return new Member(memberId, person, relation, ill, from, last, identity);
        }

        private boolean covers(LocalDate day) {
            return !day.isBefore(from) && (to == null || !day.isAfter(to));
        }
    }

    /** Where the household lived on the day; empty where the register knew of no such file. */
    Optional<Residence> residence(String fileNo, AsOf asOf) {
        return statements.first(
                RESIDENCE,
                row -> new Residence(row.getString(1), row.getObject(2, LocalDate.class)),
                fileNo,
                asOf.known(),
                asOf.known(),
                asOf.day(),
                asOf.day());
    }

    /** Who belonged to the household on the day. A membership may have several rows, of which one is that day's. */
    List<Member> members(String fileNo, AsOf asOf) {
        List<Member> rows = statements.list(
                MEMBERS, this::member, fileNo, asOf.known(), asOf.known(), asOf.known());
        Map<UUID, LocalDate> first = new LinkedHashMap<>();
        Map<UUID, LocalDate> last = new LinkedHashMap<>();
        for (Member row : rows) {
            first.putIfAbsent(row.memberId(), row.from());
            last.put(row.memberId(), row.to());
        }
        return rows.stream()
                .filter(row -> row.covers(asOf.day()))
                .map(row -> row.startingOn(first.get(row.memberId())).endingOn(last.get(row.memberId())))
                .toList();
    }

    /** What the household held on the day or before. */
    List<Categories.Row> categories(String fileNo, AsOf asOf) {
        return statements.list(
                CATEGORIES, Categories::row, fileNo, asOf.known(), asOf.known(), asOf.day());
    }

    private Member member(ResultSet row) throws SQLException {
        UUID person = row.getObject(2, UUID.class);
        return new Member(
                row.getObject(1, UUID.class),
                person,
                Relation.valueOf(row.getString(3)),
                row.getBoolean(4),
                row.getObject(5, LocalDate.class),
                row.getObject(6, LocalDate.class),
                vault.open(person, row.getInt(7), row.getBytes(8), row.getString(9)));
    }
}
