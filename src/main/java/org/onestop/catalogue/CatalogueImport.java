package org.onestop.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.onestop.access.Caller;
import org.onestop.access.Role;
import org.onestop.adjudication.CatalogueClass;
import org.onestop.adjudication.ItemTerms;
import org.onestop.bill.FeeType;
import org.onestop.imports.Choices;
import org.onestop.imports.Column;
import org.onestop.imports.Column.Form;
import org.onestop.imports.ImportKind;
import org.onestop.imports.ImportRow;
import org.onestop.imports.ImportRows;
import org.onestop.imports.RowVerdict;
import org.onestop.journal.Changes;
import org.onestop.money.Ratio;
import org.onestop.money.UnitPrice;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.RefusalCode;

/** The catalogue, one row an item's period; a row that begins within a period nothing has ended cuts that short. */
@ApplicationScoped
class CatalogueImport implements ImportKind {

    private static final Choices<CatalogueClass> CLASSES = Choices.of(CatalogueClass.class)
            .with(CatalogueClass.A, "甲类", "甲")
            .with(CatalogueClass.B, "乙类", "乙")
            .with(CatalogueClass.C, "丙类", "丙");

    private static final Choices<FeeType> FEE_TYPES = Choices.of(FeeType.class)
            .with(FeeType.WESTERN_MEDICINE, "西药", "西药费")
            .with(FeeType.CHINESE_PATENT_MEDICINE, "中成药", "中成药费")
            .with(FeeType.CHINESE_HERBAL, "中药饮片", "中药饮片费")
            .with(FeeType.CONSULTATION, "诊察", "诊察费")
            .with(FeeType.BED, "床位", "床位费")
            .with(FeeType.NURSING, "护理", "护理费")
            .with(FeeType.EXAMINATION, "检查", "检查费")
            .with(FeeType.LABORATORY, "化验", "化验费")
            .with(FeeType.TREATMENT, "治疗", "治疗费")
            .with(FeeType.SURGERY, "手术", "手术费")
            .with(FeeType.MATERIAL, "卫生材料", "卫生材料费")
            .with(FeeType.GENERAL_TREATMENT, "一般诊疗", "一般诊疗费")
            .with(FeeType.REGISTRATION, "挂号", "挂号费")
            .with(FeeType.OTHER, "其他", "其他费");

    private static final List<Column> COLUMNS = List.of(
            Column.required("itemCode", "项目编码", Form.TEXT, "国家医保编码 national code", "XJ01CAA040A001010100001"),
            Column.required("name", "项目名称", Form.TEXT, "至多200字 up to 200 characters", "阿莫西林胶囊"),
            Column.required("feeType", "费用类别", Form.TEXT, FEE_TYPES.hint(), "西药"),
            Column.required("catalogueClass", "目录类别", Form.TEXT, CLASSES.hint(), "甲类"),
            Column.optional("selfPayRatio", "先行自付比例", Form.NUMBER, "0至1,至多4位小数,留空按政策 0 to 1, empty: the policy's", "0.1"),
            Column.optional("priceCeiling", "限价", Form.NUMBER, "元,至多6位小数 yuan, up to 6 decimals", "12.35"),
            Column.required("from", "起始日", Form.DATE, "日期 a date", "2018-01-01"),
            Column.optional("to", "终止日", Form.DATE, "未终止则留空 empty while open", "2018-12-31"));

    private final Catalogue catalogue;

    CatalogueImport(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public String name() {
        return "catalogue";
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public void requireAllowed(Caller caller) {
        caller.require(Role.POLICY_ADMIN);
    }

    @Override
    public Map<String, RefusalCode> guards() {
        return Map.of("catalogue_item_once", RefusalCode.PERIOD_OVERLAP);
    }

    @Override
    public List<RowVerdict> apply(Caller caller, List<ImportRow> rows) {
        Changes.Author author = new Changes.Author(caller.clientId(), caller.subject());
        return ImportRows.applied(rows, CatalogueImport::read, sound -> catalogue.apply(author, sound), Map.of());
    }

    private static CatalogueItem read(ImportRow row) {
        String itemCode = row.text("itemCode", 64);
        if (itemCode != null && !CatalogueItem.isCode(itemCode)) {
            row.fault("itemCode", FieldFault.Code.INVALID_TEXT);
        }
        String name = row.text("name", 200);
        FeeType feeType = row.choice("feeType", FEE_TYPES);
        CatalogueClass catalogueClass = row.choice("catalogueClass", CLASSES);
        Ratio ratio = number(row, "selfPayRatio", Ratio::parse);
        UnitPrice ceiling = number(row, "priceCeiling", UnitPrice::parse);
        LocalDate from = row.date("from");
        LocalDate to = row.optionalDate("to");
        return row.isFaulty()
                ? null
                : new CatalogueItem(
                        itemCode, name, feeType, new ItemTerms(catalogueClass, ratio, ceiling), from, to);
    }

    private static <T> T number(ImportRow row, String column, Function<String, T> parse) {
        String text = row.optionalText(column, 32);
        try {
            return text == null ? null : parse.apply(text);
        } catch (IllegalArgumentException e) {
            return row.fault(column, FieldFault.Code.INVALID_NUMBER);
        }
    }
}
