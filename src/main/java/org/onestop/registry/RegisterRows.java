package org.onestop.registry;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.onestop.access.Caller;
import org.onestop.imports.ImportRow;
import org.onestop.journal.Changes;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.RefusalCode;

/** How the cells are read that files with people in them have in common. */
public final class RegisterRows {

    private static final Pattern FILE_NO = Pattern.compile("[A-Za-z0-9-]{1,32}");
    private static final int ID_NUMBER = 64;
    private static final int NAME = 200;

    private RegisterRows() {}

    static Changes.Author author(Caller caller) {
        return new Changes.Author(caller.clientId(), caller.subject());
    }

    static String fileNo(ImportRow row) {
        String fileNo = row.text("fileNo", 32);
        return fileNo == null || FILE_NO.matcher(fileNo).matches()
                ? fileNo
                : row.fault("fileNo", FieldFault.Code.INVALID_TEXT);
    }

    /** As typed by hand: a small x and wide digits are what they look like. */
    public static IdNumber idNumber(ImportRow row) {
        String text = row.text("idNumber", ID_NUMBER);
        if (text == null) {
            return null;
        }
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
        return IdNumber.parse(plain).orElseGet(() -> row.fault("idNumber", RefusalCode.ID_NUMBER_INVALID));
    }

    /** Compared as {@link PersonName} says. */
    public static PersonName name(ImportRow row) {
        String name = row.text("name", NAME);
        return name == null ? null : PersonName.of(name);
    }
}
