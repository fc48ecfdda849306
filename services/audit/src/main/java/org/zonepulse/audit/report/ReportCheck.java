package org.zonepulse.audit.report;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;

/** Checks that reports were signed by whoever has a key's private part, and are what was signed. */
public final class ReportCheck {

    private final PublicKey key;

    private ReportCheck(PublicKey key) {
        this.key = key;
    }

    /**
     * A check by the key of that file.
     *
     * @param publicKey PEM, as {@code openssl pkey -pubout} makes it
     * @throws UnusableKey if it isn't there, or is no such key
     */
    public static ReportCheck by(Path publicKey) {
        return new ReportCheck(KeyFile.publicKey(publicKey));
    }

    /** Whether that is the key's signature of these very bytes; anything that is no signature isn't. */
    public boolean isGenuine(byte[] report, byte[] signature) {
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(key);
            check.update(report);
            return check.verify(signature);
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK checks Ed25519", e);
        }
    }
}
