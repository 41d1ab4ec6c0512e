package org.onestop.access;

import io.smallrye.jwt.util.KeyUtils;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.List;
import org.onestop.start.Command;

/**
 * Writes a JSON Web Key Set (RFC 7517) out of public keys in PEM files: what verifies tokens while one signing key takes the
 * place of another.
 */
public final class KeySetCommand implements Command {

    @Override
    public String name() {
        return "jwks";
    }

    @Override
    public String usage() {
        return "jwks <公钥文件 public key, PEM> ...   写出JWKS,供轮换签名密钥 writes a key set, for exchanging the signing key";
    }

    @Override
    public int run(List<String> arguments, PrintStream out) {
        List<String> keys = new ArrayList<>();
        for (String file : arguments) {
            try {
                PublicKey key = KeyUtils.decodePublicKey(Files.readString(Path.of(file)));
                if (!(key instanceof RSAPublicKey rsa)) {
                    throw new GeneralSecurityException("not RSA");
                }
                keys.add(SigningKeyId.jwk(rsa));
            } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
                out.println("不是可读的RSA公钥 no readable RSA public key: " + file);
                return 1;
            }
        }
        if (keys.isEmpty()) {
            out.println(usage());
            return 1;
        }
        out.println("{\"keys\":[\n" + String.join(",\n", keys) + "\n]}");
        return 0;
    }
}
