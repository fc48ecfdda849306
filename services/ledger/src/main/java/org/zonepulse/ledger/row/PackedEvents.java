package org.zonepulse.ledger.row;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.Subject;

/**
 * Events by enterprise, in order of arrival, as packed bytes: a few dozen each, and no object for any. An enterprise's lie in
 * chunks that grow with it, and so adding one costs the same however many there are.
 */
final class PackedEvents {

    private static final int PAGE = 1 << 18;
    private static final int SMALLEST_BITS = 7;

    /** What doesn't fit into the largest chunk gets a page of its own. */
    private static final int LARGEST_BITS = 14;

    /** At a chunk's start: the place of the next one, and its own length. */
    private static final int HEADER = Long.BYTES + Integer.BYTES;

    /** Where a chunk's events end, since no event begins with it: it is no sort of row. */
    private static final byte END = 0x7f;

    private static final byte[] NO_PAGE = {};
    private static final long NOWHERE = -1;
    private static final RowKey.Kind[] KINDS = RowKey.Kind.values();

    private final Dictionary dictionary = new Dictionary();
    private final Packer out = new Packer(dictionary);
    private final Unpacker in = new Unpacker(dictionary);
    private final PackedFacts facts = new PackedFacts(out, in);
    private final ByteTable enterprises = new ByteTable();

    private final List<byte[]> pages = new ArrayList<>();
    private int filling;
    private int free = PAGE;

    /** By size in bits: the first of the chunks that aren't in use any more, chained as those in use are. */
    private final long[] unused = new long[LARGEST_BITS + 1];

    /** By enterprise: its first chunk and its last, in each the index of the page, and the offset on it below. */
    private long[] first = new long[16];

    private long[] last = new long[16];

    /** By enterprise: where its next event goes, on the page of its last chunk; and where that chunk ends. */
    private int[] at = new int[16];

    private int[] end = new int[16];

    PackedEvents() {
        Arrays.fill(unused, NOWHERE);
    }

    /** How many enterprises there are. */
    int enterprises() {
        return enterprises.size();
    }

    /**
     * Adds an event.
     *
     * @return the number of its enterprise, from 0 on
     */
    int add(Event event) {
        int enterprise = number(event.enterpriseId());
        out.clear();
        write(event);
        if (end[enterprise] - at[enterprise] <= out.size()) {
            addChunk(enterprise, out.size());
        }
        System.arraycopy(out.bytes(), 0, page(last[enterprise]), at[enterprise], out.size());
        at[enterprise] += out.size();
        return enterprise;
    }

    private int number(String enterpriseId) {
        out.clear();
        out.writeText(enterpriseId);
        int number = enterprises.find(out.bytes(), out.size());
        if (number >= 0) {
            return number;
        }
        int added = enterprises.add(out.bytes(), out.size());
        if (added == first.length) {
            first = Arrays.copyOf(first, added * 2);
            last = Arrays.copyOf(last, added * 2);
            at = Arrays.copyOf(at, added * 2);
            end = Arrays.copyOf(end, added * 2);
        }
        first[added] = NOWHERE;
        last[added] = NOWHERE;
        return added;
    }

    private void write(Event event) {
        Subject subject = event.fact().subject();
        RowKey.Kind kind = RowKey.kindOf(subject);
        String id = RowKey.idOf(subject);
        out.writeConstant(kind);
        if (kind == RowKey.Kind.FAIR) {
            out.writeName(id, "");
        } else {
            out.writeText(id);
        }
        out.writeName(event.source(), "");
        out.writeText(event.eventId(), event.enterpriseId());
        out.writeNumber(event.occurredOn().toEpochDay());
        facts.write(event.fact(), id);
    }

    private byte[] page(long chunk) {
        return pages.get((int) (chunk >>> Integer.SIZE));
    }

