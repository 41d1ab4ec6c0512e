package org.onestop.access;

import java.util.Arrays;
import java.util.Optional;

/** How requests may be signed. */
public enum SignatureAlgorithm {
    /** RFC 2104 with SHA-256, by a secret that both sides have. */
    HMAC_SHA256("hmac-sha256"),
    /** SM2 over SM3 (GB/T 32918.2, GB/T 32905), by a private key that the client alone has. */
    SM2_SM3("sm2-sm3");

    private final String parameter;

    SignatureAlgorithm(String parameter) {
        this.parameter = parameter;
    }

    /** The one that the parameter {@code alg} of a signature names. */
    static Optional<SignatureAlgorithm> named(String parameter) {
        return Arrays.stream(values())
                .filter(each -> each.parameter.equals(parameter))
                .findFirst();
    }
}
