package org.zonepulse.audit.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A key in a PEM file (RFC 7468). Text before and after it doesn't matter. */
final class KeyFile {

    private static final int MOST_BYTES = 64 * 1024;
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*+)-----END \\1-----");

    private KeyFile() {}

    /** A private key as by {@code openssl genpkey -algorithm ed25519}. */
    static PrivateKey privateKey(Path file) {
        byte[] encoded = block(file, "PRIVATE KEY");
        try {
            return ed25519().generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (InvalidKeySpecException e) {
            throw new UnusableKey(file, "holds a private key, but none of Ed25519: openssl genpkey -algorithm ed25519");
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
    }

    /** A public key as by {@code openssl pkey -pubout}. */
    static PublicKey publicKey(Path file) {
        byte[] encoded = block(file, "PUBLIC KEY");
        try {
            return ed25519().generatePublic(new X509EncodedKeySpec(encoded));
        } catch (InvalidKeySpecException e) {
            throw new UnusableKey(file, "holds a public key, but none of Ed25519");
        }
    }

    private static KeyFactory ed25519() {
        try {
            return KeyFactory.getInstance("Ed25519");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    private static byte[] block(Path file, String label) {
        Matcher blocks = BLOCK.matcher(text(file));
        String other = null;
        while (blocks.find()) {
            if (blocks.group(1).equals(label)) {
                return decoded(file, blocks.group(2));
            }
            other = blocks.group(1);
        }
        throw new UnusableKey(
                file, "must hold a " + label + " in PEM" + (other == null ? "" : ", and holds a " + other));
    }

    private static byte[] decoded(Path file, String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new UnusableKey(file, "isn't whole: what stands in it is no Base64");
        }
    }

    private static String text(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new UnusableKey(file, "is too long for a key");
            }
            return new String(bytes, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw new UnusableKey(file, "isn't there", e);
        } catch (IOException e) {
            throw new UnusableKey(file, "can't be read: " + e.getMessage(), e);
        }
    }
}
