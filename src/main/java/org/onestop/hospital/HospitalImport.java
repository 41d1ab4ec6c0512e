package org.onestop.hospital;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.onestop.access.Caller;
import org.onestop.access.Role;
import org.onestop.adjudication.HospitalLevel;
import org.onestop.adjudication.Place;
import org.onestop.imports.Choices;
import org.onestop.imports.Column;
import org.onestop.imports.Column.Form;
import org.onestop.imports.ImportKind;
import org.onestop.imports.ImportRow;
import org.onestop.imports.ImportRows;
import org.onestop.imports.RowVerdict;
import org.onestop.journal.Changes;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.RefusalCode;

/** Hospitals, one row a period; a row that begins within a period nothing has ended cuts that short. */
@ApplicationScoped
class HospitalImport implements ImportKind {

    private static final Choices<HospitalLevel> LEVELS = Choices.of(HospitalLevel.class)
            .with(HospitalLevel.TOWNSHIP, "乡镇卫生院")
            .with(HospitalLevel.LEVEL_1, "一级")
            .with(HospitalLevel.LEVEL_2, "二级")
            .with(HospitalLevel.LEVEL_3, "三级")
            .with(HospitalLevel.PROVINCIAL, "省级");

    private static final Choices<Place> PLACES = Choices.of(Place.class)
            .with(Place.LOCAL, "市内", "本市")
            .with(Place.PROVINCE, "省内异地", "省内")
            .with(Place.OUTSIDE, "省外");

    private static final List<Column> COLUMNS = List.of(
            Column.required("code", "医院编码", Form.TEXT, "大写字母和数字 capitals and digits", "H52020100001"),
            Column.required("name", "医院名称", Form.TEXT, "至多200字 up to 200 characters", "样例医院"),
            Column.required("level", "医院级别", Form.TEXT, LEVELS.hint(), "二级"),
            Column.required("place", "所在地", Form.TEXT, PLACES.hint(), "市内"),
            Column.required("division", "县级区划", Form.TEXT, "6位 6 digits", "520201"),
            Column.required("from", "起始日", Form.DATE, "日期 a date", "2018-01-01"),
            Column.optional("to", "终止日", Form.DATE, "未终止则留空 empty while open", "2018-12-31"));

    private final Hospitals hospitals;

    HospitalImport(Hospitals hospitals) {
        this.hospitals = hospitals;
    }

    @Override
    public String name() {
        return "hospitals";
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public void requireAllowed(Caller caller) {
        caller.require(Role.SYSTEM_ADMIN);
    }

    @Override
    public Map<String, RefusalCode> guards() {
        return Map.of("hospital_period_once", RefusalCode.PERIOD_OVERLAP);
    }

    @Override
    public List<RowVerdict> apply(Caller caller, List<ImportRow> rows) {
        Changes.Author author = new Changes.Author(caller.clientId(), caller.subject());
        return ImportRows.applied(rows, HospitalImport::read, sound -> hospitals.apply(author, sound), Map.of());
    }

    private static Hospital read(ImportRow row) {
        String code = row.text("code", 32);
        if (code != null && !Hospital.isCode(code)) {
            row.fault("code", FieldFault.Code.INVALID_TEXT);
        }
        String name = row.text("name", 200);
        HospitalLevel level = row.choice("level", LEVELS);
        Place place = row.choice("place", PLACES);
        String division = row.text("division", 6);
        if (division != null && !Hospital.isDivision(division)) {
            row.fault("division", FieldFault.Code.INVALID_TEXT);
        }
        LocalDate from = row.date("from");
        LocalDate to = row.optionalDate("to");
        return row.isFaulty() ? null : new Hospital(code, name, level, place, division, from, to);
    }
}
