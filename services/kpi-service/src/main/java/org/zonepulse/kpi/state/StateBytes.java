package org.zonepulse.kpi.state;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.zonepulse.ledger.kpi.MonthFlows;
import org.zonepulse.ledger.row.Entry;
import org.zonepulse.ledger.row.EventKey;
import org.zonepulse.ledger.row.Presence;
import org.zonepulse.ledger.row.Row;

/**
 * Rows, presences and flows as bytes in state stores and changelogs. Each starts with the version of its form, so that a
 * later release can read what an earlier one wrote.
 */
public final class StateBytes {

    private static final int VERSION = 1;

    /** Writes one thing. */
    @FunctionalInterface
    public interface Writing {
        void to(DataOutput out) throws IOException;
    }

    /** Reads one thing. */
    @FunctionalInterface
    public interface Reading<T> {
        T from(DataInput in) throws IOException;
    }

    private StateBytes() {}

    /** The bytes of one thing, with the version in front. */
    public static byte[] write(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        DataOutputStream out = new DataOutputStream(bytes);
        try {
            out.writeByte(VERSION);
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException("memory can't be written", e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalStateException if the bytes are of another version or end too soon: a store of another release
     */
    public static <T> T read(byte[] bytes, Reading<T> reading) {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        try {
            int version = in.readUnsignedByte();
            if (version != VERSION) {
                throw new IllegalStateException("state of version " + version + ", this release reads " + VERSION);
            }
            return reading.from(in);
        } catch (IOException e) {
            throw new IllegalStateException("state that this release can't read", e);
        }
    }

    /** A row as bytes. */
    public static byte[] of(Row row) {
        return write(out -> {
            out.writeInt(row.size());
            for (Entry entry : row.entries()) {
                out.writeUTF(entry.key().source());
                out.writeUTF(entry.key().eventId());
                out.writeInt(entry.day());
                FactBytes.write(out, entry.fact());
            }
        });
    }

    /** The row of these bytes. */
    public static Row row(byte[] bytes) {
        return read(bytes, in -> {
            int size = in.readInt();
            List<Entry> entries = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                EventKey key = new EventKey(in.readUTF(), in.readUTF());
                entries.add(new Entry(key, in.readInt(), FactBytes.read(in)));
            }
            return Row.of(entries);
        });
    }

    /** A presence as bytes. */
    public static byte[] of(Presence presence) {
        return write(out -> {
            out.writeInt(presence.size());
            for (int i = 0; i < presence.size(); i++) {
                out.writeInt(presence.day(i));
                out.writeInt(presence.begins(i));
                out.writeInt(presence.ends(i));
            }
            out.writeShort(presence.earlier().size());
            for (Presence.Year year : presence.earlier()) {
                out.writeInt(year.year());
                out.writeInt(year.net());
                out.writeInt(year.lowest());
                out.writeInt(year.firstBegin());
            }
        });
    }

    /** The presence of these bytes. */
    public static Presence presence(byte[] bytes) {
        return read(bytes, in -> {
            int size = in.readInt();
            int[] days = new int[size];
            int[] begins = new int[size];
            int[] ends = new int[size];
            for (int i = 0; i < size; i++) {
                days[i] = in.readInt();
                begins[i] = in.readInt();
                ends[i] = in.readInt();
            }
            List<Presence.Year> earlier = new ArrayList<>();
            for (int i = in.readUnsignedShort(); i > 0; i--) {
                earlier.add(new Presence.Year(in.readInt(), in.readInt(), in.readInt(), in.readInt()));
            }
            return Presence.of(days, begins, ends, earlier);
        });
    }

    /** A month's flows as bytes. */
    public static byte[] of(MonthFlows flows) {
        return write(out -> writeFlows(out, flows));
    }

    /** The flows of these bytes. */
    public static MonthFlows flows(byte[] bytes) {
        return read(bytes, StateBytes::readFlows);
    }

    /** Writes a month's flows among other things. */
    public static void writeFlows(DataOutput out, MonthFlows flows) throws IOException {
        out.writeByte(flows.size());
        for (int i = 0; i < flows.size(); i++) {
            out.writeByte(flows.day(i));
            out.writeLong(flows.amount(i));
        }
    }

    /** Reads what {@link #writeFlows} wrote. */
    public static MonthFlows readFlows(DataInput in) throws IOException {
        long[] amounts = new long[MonthFlows.DAYS];
        for (int i = in.readUnsignedByte(); i > 0; i--) {
            int day = in.readUnsignedByte();
            if (day < 1 || day > MonthFlows.DAYS) {
                throw new StreamCorruptedException("day " + day + " of a month");
            }
            amounts[day - 1] = in.readLong();
        }
        return MonthFlows.of(amounts);
    }
}
