package org.zonepulse.contract;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.zonepulse.ledger.event.Event;

/**
 * Makes the id of an event whose source gave none. The rule is part of the contract ({@code docs/contracts.md}): the
 * same event always gets the same id, here and in any other program that follows it.
 */
@FunctionalInterface
public interface DerivedId {

    /** The id of the event, whose own is empty. */
    String of(Event event);

    /**
     * "h-" and the first half of the SHA-256 of what the event says, in hexadecimal: source, date, enterprise and fact,
     * but not when it was recorded. Two events of the same source that say the same can't be told apart.
     */
    static String ofContent(Event event) {
        return "h-" + HexFormat.of().formatHex(contentDigest(event));
    }

    /**
     * "k-" and the first half of the SHA-256 of what the event says, the key, and a number, with line feeds between
     * them. So two equal facts of one day are told apart by two keys, or by their number under one key; and a key that
     * is used for other events by mistake makes no contradictions.
     *
     * @param key what the caller gave to tell this request from others
     * @param number 1 for the first event under this key that says this, 2 for the second, and so on
     */
    static String ofContentAndKey(Event event, String key, int number) {
        return "k-" + HexFormat.of().formatHex(hash(JsonText.contentOf(event) + "\n" + key + "\n" + number));
    }

    /**
     * What the event says, whatever its id and the moment of recording: the first half of a SHA-256, 16 bytes. The same of
     * two events of one id means that they are repeats.
     */
    static byte[] contentDigest(Event event) {
        return hash(JsonText.contentOf(event));
    }

    private static byte[] hash(String text) {
        byte[] hash = Sha256.of(text.getBytes(StandardCharsets.UTF_8));
        return Arrays.copyOf(hash, hash.length / 2);
    }
}
