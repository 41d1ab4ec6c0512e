package org.onestop.mutualaid;

import jakarta.enterprise.context.ApplicationScoped;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.onestop.access.Caller;
import org.onestop.imports.Column;
import org.onestop.imports.Column.Form;
import org.onestop.imports.ImportKind;
import org.onestop.imports.ImportRow;
import org.onestop.imports.ImportRows;
import org.onestop.imports.RowVerdict;
import org.onestop.refusal.RefusalCode;
import org.onestop.registry.CreditCode;

/** Units of mutual aid, one row a unit; one that is on record takes the name that the row gives. */
@ApplicationScoped
class UnitImport implements ImportKind {

    private static final int CODE = 32;
    private static final int NAME = 200;

    private static final List<Column> COLUMNS = List.of(
            Column.required(
                    "code", "统一社会信用代码", Form.TEXT, "18位,文本格式 18 characters, as text", "12520201000000115H"),
            Column.required("name", "单位名称", Form.TEXT, "至多200字 up to 200 characters", "样例事业单位"));

    private final Units units;

    UnitImport(Units units) {
        this.units = units;
    }

    @Override
    public String name() {
        return "units";
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
    public List<RowVerdict> apply(Caller caller, List<ImportRow> rows) {
        return ImportRows.applied(
                rows, UnitImport::read, sound -> units.bring(UnitCourse.author(caller), sound), Map.of());
    }

    private static Unit read(ImportRow row) {
        CreditCode code = code(row, "code");
        String name = row.text("name", NAME);
        return row.isFaulty() ? null : new Unit(code, name.strip());
    }

    /** As typed by hand: small letters and wide characters are what they look like. */
    static CreditCode code(ImportRow row, String column) {
        String text = row.text(column, CODE);
        if (text == null) {
            return null;
        }
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
        return CreditCode.parse(plain).orElseGet(() -> row.fault(column, RefusalCode.CREDIT_CODE_INVALID));
    }
}
