package org.onestop.policy;

import org.onestop.refusal.FieldFault;

/** What can be wrong with a policy document: as a policy author reads it, and as a caller of a trial does. */
enum FlawKind {
    UNREADABLE(FieldFault.Code.INVALID_TEXT, "文件无法读取", "the file can't be read"),
    NOT_ALLOWED_HERE(FieldFault.Code.INVALID_TEXT, "政策文件不使用此种YAML写法", "policy files don't use this part of YAML"),
    UNKNOWN_FILE(FieldFault.Code.UNKNOWN_FIELD, "没有这个参数", "there is no such parameter"),
    MISSING_FILE(FieldFault.Code.MISSING_FIELD, "缺少参数文件", "the parameter's file is missing"),
    UNKNOWN_KEY(FieldFault.Code.UNKNOWN_FIELD, "未知的键", "unknown key"),
    DUPLICATE_KEY(FieldFault.Code.DUPLICATE_FIELD, "重复的键", "duplicate key"),
    MISSING_KEY(FieldFault.Code.MISSING_FIELD, "缺少此键", "this key is missing"),
    WRONG_TYPE(FieldFault.Code.WRONG_TYPE, "类型不对", "wrong type"),
    EMPTY(FieldFault.Code.EMPTY, "不能为空", "must not be empty"),
    TEXT_INVALID(FieldFault.Code.INVALID_TEXT, "含有控制字符", "contains control characters"),
    UNKNOWN_WORD(FieldFault.Code.UNKNOWN_VALUE, "不在允许的取值之内", "not one of the allowed words"),
    NOT_A_NUMBER(FieldFault.Code.INVALID_NUMBER, "不是数字", "not a number"),
    TOO_MANY_DECIMALS(FieldFault.Code.TOO_MANY_DECIMALS, "小数位数过多", "too many decimals"),
    OUT_OF_RANGE(FieldFault.Code.OUT_OF_RANGE, "超出范围", "out of range"),
    NOT_A_DATE(FieldFault.Code.INVALID_DATE, "不是日期", "not a date"),
    DUPLICATE_ENTRY(FieldFault.Code.DUPLICATE, "重复列出", "listed twice"),
    ENDS_BEFORE_IT_BEGINS(FieldFault.Code.OUT_OF_ORDER, "终止日早于起始日", "ends before it begins"),
    DATE_OVERLAP(FieldFault.Code.OUT_OF_ORDER, "与前一值的日期重叠", "overlaps the value before"),
    DATE_GAP(FieldFault.Code.OUT_OF_ORDER, "日期有空缺", "leaves a gap in the dates"),
    BANDS_NOT_FROM_ZERO(FieldFault.Code.OUT_OF_ORDER, "分段须从0起", "bands must start at 0"),
    BANDS_DO_NOT_JOIN(FieldFault.Code.OUT_OF_ORDER, "分段不衔接", "bands must join without gap or overlap"),
    BANDS_NOT_OPEN(FieldFault.Code.OUT_OF_ORDER, "末段上限须为NONE", "the last band must end with NONE"),
    TABLE_HOLE(FieldFault.Code.MISSING_FIELD, "表中缺少情形", "the table has no row for"),
    TABLE_AMBIGUOUS(FieldFault.Code.DUPLICATE, "表中一种情形对应多行", "the table has several rows for"),
    ROW_UNREACHABLE(FieldFault.Code.MISMATCH, "该行不会被用到", "this row can never be selected");

    private final FieldFault.Code code;
    private final String zh;
    private final String en;

    FlawKind(FieldFault.Code code, String zh, String en) {
        this.code = code;
        this.zh = zh;
        this.en = en;
    }

    /** The same as a fault of a request's field. */
    FieldFault.Code code() {
        return code;
    }

    /** One sentence in both languages. */
    String text() {
        return zh + " / " + en;
    }
}
