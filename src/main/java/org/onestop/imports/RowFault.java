package org.onestop.imports;

import org.onestop.refusal.FieldFault;
import org.onestop.refusal.RefusalCode;

/**
 * Why a row was rejected.
 *
 * @param column the field's name, or the column's number where it is none of the kind's
 * @param code   as callers see it, of a field's fault or of a refusal
 */
public record RowFault(String column, String code) {

    public static RowFault of(String column, FieldFault.Code code) {
        return new RowFault(column, code.code());
    }

    public static RowFault of(String column, RefusalCode code) {
        return new RowFault(column, code.code());
    }
}
