package org.onestop.registry;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.onestop.http.Fields;
import org.onestop.http.Queries;
import org.onestop.refusal.FieldFault;

/** What somebody says they look at a file for (查询事由). It is kept in the access log, where nobody's number may stand. */
public final class Purpose {

    static final int LONGEST = 100;

    private static final String NAME = "purpose";

    /** Eight digits in a row may be a date of birth. */
    private static final Pattern NUMBER = Pattern.compile(".*[0-9]{8}.*");

    private Purpose() {}

    /** The purpose of the query parameter; null where it is not there. */
    public static String read(Map<String, List<String>> sent) {
        String purpose = Queries.text(sent, NAME, LONGEST);
        if (purpose != null && !isFit(purpose)) {
            throw Queries.refused(NAME, FieldFault.Code.INVALID_TEXT);
        }
        return purpose;
    }

    /** The purpose that a body says; null where it is not there, or faulty, which the fields tell. */
    public static String read(Fields fields) {
        String purpose = fields.optionalText(NAME, LONGEST);
        return purpose == null || isFit(purpose) ? purpose : fields.fault(NAME, FieldFault.Code.INVALID_TEXT);
    }

    /** Whether a text may be kept. */
    static boolean isFit(String purpose) {
        return !NUMBER.matcher(purpose).matches();
    }
}
