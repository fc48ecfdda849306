package org.zonepulse.ledger.row;

import java.nio.charset.StandardCharsets;

/** Reads what a {@link Packer} wrote, in the same order. */
final class Unpacker {

    private final Dictionary dictionary;
    private byte[] bytes = {};
    private int at;

    /** An unpacker of texts that may stand in this dictionary. */
    Unpacker(Dictionary dictionary) {
        this.dictionary = dictionary;
    }

    /** Goes to a place in an array. */
    void seek(byte[] array, int offset) {
        bytes = array;
        at = offset;
    }

    /** Index of the next byte. */
    int position() {
        return at;
    }

    void skip(int count) {
        at += count;
    }

    int readCount() {
        int number = 0;
        int shift = 0;
        byte next;
        do {
            next = bytes[at++];
            number |= (next & 0x7f) << shift;
            shift += 7;
        } while (next < 0);
        return number;
    }

    long readNumber() {
        long number = 0;
        int shift = 0;
        byte next;
        do {
            next = bytes[at++];
            number |= (next & 0x7fL) << shift;
            shift += 7;
        } while (next < 0);
        return (number >>> 1) ^ -(number & 1);
    }

    String readText() {
        int marked = readCount();
        int length = marked >> 1;
        if ((marked & 1) == 0) {
            String text = new String(bytes, at, length, StandardCharsets.ISO_8859_1);
            at += length;
            return text;
        }
        char[] symbols = new char[length];
        for (int i = 0; i < length; i++) {
            symbols[i] = readSymbol();
        }
        return new String(symbols);
    }

    private char readSymbol() {
        int first = bytes[at++];
        if (first >= 0) {
            return (char) first;
        }
        if ((first & 0x20) == 0) {
            return (char) (((first & 0x1f) << 6) | (bytes[at++] & 0x3f));
        }
        return (char) (((first & 0x0f) << 12) | ((bytes[at++] & 0x3f) << 6) | (bytes[at++] & 0x3f));
    }

    String readText(String before) {
        int shared = readCount();
        String rest = readText();
        return shared == 0 ? rest : before.substring(0, shared).concat(rest);
    }

    String readName(String known) {
        int number = readCount();
        return switch (number) {
            case Dictionary.KNOWN -> known;
            case Dictionary.NONE -> readText();
            default -> dictionary.text(number);
        };
    }
}
