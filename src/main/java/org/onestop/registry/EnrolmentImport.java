package org.onestop.registry;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.onestop.access.Area;
import org.onestop.access.Caller;
import org.onestop.access.Registrar;
import org.onestop.adjudication.Scheme;
import org.onestop.adjudication.WorkingStatus;
import org.onestop.imports.Column;
import org.onestop.imports.Column.Form;
import org.onestop.imports.ImportKind;
import org.onestop.imports.ImportRow;
import org.onestop.imports.ImportRows;
import org.onestop.imports.RowVerdict;
import org.onestop.refusal.RefusalCode;

/**
 * Periods of basic medical insurance, one row a period. A county's civil affairs bring them, of whoever is of no household
 * or of one of their area.
 */
@ApplicationScoped
class EnrolmentImport implements ImportKind {

    private static final List<Column> COLUMNS = List.of(
            Column.required("idNumber", "身份证号", Form.TEXT, "18位,文本格式 18 characters, as text", "520299197002021021"),
            Column.required("name", "姓名", Form.TEXT, "与身份证一致 as on the card", "样例乙"),
            Column.required("scheme", "参保类型", Form.TEXT, RegisterWords.SCHEMES.hint(), "居民"),
            Column.optional("workingStatus", "在职状态", Form.TEXT, RegisterWords.WORKING.hint() + ",仅职工 employees only", "在职"),
            Column.required("from", "参保起始日", Form.DATE, "日期 a date", "2018-01-01"),
            Column.optional("to", "参保终止日", Form.DATE, "未终止则留空 empty while open", "2018-12-31"),
            Column.optional("suspendedFrom", "暂停起始日", Form.DATE, "未暂停则留空 empty unless suspended", "2018-07-01"),
            Column.optional("suspendedTo", "暂停终止日", Form.DATE, "未恢复则留空 empty while suspended", "2018-09-30"));

    private static final String AREAS = "select i.id_index, r.area from person_identity i"
            + " join household_member m on m.person_id = i.person_id and m.superseded_at is null and m.valid_to is null"
            + " join household_residence r on r.file_no = m.file_no and r.superseded_at is null and r.valid_to is null"
            + " where i.id_index = any (?)";

    private final BulkRegister register;
    private final Divisions divisions;
    private final IdentityVault vault;
    private final AgroalDataSource database;

    EnrolmentImport(BulkRegister register, Divisions divisions, IdentityVault vault, AgroalDataSource database) {
        this.register = register;
        this.divisions = divisions;
        this.vault = vault;
        this.database = database;
    }

    @Override
    public String name() {
        return "enrolments";
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public void requireAllowed(Caller caller) {
        EnrolmentKeeper.require(caller);
    }

    @Override
    public Map<String, RefusalCode> guards() {
        return Map.of(
                "enrolment_one_scheme", RefusalCode.PERIOD_OVERLAP,
                "enrolment_suspension_once", RefusalCode.PERIOD_OVERLAP);
    }

    @Override
    public List<RowVerdict> apply(Caller caller, List<ImportRow> rows) {
        Registrar registrar = EnrolmentKeeper.require(caller);
        Map<ImportRow, EnrolmentRow> read = new IdentityHashMap<>();
        rows.forEach(row -> read.put(row, read(row)));
        refuseOtherAreas(read, registrar);
        return ImportRows.applied(
                rows, read::get, sound -> register.enrolments(RegisterRows.author(caller), sound), Map.of());
    }

    private static EnrolmentRow read(ImportRow row) {
        IdNumber idNumber = RegisterRows.idNumber(row);
        PersonName name = RegisterRows.name(row);
        Scheme scheme = row.choice("scheme", RegisterWords.SCHEMES);
        WorkingStatus status = row.optionalChoice("workingStatus", RegisterWords.WORKING);
        LocalDate from = row.date("from");
        LocalDate to = row.optionalDate("to");
        LocalDate suspendedFrom = row.optionalDate("suspendedFrom");
        LocalDate suspendedTo = row.optionalDate("suspendedTo");
        return row.isFaulty()
                ? null
                : new EnrolmentRow(idNumber, name, scheme, status, from, to, suspendedFrom, suspendedTo);
    }

    private void refuseOtherAreas(Map<ImportRow, EnrolmentRow> read, Registrar registrar) {
        List<byte[]> indexes = new ArrayList<>();
        read.values().stream()
                .filter(each -> each != null)
                .forEach(each -> indexes.add(vault.index(each.idNumber())));
        Set<String> elsewhere = elsewhere(indexes, registrar.area());
        read.forEach((row, each) -> {
            if (each != null && elsewhere.contains(hex(vault.index(each.idNumber())))) {
                row.fault("idNumber", RefusalCode.AREA_MISMATCH);
            }
        });
    }

    /** The indexes of those whose household lives in an area that the registrar does not answer for. */
    private Set<String> elsewhere(List<byte[]> indexes, Area own) {
        Set<String> found = new HashSet<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(AREAS)) {
            query.setArray(1, connection.createArrayOf("bytea", indexes.toArray(byte[][]::new)));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    if (!divisions.answersFor(own, new Area(row.getString(2)))) {
                        found.add(hex(row.getBytes(1)));
                    }
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("areas could not be looked up", e);
        }
    }

    private static String hex(byte[] index) {
        return HexFormat.of().formatHex(index);
    }
}
