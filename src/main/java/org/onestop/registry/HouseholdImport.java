package org.onestop.registry;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.onestop.access.Area;
import org.onestop.access.Caller;
import org.onestop.access.Registrar;
import org.onestop.adjudication.HardshipCategory;
import org.onestop.adjudication.WorkerGrade;
import org.onestop.imports.Column;
import org.onestop.imports.Column.Form;
import org.onestop.imports.ImportKind;
import org.onestop.imports.ImportRow;
import org.onestop.imports.ImportRows;
import org.onestop.imports.RowVerdict;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.RefusalCode;

/**
 * Households with their members, one row a member. A county's civil affairs bring any household of their area; housing and
 * the union those that hold a category of their own and no other.
 */
@ApplicationScoped
class HouseholdImport implements ImportKind {

    private static final List<Column> COLUMNS = List.of(
            Column.required("fileNo", "档案号", Form.TEXT, "1至32位字母、数字或- letters, digits, -", "XS-000123"),
            Column.required("area", "社区代码", Form.TEXT, "12位行政区划代码 12 digits", "520201001001"),
            Column.optional("category", "困难类别", Form.TEXT, several(RegisterWords.CATEGORIES.hint()), "城市低保"),
            Column.optional("grade", "困难职工等级", Form.TEXT, RegisterWords.GRADES.hint() + ",仅困难职工 workers only", "深度困难"),
            Column.optional("categoryFrom", "认定起始日", Form.DATE, several("有类别时必填 with a category"), "2018-01-14"),
            Column.optional("categoryTo", "认定终止日", Form.DATE, several("未终止则留空 empty while open"), "2018-12-31"),
            Column.required("idNumber", "身份证号", Form.TEXT, "18位,文本格式 18 characters, as text", "520299197002021021"),
            Column.required("name", "姓名", Form.TEXT, "与身份证一致 as on the card", "样例乙"),
            Column.optional("relation", "与户主关系", Form.TEXT, RegisterWords.RELATIONS.hint(), "户主"),
            Column.optional("seriouslyIll", "重病患者", Form.TEXT, "是/否,留空为否 empty means no", "否"),
            Column.required("memberFrom", "成员起始日", Form.DATE, "日期 a date", "2018-01-14"),
            Column.optional("memberTo", "成员终止日", Form.DATE, "仍是成员则留空 empty while a member", "2018-12-31"));

    /** Where the register's own names of a row's parts differ from the columns'. */
    private static final Map<String, String> COLUMN_OF =
            Map.of("from", "memberFrom", "to", "memberTo", "categories", "category");

    private final BulkRegister register;
    private final Divisions divisions;

    HouseholdImport(BulkRegister register, Divisions divisions) {
        this.register = register;
        this.divisions = divisions;
    }

    private static String several(String hint) {
        return hint + ",多个用;隔开 several with ;";
    }

    @Override
    public String name() {
        return "households";
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public void requireAllowed(Caller caller) {
        CountyRegistrar.require(caller);
    }

    @Override
    public Map<String, RefusalCode> guards() {
        return RegisterKind.GUARDS;
    }

    @Override
    public List<RowVerdict> apply(Caller caller, List<ImportRow> rows) {
        Registrar registrar = CountyRegistrar.require(caller);
        return ImportRows.applied(
                rows,
                row -> read(row, registrar),
                sound -> register.households(RegisterRows.author(caller), sound),
                COLUMN_OF);
    }

    private HouseholdRow read(ImportRow row, Registrar registrar) {
        String fileNo = RegisterRows.fileNo(row);
        Area area = area(row, registrar);
        List<CategoryPeriod> categories = categories(row, registrar);
        IdNumber idNumber = RegisterRows.idNumber(row);
        PersonName name = RegisterRows.name(row);
        Relation relation = row.optionalChoice("relation", RegisterWords.RELATIONS);
        Boolean ill = row.optionalChoice("seriouslyIll", RegisterWords.TRUTH);
        LocalDate from = row.date("memberFrom");
        LocalDate to = row.optionalDate("memberTo");
        if (row.isFaulty()) {
            return null;
        }
        return new HouseholdRow(
                fileNo,
                area,
                idNumber,
                name,
                relation == null ? Relation.OTHER : relation,
                Boolean.TRUE.equals(ill),
                from,
                to,
                categories);
    }

    private Area area(ImportRow row, Registrar registrar) {
        String code = row.text("area", 12);
        if (code == null) {
            return null;
        }
        Area area = Area.parse(code).orElse(null);
        if (area == null) {
            return row.fault("area", FieldFault.Code.INVALID_TEXT);
        }
        return divisions.answersFor(registrar.area(), area) ? area : row.fault("area", RefusalCode.AREA_MISMATCH);
    }

    /** Categories, their first and their last days stand in one cell each, in the same order. */
    private static List<CategoryPeriod> categories(ImportRow row, Registrar registrar) {
        List<HardshipCategory> categories = row.choices("category", RegisterWords.CATEGORIES);
        WorkerGrade grade = row.optionalChoice("grade", RegisterWords.GRADES);
        List<LocalDate> from = each(row.dates("categoryFrom"), categories.size());
        List<LocalDate> to = each(row.dates("categoryTo"), categories.size());
        if (from == null || to == null && !row.isFaulty()) {
            return row.fault(from == null ? "categoryFrom" : "categoryTo", FieldFault.Code.MISMATCH);
        }
        if (row.isFaulty()) {
            return null;
        }
        if (grade != null && !categories.contains(HardshipCategory.WORKER)) {
            return row.fault("grade", RefusalCode.GRADE_MISMATCH);
        }
        List<CategoryPeriod> periods = new ArrayList<>();
        for (int i = 0; i < categories.size(); i++) {
            if (categories.get(i) == null || from.get(i) == null) {
                return row.fault(categories.get(i) == null ? "category" : "categoryFrom", FieldFault.Code.MISSING_FIELD);
            }
            boolean graded = categories.get(i) == HardshipCategory.WORKER;
            periods.add(new CategoryPeriod(
                    categories.get(i),
                    graded ? grade : null,
                    Department.owning(categories.get(i)),
                    from.get(i),
                    to.get(i)));
        }
        return isOfDepartment(periods, registrar) ? periods : row.fault("category", RefusalCode.DEPARTMENT_MISMATCH);
    }

    /** One day counts for all; no day for none. Null where there are neither one nor as many as there should be. */
    private static List<LocalDate> each(List<LocalDate> days, int wanted) {
        if (days.size() == wanted) {
            return days;
        }
        if (days.size() > 1) {
            return null;
        }
        List<LocalDate> repeated = new ArrayList<>();
        for (int i = 0; i < wanted; i++) {
            repeated.add(days.isEmpty() ? null : days.get(0));
        }
        return days.isEmpty() || wanted > 0 ? repeated : null;
    }

    private static boolean isOfDepartment(List<CategoryPeriod> periods, Registrar registrar) {
        if (Department.CIVIL_AFFAIRS.name().equals(registrar.department())) {
            return true;
        }
        Set<String> departments = new HashSet<>();
        periods.forEach(each -> departments.add(each.approvedBy().name()));
        return departments.equals(Set.of(registrar.department()));
    }
}
