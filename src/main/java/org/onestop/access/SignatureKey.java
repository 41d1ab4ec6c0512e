package org.onestop.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X962Parameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/** A key with which signatures of one client are verified. */
sealed interface SignatureKey {

    UUID id();

    SignatureAlgorithm algorithm();

    boolean verifies(byte[] base, byte[] signature);

    /** A secret that both sides have. */
    record Hmac(UUID id, byte[] secret) implements SignatureKey {

        @Override
        public SignatureAlgorithm algorithm() {
            return SignatureAlgorithm.HMAC_SHA256;
        }

        @Override
        public boolean verifies(byte[] base, byte[] signature) {
            return MessageDigest.isEqual(mac(secret, base), signature);
        }

        static byte[] mac(byte[] secret, byte[] base) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(secret, "HmacSHA256"));
                return mac.doFinal(base);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java platform has HmacSHA256", e);
            }
        }
    }

    /**
     * The public half of a client's key.
     *
     * @param signerId the identity that SM2 mixes into what is signed; both sides must take the same one
     */
    record Sm2(UUID id, ECPublicKeyParameters point, SignatureForm form, String signerId) implements SignatureKey {

        @Override
        public SignatureAlgorithm algorithm() {
            return SignatureAlgorithm.SM2_SM3;
        }

        @Override
        public boolean verifies(byte[] base, byte[] signature) {
            SM2Signer verifier =
                    new SM2Signer(form == SignatureForm.DER ? StandardDSAEncoding.INSTANCE : PlainDSAEncoding.INSTANCE);
            verifier.init(false, new ParametersWithID(point, signerId.getBytes(StandardCharsets.US_ASCII)));
            verifier.update(base, 0, base.length);
            return verifier.verifySignature(signature);
        }

        /** Reads a SubjectPublicKeyInfo (RFC 5280); empty where it is none, or not a point of SM2's curve by its name. */
        static Optional<ECPublicKeyParameters> point(byte[] encoded) {
            try {
                SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(encoded);
                X962Parameters curve = X962Parameters.getInstance(info.getAlgorithm().getParameters());
                return curve.isNamedCurve() && GMObjectIdentifiers.sm2p256v1.equals(curve.getParameters())
                        ? Optional.of((ECPublicKeyParameters) PublicKeyFactory.createKey(info))
                        : Optional.empty();
            } catch (IOException | IllegalArgumentException | NullPointerException e) {
                return Optional.empty();
            }
        }
    }
}
