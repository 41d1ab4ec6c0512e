package org.onestop.mutualaid;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.onestop.access.Caller;
import org.onestop.history.Verdict;
import org.onestop.imports.Column;
import org.onestop.imports.Column.Form;
import org.onestop.imports.ImportKind;
import org.onestop.imports.ImportRow;
import org.onestop.imports.ImportRows;
import org.onestop.imports.RowVerdict;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.RefusalCode;
import org.onestop.registry.CreditCode;
import org.onestop.registry.IdNumber;
import org.onestop.registry.PersonName;
import org.onestop.registry.PersonRoll;
import org.onestop.registry.RegisterRows;

/**
 * Rosters of mutual aid, one row a person and term. Who joins for the first time is not the file's to say: it follows from
 * what is on record of the term before.
 */
@ApplicationScoped
class MemberImport implements ImportKind {

    private static final int TERM = 4;

    private static final List<Column> COLUMNS = List.of(
            Column.required(
                    "unitCode", "单位代码", Form.TEXT, "统一社会信用代码 the unit's credit code", "12520201000000115H"),
            Column.required("idNumber", "身份证号", Form.TEXT, "18位,文本格式 18 characters, as text", "52029919781010110X"),
            Column.required("name", "姓名", Form.TEXT, "与身份证一致 as on the card", "样例癸"),
            Column.required("term", "互助期", Form.NUMBER, "自然年 a calendar year", "2018"),
            Column.required("joinedOn", "入会日期", Form.DATE, "互助期内的日期 a day of the term", "2018-01-01"));

    private final Memberships memberships;
    private final PersonRoll roll;

    MemberImport(Memberships memberships, PersonRoll roll) {
        this.memberships = memberships;
        this.roll = roll;
    }

    private record Row(CreditCode unit, PersonRoll.Named person, int term, LocalDate joinedOn) {}

    @Override
    public String name() {
        return "members";
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public void requireAllowed(Caller caller) {
        UnionCallers.change(caller);
    }

    @Override
    public Map<String, RefusalCode> guards() {
        return UnionCallers.guards();
    }

    @Override
    public List<RowVerdict> apply(Caller caller, List<ImportRow> rows) {
        return ImportRows.applied(rows, MemberImport::read, sound -> join(caller, sound), Map.of());
    }

    private static Row read(ImportRow row) {
        CreditCode unit = UnitImport.code(row, "unitCode");
        IdNumber idNumber = RegisterRows.idNumber(row);
        PersonName name = RegisterRows.name(row);
        String term = row.text("term", TERM);
        if (term != null && !term.matches("[12][0-9]{3}")) {
            row.fault("term", FieldFault.Code.OUT_OF_RANGE);
        }
        LocalDate joinedOn = row.date("joinedOn");
        return row.isFaulty()
                ? null
                : new Row(unit, new PersonRoll.Named(idNumber, name), Integer.parseInt(term), joinedOn);
    }

    private List<Verdict> join(Caller caller, List<Row> rows) {
        List<Verdict> verdicts = new ArrayList<>(
                memberships.judge(rows.stream().map(row -> joining(row, null)).toList()));
        List<Integer> sound = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (!verdicts.get(i).isRefused()) {
                sound.add(i);
            }
        }
        List<Optional<UUID>> persons =
                roll.persons(sound.stream().map(i -> rows.get(i).person()).toList());
        List<Integer> named = new ArrayList<>();
        List<Joining> joinings = new ArrayList<>();
        for (int n = 0; n < sound.size(); n++) {
            int i = sound.get(n);
            verdicts.set(i, Verdict.refused(RefusalCode.PERSON_NAME_MISMATCH, "name"));
            persons.get(n).ifPresent(person -> {
                named.add(i);
                joinings.add(joining(rows.get(i), person));
            });
        }
        List<Memberships.Joined> joined = memberships.joinAll(UnitCourse.author(caller), joinings);
        for (int n = 0; n < named.size(); n++) {
            verdicts.set(named.get(n), joined.get(n).verdict());
        }
        return verdicts;
    }

    private static Joining joining(Row row, UUID person) {
        return new Joining(person, row.term(), row.unit(), row.joinedOn());
    }
}
