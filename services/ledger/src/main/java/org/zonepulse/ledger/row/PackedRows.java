package org.zonepulse.ledger.row;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.measure.Scope;

/** Rows and presences, and the keys that they lie under, in as few bytes as they need. */
final class PackedRows {

    private static final RowKey.Kind[] ROWS = RowKey.Kind.values();
    private static final Presence.Kind[] PRESENCES = Presence.Kind.values();
    private static final Scope.Kind[] SCOPES = Scope.Kind.values();

    private final Packer out;
    private final Unpacker in;
    private final PackedFacts facts;

    PackedRows(Packer out, Unpacker in) {
        this.out = out;
        this.in = in;
        this.facts = new PackedFacts(out, in);
    }

    /** Writes the key of a row of the enterprise with this number. */
    void writeKey(int enterprise, RowKey key) {
        out.writeFixed(enterprise);
        out.writeConstant(key.kind());
        out.writeText(key.id());
    }

    /** Writes the key of a presence of the enterprise with this number. */
    void writeKey(int enterprise, Presence.Key key) {
        out.writeFixed(enterprise);
        out.writeCount(ROWS.length);
        out.writeConstant(key.kind());
        out.writeConstant(key.scope().kind());
        out.writeName(key.scope().first(), "");
        out.writeName(key.scope().second(), "");
        out.writeCount(key.year());
    }

    /** Skips the enterprise's number, and tells the sort of row whose key it is; null if it is that of a presence. */
    RowKey.@Nullable Kind readKind() {
        in.skip(Integer.BYTES);
        int kind = in.readCount();
        return kind < ROWS.length ? ROWS[kind] : null;
    }

    /** Reads what is left of a row's key. */
    RowKey readRowKey(RowKey.Kind kind, String enterpriseId) {
        return new RowKey(enterpriseId, kind, in.readText());
    }

    /** Reads what is left of a presence's key. */
    Presence.Key readPresenceKey(String enterpriseId) {
        Presence.Kind kind = PRESENCES[in.readCount()];
        Scope scope = new Scope(SCOPES[in.readCount()], in.readName(""), in.readName(""));
        return new Presence.Key(enterpriseId, kind, scope, in.readCount());
    }

    /** Writes a row. Ids of events resemble each other, and often their enterprise's. */
    void write(RowKey key, Row row) {
        out.writeCount(row.size());
        String before = key.enterpriseId();
        int day = 0;
        for (int i = 0; i < row.size(); i++) {
            Entry entry = row.entry(i);
            out.writeName(entry.key().source(), "");
            out.writeText(entry.key().eventId(), before);
            out.writeNumber((long) entry.day() - day);
            facts.write(entry.fact(), key.id());
            before = entry.key().eventId();
            day = entry.day();
        }
    }

    Row readRow(RowKey key) {
        Entry[] entries = new Entry[in.readCount()];
        String before = key.enterpriseId();
        int day = 0;
        for (int i = 0; i < entries.length; i++) {
            EventKey event = new EventKey(in.readName(""), in.readText(before));
            day += (int) in.readNumber();
            entries[i] = new Entry(event, day, facts.read(key.id()));
            before = event.eventId();
        }
        return Row.inOrder(entries);
    }

    void write(Presence presence) {
        out.writeCount(presence.size());
        int day = 0;
        for (int i = 0; i < presence.size(); i++) {
            out.writeNumber((long) presence.day(i) - day);
            out.writeNumber(presence.begins(i));
            out.writeNumber(presence.ends(i));
            day = presence.day(i);
        }
        out.writeCount(presence.earlier().size());
        for (Presence.Year year : presence.earlier()) {
            out.writeNumber(year.year());
            out.writeNumber(year.net());
            out.writeNumber(year.lowest());
            out.writeNumber(year.firstBegin());
        }
    }

    Presence readPresence() {
        int size = in.readCount();
        int[] days = new int[size];
        int[] begins = new int[size];
        int[] ends = new int[size];
        int day = 0;
        for (int i = 0; i < size; i++) {
            day += (int) in.readNumber();
            days[i] = day;
            begins[i] = (int) in.readNumber();
            ends[i] = (int) in.readNumber();
        }
        int years = in.readCount();
        List<Presence.Year> earlier = years == 0 ? List.of() : new ArrayList<>(years);
        for (int i = 0; i < years; i++) {
            earlier.add(new Presence.Year(
                    (int) in.readNumber(), (int) in.readNumber(), (int) in.readNumber(), (int) in.readNumber()));
        }
        return Presence.of(days, begins, ends, earlier);
    }
}
