package org.onestop.registry;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.onestop.http.Fields;
import org.onestop.refusal.FieldFault;

/**
 * A person's own request for what is held about them.
 *
 * @param name      as on the person's card, so that a number mistyped is not somebody else's data
 * @param reference of the request in the office's files; kept in the access log
 * @param purpose   what the person asks for; kept there too
 */
record DataRequest(String idNumber, String name, String reference, String purpose) {

    private static final int NAME = 200;
    private static final int REFERENCE_LENGTH = 64;

    /** Letters and digits as offices number their files, and nothing as long as a number of a person. */
    private static final Pattern REFERENCE = Pattern.compile("(?!.*[0-9]{15})[\\p{L}0-9()()〔〕._/-]{1,64}");

    static DataRequest read(Fields fields) {
        DataRequest request = new DataRequest(
                fields.text("idNumber", OpenEnrolment.ID_NUMBER),
                fields.text("name", NAME),
                fields.text("reference", REFERENCE_LENGTH),
                fields.text("purpose", Purpose.LONGEST));
        request.refuseIdentities(fields);
        return request;
    }

    /** What is kept in the access log must not tell who the person is. */
    private void refuseIdentities(Fields fields) {
        if (reference != null && (!REFERENCE.matcher(reference).matches() || names(reference))) {
            fields.fault("reference", FieldFault.Code.INVALID_TEXT);
        }
        if (purpose != null && (!Purpose.isFit(purpose) || names(purpose))) {
            fields.fault("purpose", FieldFault.Code.INVALID_TEXT);
        }
    }

    private boolean names(String text) {
        return Stream.of(idNumber, name).anyMatch(each -> each != null && text.contains(each.strip()));
    }
}
