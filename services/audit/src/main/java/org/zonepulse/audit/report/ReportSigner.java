package org.zonepulse.audit.report;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;

/** Signs reports by a key that it keeps to itself. */
public final class ReportSigner {

    private final PrivateKey key;

    private ReportSigner(PrivateKey key) {
        this.key = key;
    }

    /**
     * A signer with the key of that file.
     *
     * @param privateKey PEM, as {@code openssl genpkey -algorithm ed25519} makes it
     * @throws UnusableKey if it isn't there, or is no such key
     */
    public static ReportSigner with(Path privateKey) {
        return new ReportSigner(KeyFile.privateKey(privateKey));
    }

    /** The signature of a report's exact bytes: 64 bytes, see RFC 8032. */
    public byte[] sign(byte[] report) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(report);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK signs by Ed25519", e);
        }
    }
}
