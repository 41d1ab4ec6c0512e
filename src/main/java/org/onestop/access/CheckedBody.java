package org.onestop.access;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.onestop.refusal.RefusedException;

/**
 * A body that is measured against its signed digest (RFC 9530) while it is read: whoever reads it to its end gets the
 * refusal in the place of the end, however large it is, and nothing need be kept.
 */
final class CheckedBody extends FilterInputStream {

    private static final Pattern DIGEST = Pattern.compile("sha-256=:([A-Za-z0-9+/]{43}=):");

    private final MessageDigest read = sha256();
    private final byte[] expected;

    /** Null until the end was reached; the digest can be asked only once. */
    private Boolean isSigned;

    /** @param expected SHA-256 of the whole body */
    CheckedBody(InputStream body, byte[] expected) {
        super(body);
        this.expected = expected.clone();
    }

    /** The digest that a header {@code Content-Digest} has; empty where it is not exactly one of SHA-256. */
    static Optional<byte[]> digest(String header) {
        Matcher digest = DIGEST.matcher(header);
        return digest.matches() ? Optional.of(Base64.getDecoder().decode(digest.group(1))) : Optional.empty();
    }

    /** @throws RefusedException signature-invalid, at the end of a body that is not the signed one */
    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /** @throws RefusedException signature-invalid, at the end of a body that is not the signed one */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        if (count > 0) {
            read.update(bytes, offset, count);
        } else if (count < 0) {
            refuseAnother();
        }
        return count;
    }

    /** Nothing of a body is passed over unread. */
    @Override
    public long skip(long count) throws IOException {
        return count > 0 && read() >= 0 ? 1 : 0;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void refuseAnother() {
        if (isSigned == null) {
            isSigned = MessageDigest.isEqual(expected, read.digest());
        }
        if (!isSigned) {
            throw SignatureFault.DIGEST.asException();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