    private void addChunk(int enterprise, int length) {
        long before = last[enterprise];
        int held = before == NOWHERE ? 0 : end[enterprise] - (int) before;
        int needed = HEADER + length + 1;
        int bits = SMALLEST_BITS;
        while (bits < LARGEST_BITS && (1 << bits) < Math.max(held * 2, needed)) {
            bits++;
        }
        int size = Math.max(1 << bits, needed);
        long chunk = size > 1 << bits ? pageOf(size) : chunk(bits);
        if (before == NOWHERE) {
            first[enterprise] = chunk;
        } else {
            page(before)[at[enterprise]] = END;
            setNext(before, chunk);
        }
        setNext(chunk, NOWHERE);
        write(page(chunk), (int) chunk + Long.BYTES, size);
        last[enterprise] = chunk;
        at[enterprise] = (int) chunk + HEADER;
        end[enterprise] = (int) chunk + size;
    }

    private long pageOf(int size) {
        pages.add(new byte[size]);
        return (long) (pages.size() - 1) << Integer.SIZE;
    }

    private long chunk(int bits) {
        long known = unused[bits];
        if (known != NOWHERE) {
            unused[bits] = next(known);
            return known;
        }
        if (PAGE - free < 1 << bits) {
            filling = pages.size();
            free = 0;
            pages.add(new byte[PAGE]);
        }
        long chunk = ((long) filling << Integer.SIZE) | free;
        free += 1 << bits;
        return chunk;
    }

    private long next(long chunk) {
        byte[] page = page(chunk);
        int at = (int) chunk;
        return ((long) read(page, at) << Integer.SIZE) | Integer.toUnsignedLong(read(page, at + Integer.BYTES));
    }

    private void setNext(long chunk, long next) {
        byte[] page = page(chunk);
        int at = (int) chunk;
        write(page, at, (int) (next >>> Integer.SIZE));
        write(page, at + Integer.BYTES, (int) next);
    }

    private static int read(byte[] page, int at) {
        return (page[at] << 24) | ((page[at + 1] & 0xff) << 16) | ((page[at + 2] & 0xff) << 8) | (page[at + 3] & 0xff);
    }

    private static void write(byte[] page, int at, int number) {
        page[at] = (byte) (number >>> 24);
        page[at + 1] = (byte) (number >>> 16);
        page[at + 2] = (byte) (number >>> 8);
        page[at + 3] = (byte) number;
    }

    /** The enterprise with this number. */
    String enterpriseId(int enterprise) {
        in.seek(enterprises.page(enterprise), enterprises.keyAt(enterprise));
        return in.readText();
    }

    /** Visits an enterprise's events in order of arrival, each with the row that it belongs to. */
    void forEach(int enterprise, String enterpriseId, BiConsumer<RowKey, Entry> visitor) {
        RowKey row = RowKey.profile(enterpriseId);
        for (long chunk = first[enterprise]; chunk != NOWHERE; chunk = next(chunk)) {
            byte[] page = page(chunk);
            int until = chunk == last[enterprise] ? at[enterprise] : page.length;
            in.seek(page, (int) chunk + HEADER);
            while (in.position() < until && page[in.position()] != END) {
                RowKey.Kind kind = KINDS[in.readCount()];
                String id = kind == RowKey.Kind.FAIR ? in.readName("") : in.readText();
                EventKey key = new EventKey(in.readName(""), in.readText(enterpriseId));
                int day = (int) in.readNumber();
                if (kind != row.kind() || !id.equals(row.id())) {
                    row = new RowKey(enterpriseId, kind, id);
                }
                visitor.accept(row, new Entry(key, day, facts.read(id)));
            }
        }
    }

    /** Forgets an enterprise's events; it keeps its number. */
    void clear(int enterprise) {
        long chunk = first[enterprise];
        while (chunk != NOWHERE) {
            long following = next(chunk);
            int size = read(page(chunk), (int) chunk + Long.BYTES);
            if (size > 1 << LARGEST_BITS) {
                pages.set((int) (chunk >>> Integer.SIZE), NO_PAGE);
            } else {
                int bits = Integer.numberOfTrailingZeros(size);
                setNext(chunk, unused[bits]);
                unused[bits] = chunk;
            }
            chunk = following;
        }
        first[enterprise] = NOWHERE;
        last[enterprise] = NOWHERE;
        at[enterprise] = 0;
        end[enterprise] = 0;
    }
}
