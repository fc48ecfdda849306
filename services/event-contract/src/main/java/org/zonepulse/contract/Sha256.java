package org.zonepulse.contract;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256, which every Java platform has. */
public final class Sha256 {

    private Sha256() {}

    /** A calculator, for one thread. */
    public static MessageDigest calculator() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The digest of these bytes, 32 bytes. */
    public static byte[] of(byte[] bytes) {
        return calculator().digest(bytes);
    }
}
