package org.onestop.clients;

import java.util.Base64;
import java.util.regex.Pattern;
import org.onestop.access.SignatureAlgorithm;
import org.onestop.access.SignatureForm;
import org.onestop.access.SignatureKeys;
import org.onestop.http.Fields;
import org.onestop.refusal.FieldFault;

/** A signing key to be registered, as the request gives it. How SM2 signs is said of an SM2 key alone. */
final class SigningKeyForm {

    /** What GB/T 35276 takes where nothing else was agreed upon. */
    private static final String SIGNER = "1234567812345678";

    private static final int LONGEST_KEY = 500;
    private static final int LONGEST_SIGNER = 64;
    private static final Pattern VISIBLE = Pattern.compile("[!-~]+");

    private SigningKeyForm() {}

    static SignatureKeys.Registration read(Fields fields) {
        SignatureAlgorithm algorithm = fields.choice("algorithm", SignatureAlgorithm.class);
        byte[] key = key(fields);
        if (algorithm != SignatureAlgorithm.SM2_SM3) {
            return new SignatureKeys.Registration(algorithm, key, null, null);
        }
        SignatureForm form = fields.optionalChoice("signatureForm", SignatureForm.class);
        String signer = fields.optionalText("signerId", LONGEST_SIGNER);
        if (signer != null && !VISIBLE.matcher(signer).matches()) {
            fields.fault("signerId", FieldFault.Code.INVALID_TEXT);
        }
        return new SignatureKeys.Registration(
                algorithm, key, form == null ? SignatureForm.DER : form, signer == null ? SIGNER : signer);
    }

    private static byte[] key(Fields fields) {
        String text = fields.text("key", LONGEST_KEY);
        try {
            return text == null ? null : Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return fields.fault("key", FieldFault.Code.INVALID_TEXT);
        }
    }
}
