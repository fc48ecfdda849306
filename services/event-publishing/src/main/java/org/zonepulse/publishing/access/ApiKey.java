package org.zonepulse.publishing.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.zonepulse.contract.Sha256;

/**
 * An API key as it is kept. Its secret is 256 random bits, so that a plain SHA-256 keeps it: nobody can try them all, as
 * they could with words that people choose.
 *
 * @param id names the key; no secret
 * @param sha256 hash of the secret, 64 hexadecimal digits
 * @param expires the last day of its use, in UTC, or null
 */
public record ApiKey(String id, String sha256, @Nullable LocalDate expires) {

    /** How a key begins that is handed out: so that it is known for one wherever it is found. */
    static final String PREFIX = "zpk_";

    private static final int ID_BYTES = 8;
    private static final int SECRET_BYTES = 32;

    public ApiKey {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(sha256, "sha256");
    }

    /**
     * A key that has just been made.
     *
     * @param kept what is to be kept of it
     * @param text what its holder sends; it is nowhere else
     */
    public record Fresh(ApiKey kept, String text) {}

    /** Makes a key. */
    public static Fresh make(@Nullable LocalDate expires) {
        SecureRandom random = new SecureRandom();
        byte[] id = new byte[ID_BYTES];
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(id);
        random.nextBytes(secret);
        String named = HexFormat.of().formatHex(id);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        return new Fresh(new ApiKey(named, hash(text), expires), PREFIX + named + "_" + text);
    }

    /** The id that a key names, or null if it isn't of a key's form. */
    static @Nullable String idOf(String text) {
        int end = text.indexOf('_', PREFIX.length());
        return text.startsWith(PREFIX) && end > 0 ? text.substring(PREFIX.length(), end) : null;
    }

    /** Whether this is the key, in a time that doesn't tell how much of it is right. */
    boolean isFor(String text) {
        String secret = text.substring(text.indexOf('_', PREFIX.length()) + 1);
        return MessageDigest.isEqual(
                hash(secret).getBytes(StandardCharsets.US_ASCII), sha256.getBytes(StandardCharsets.US_ASCII));
    }

    private static String hash(String secret) {
        return HexFormat.of().formatHex(Sha256.of(secret.getBytes(StandardCharsets.UTF_8)));
    }
}
