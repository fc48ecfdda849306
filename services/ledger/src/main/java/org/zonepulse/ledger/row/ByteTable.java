package org.zonepulse.ledger.row;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Byte strings by keys that are byte strings too, each key with a number of its own, from 0 on. Keys and values lie one
 * behind the other on large pages: millions of them are few objects, so that a collector of garbage has nothing to do
 * with them. A value that is replaced leaves a gap; when half of all is gaps, everything moves together.
 */
final class ByteTable {

    /** Pages grow with what is held, up to this. */
    private static final int PAGE = 1 << 18;

    private static final int FIRST_PAGE = 1 << 10;

    /** What is longer than this gets a page of its own, so that little is left free at the end of the others. */
    private static final int LONG = PAGE / 16;

    /** Before a key and its value: two bytes of the key's length, four of the value's. */
    private static final int HEADER = 6;

    private static final int LONGEST_KEY = 0xffff;
    private static final long FREE = -1;

    /** In each slot a key's number, and its hash above; {@link #FREE} if none. */
    private long[] slots = new long[64];

    /** By number: offset on the page, and the page's index above. */
    private long[] places = new long[slots.length / 2];

    private int size;
    private List<byte[]> pages = new ArrayList<>();
    private int filling;

    /** Where the page that is being filled is free from, and where it ends. */
    private int free;

    private int end;
    private long held;
    private long gaps;

    ByteTable() {
        Arrays.fill(slots, FREE);
    }

    /** How many keys there are. */
    int size() {
        return size;
    }

    /** The key's number, or -1 if it isn't there. */
    int find(byte[] key, int length) {
        int hash = hash(key, length);
        int mask = slots.length - 1;
        for (int slot = hash & mask; slots[slot] != FREE; slot = (slot + 1) & mask) {
            int number = (int) slots[slot];
            if (slots[slot] >>> Integer.SIZE == Integer.toUnsignedLong(hash) && isKey(number, key, length)) {
                return number;
            }
        }
        return -1;
    }

    private boolean isKey(int number, byte[] key, int length) {
        byte[] page = page(number);
        int from = keyAt(number);
        return keyLength(page, from - HEADER) == length && Arrays.equals(page, from, from + length, key, 0, length);
    }

    /**
     * Adds a key that isn't there, with an empty value.
     *
     * @return its number
     */
    int add(byte[] key, int length) {
        if (length > LONGEST_KEY) {
            throw new IllegalArgumentException("a key of " + length + " bytes");
        }
        if (size == places.length) {
            grow();
        }
        int number = size++;
        enter(hash(key, length), number);
        write(number, key, 0, length, key, 0);
        return number;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[old.length * 2];
        Arrays.fill(slots, FREE);
        for (long each : old) {
            if (each != FREE) {
                enter((int) (each >>> Integer.SIZE), (int) each);
            }
        }
        places = Arrays.copyOf(places, slots.length / 2);
    }

    private void enter(int hash, int number) {
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (slots[slot] != FREE) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = ((long) hash << Integer.SIZE) | number;
    }

    /** Puts a value in place of the one before. */
    void put(int number, byte[] value, int length) {
        byte[] page = page(number);
        int key = keyAt(number);
        int keyLength = keyLength(page, key - HEADER);
        int valueLength = valueLength(page, key - HEADER);
        if (valueLength == length) {
            System.arraycopy(value, 0, page, key + keyLength, length);
            return;
        }
        gaps += HEADER + keyLength + valueLength;
        write(number, page, key, keyLength, value, length);
        if (gaps > held / 2 && held > 4 * PAGE) {
            moveTogether();
        }
    }

    private void write(int number, byte[] key, int keyFrom, int keyLength, byte[] value, int valueLength) {
        places[number] = allocate(HEADER + keyLength + valueLength);
        byte[] page = page(number);
        int at = keyAt(number);
        page[at - 6] = (byte) (keyLength >>> 8);
        page[at - 5] = (byte) keyLength;
        page[at - 4] = (byte) (valueLength >>> 24);
        page[at - 3] = (byte) (valueLength >>> 16);
        page[at - 2] = (byte) (valueLength >>> 8);
        page[at - 1] = (byte) valueLength;
        System.arraycopy(key, keyFrom, page, at, keyLength);
        System.arraycopy(value, 0, page, at + keyLength, valueLength);
    }

    /** A place for so many bytes. */
    private long allocate(int length) {
        held += length;
        if (length > LONG) {
            pages.add(new byte[length]);
            return (long) (pages.size() - 1) << Integer.SIZE;
        }
        if (length > end - free) {
            filling = pages.size();
            free = 0;
            end = (int) Math.min(PAGE, Math.max(FIRST_PAGE + length, held));
            pages.add(new byte[end]);
        }
        long place = ((long) filling << Integer.SIZE) | free;
        free += length;
        return place;
    }

    private void moveTogether() {
        List<byte[]> old = pages;
        pages = new ArrayList<>(old.size() / 2 + 1);
        free = 0;
        end = 0;
        held = 0;
        gaps = 0;
        for (int number = 0; number < size; number++) {
            byte[] from = old.get((int) (places[number] >>> Integer.SIZE));
            int at = (int) places[number];
            int length = HEADER + keyLength(from, at) + valueLength(from, at);
            places[number] = allocate(length);
            System.arraycopy(from, at, page(number), (int) places[number], length);
        }
    }

    /** How much it holds, gaps included, in bytes. */
    long bytes() {
        return held;
    }

    /** The page that a key and its value lie on: good until something is put. */
    byte[] page(int number) {
        return pages.get((int) (places[number] >>> Integer.SIZE));
    }

    /** Where on the page the key begins. */
    int keyAt(int number) {
        return (int) places[number] + HEADER;
    }

    /** Where on the page the value begins. */
    int valueAt(int number) {
        int key = keyAt(number);
        return key + keyLength(page(number), key - HEADER);
    }

    /** Whether the value is empty. */
    boolean isEmpty(int number) {
        return valueLength(page(number), (int) places[number]) == 0;
    }

    private static int keyLength(byte[] page, int at) {
        return ((page[at] & 0xff) << 8) | (page[at + 1] & 0xff);
    }

    private static int valueLength(byte[] page, int at) {
        return ((page[at + 2] & 0xff) << 24)
                | ((page[at + 3] & 0xff) << 16)
                | ((page[at + 4] & 0xff) << 8)
                | (page[at + 5] & 0xff);
    }

    private static int hash(byte[] key, int length) {
        int hash = 0;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + key[i];
        }
        // Keys that differ in their last bytes alone would otherwise lie close together.
        hash *= 0x9E3779B9;
        return hash ^ (hash >>> 16);
    }
}
