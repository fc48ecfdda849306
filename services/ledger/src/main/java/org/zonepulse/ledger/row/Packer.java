package org.zonepulse.ledger.row;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes numbers and texts in as few bytes as they need, into an array that it uses over and over. */
final class Packer {

    private static final int ASCII = 0x80;
    private static final int TWO_BYTES = 0x800;

    private final Dictionary dictionary;
    private byte[] bytes = new byte[1 << 10];
    private int size;

    /** A packer of texts that may stand in this dictionary. */
    Packer(Dictionary dictionary) {
        this.dictionary = dictionary;
    }

    /** Forgets what was written. */
    void clear() {
        size = 0;
    }

    /** What was written, from index 0 on; good until more is written. */
    byte[] bytes() {
        return bytes;
    }

    /** How many bytes were written. */
    int size() {
        return size;
    }

    private void ensure(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }

    /** Four bytes, whatever the number. */
    void writeFixed(int number) {
        ensure(Integer.BYTES);
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (number >>> shift);
        }
    }

    /** A number of which most are small and none is negative. */
    void writeCount(int number) {
        ensure(5);
        int rest = number;
        while ((rest & ~0x7f) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** One of an enum's constants, by its place among them: what is packed lives no longer than the class. */
    @SuppressWarnings("EnumOrdinal")
    void writeConstant(Enum<?> constant) {
        writeCount(constant.ordinal());
    }

    /** Any number; those near 0, on either side, are short. */
    void writeNumber(long number) {
        ensure(10);
        long rest = (number << 1) ^ (number >> 63);
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** A text of which there may be any number. */
    void writeText(String text) {
        writeText(text, 0);
    }

    /** A text without what it has in common with one before it. */
    void writeText(String text, String before) {
        int shared = 0;
        int most = Math.min(text.length(), before.length());
        while (shared < most && text.charAt(shared) == before.charAt(shared)) {
            shared++;
        }
        writeCount(shared);
        writeText(text, shared);
    }

    /** Its length in characters with a mark whether each is a byte; then the characters: one to three bytes each. */
    private void writeText(String text, int from) {
        int length = text.length() - from;
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        if (isSure(ascii)) {
            writeCount(length << 1);
            ensure(length);
            System.arraycopy(ascii, from, bytes, size, length);
            size += length;
        } else {
            writeCount((length << 1) | 1);
            ensure(length * 3);
            for (int i = from; i < text.length(); i++) {
                writeSymbol(text.charAt(i));
            }
        }
    }

    /** Whether no character may have been replaced by a question mark. */
    private static boolean isSure(byte[] ascii) {
        boolean sure = true;
        for (byte each : ascii) {
            sure &= each != '?';
        }
        return sure;
    }

    private void writeSymbol(char symbol) {
        if (symbol < ASCII) {
            bytes[size++] = (byte) symbol;
        } else if (symbol < TWO_BYTES) {
            bytes[size++] = (byte) (0xc0 | (symbol >> 6));
            bytes[size++] = (byte) (0x80 | (symbol & 0x3f));
        } else {
            bytes[size++] = (byte) (0xe0 | (symbol >> 12));
            bytes[size++] = (byte) (0x80 | ((symbol >> 6) & 0x3f));
            bytes[size++] = (byte) (0x80 | (symbol & 0x3f));
        }
    }

    /**
     * A text of which there are few: by its number in the dictionary, as long as that has room.
     *
     * @param known the same text, if there is one at hand when reading
     */
    void writeName(String text, String known) {
        if (text.equals(known)) {
            writeCount(Dictionary.KNOWN);
            return;
        }
        int number = dictionary.numberOf(text);
        writeCount(number);
        if (number == Dictionary.NONE) {
            writeText(text);
        }
    }
}
