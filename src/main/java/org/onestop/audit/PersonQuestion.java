package org.onestop.audit;

import java.io.InputStream;
import java.util.function.Function;
import org.onestop.http.Fields;
import org.onestop.http.JsonBody;
import org.onestop.http.Queries;
import org.onestop.registry.Purpose;

/**
 * A question about one person, whose number stands in a body and never in an address.
 *
 * @param conditions what else must fit
 * @param cursor     null for the first page
 * @param purpose    what for; null where the caller does not say
 */
record PersonQuestion<T>(String idNumber, T conditions, String cursor, int limit, String purpose) {

    private static final int ID_NUMBER = 64;
    private static final int CURSOR = 200;

    /** @throws org.onestop.refusal.RefusedException invalid-request */
    static <T> PersonQuestion<T> read(InputStream body, Function<Given, T> conditions) {
        Fields fields = Fields.of(JsonBody.read(body));
        String idNumber = fields.text("idNumber", ID_NUMBER);
        String purpose = Purpose.read(fields);
        Integer limit = fields.optionalInteger("limit");
        String cursor = fields.optionalText("cursor", CURSOR);
        T others = conditions.apply(Given.body(fields));
        fields.close();
        fields.refuseIfFaulty();
        return new PersonQuestion<>(
                idNumber, others, cursor, Queries.limit(limit == null ? null : limit.toString()), purpose);
    }
}
