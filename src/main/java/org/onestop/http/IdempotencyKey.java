package org.onestop.http;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.regex.Pattern;
import org.onestop.refusal.FieldFault;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;

/** The header with which a caller names a request, so that repeating it is safe. */
public final class IdempotencyKey {

    /** The header's name. */
    public static final String HEADER = "Idempotency-Key";

    private static final Pattern VALID = Pattern.compile("[!-~]{1,64}");

    private IdempotencyKey() {}

    /**
     * The key of a request that must have one.
     *
     * @throws org.onestop.refusal.RefusedException idempotency-key-missing or idempotency-key-invalid
     */
    public static String required(HttpHeaders headers) {
        List<String> sent = headers.getRequestHeader(HEADER);
        if (sent == null || sent.isEmpty()) {
            throw refused(RefusalCode.IDEMPOTENCY_KEY_MISSING, FieldFault.Code.MISSING_FIELD);
        }
        if (sent.size() > 1 || !isValid(sent.get(0))) {
            throw refused(RefusalCode.IDEMPOTENCY_KEY_INVALID, FieldFault.Code.INVALID_TEXT);
        }
        return sent.get(0);
    }

    /** Whether a text can be a key: 1 to 64 visible ASCII characters. */
    public static boolean isValid(String key) {
        return VALID.matcher(key).matches();
    }

    /** The key as sent, for a record of what was refused; null where there is none that could be one. */
    public static String readable(HttpHeaders headers) {
        String sent = headers.getHeaderString(HEADER);
        return sent != null && isValid(sent) ? sent : null;
    }

    private static RuntimeException refused(RefusalCode code, FieldFault.Code fault) {
        return Refusal.of(code, FieldFault.of(HEADER, fault)).asException();
    }
}
