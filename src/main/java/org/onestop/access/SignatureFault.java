package org.onestop.access;

import java.util.Locale;
import java.util.Map;
import org.onestop.refusal.Refusal;
import org.onestop.refusal.RefusalCode;
import org.onestop.refusal.RefusedException;

/** What is wrong with a signature; told to the caller, who has shown a token, so that it finds its mistake. */
enum SignatureFault {
    /** The headers are not written as the profile has it, or one of them is sent twice. */
    FORM,
    /** Other parts of the request are covered than have to be. */
    COMPONENTS,
    /** The body is not the signed one. */
    DIGEST,
    /** The client has no valid key of that id and algorithm. */
    KEY,
    /** Made too long ago, or in the future. */
    CREATED,
    /** The signature is not that of this request under that key. */
    VALUE;

    Refusal asRefusal() {
        return Refusal.of(RefusalCode.SIGNATURE_INVALID, Map.of("reason", name().toLowerCase(Locale.ROOT)));
    }

    RefusedException asException() {
        return asRefusal().asException();
    }
}
