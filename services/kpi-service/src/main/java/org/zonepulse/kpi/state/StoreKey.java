package org.zonepulse.kpi.state;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.kpi.MonthKey;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.ledger.row.Presence;
import org.zonepulse.ledger.row.RowKey;

/**
 * Keys of the state stores: readable text, a letter for the sort of thing first, and the enterprise before all else, so
 * that what belongs to one enterprise lies together. Fields are separated by U+0001, which no accepted text contains.
 */
public final class StoreKey {

    static final char SEPARATOR = '\u0001';
    private static final char ROW = 'R';
    private static final char PRESENCE = 'P';
    private static final char FLOWS = 'F';
    private static final char INPUT = 'I';
    static final int PARTITION_DIGITS = 9;

    /** The most that a month's number has: those of the years 0 to 8332, far beyond what is accepted. */
    static final int MONTH_DIGITS = 5;

    /** Partition, measure, scope, month. */
    private static final Pattern FLOWS_KEY = Pattern.compile(
            "\\d{1," + PARTITION_DIGITS + "}\u0001[^\u0001]+\u0001[^\u0001]+\u0001\\d{1," + MONTH_DIGITS + "}");
    /** Topic, partition. */
    private static final Pattern INPUT_KEY = Pattern.compile("[^\u0001]+\u0001\\d{1,9}");

    private StoreKey() {}

    /** Key of a row. */
    public static Bytes of(RowKey key) {
        return bytes(ROW + key.enterpriseId() + SEPARATOR + key.kind() + SEPARATOR + key.id());
    }

    /** What the keys of all rows start with. */
    static String rows() {
        return String.valueOf(ROW);
    }

    /** The enterprise of a row's or presence's key; nothing if it is no such key, as somebody else may have put into a changelog. */
    static Optional<String> enterpriseOf(Bytes key) {
        byte[] bytes = key.get();
        for (int end = 1; end < bytes.length; end++) {
            if (bytes[end] == SEPARATOR) {
                return Optional.of(new String(bytes, 1, end - 1, StandardCharsets.UTF_8));
            }
        }
        return Optional.empty();
    }

    /** What the keys of an enterprise's rows start with. */
    static String rowsOf(String enterpriseId) {
        return ROW + enterpriseId + SEPARATOR;
    }

    /** The row of a key. */
    static RowKey row(Bytes key) {
        String[] fields = fields(key);
        return new RowKey(fields[0], RowKey.Kind.valueOf(fields[1]), fields[2]);
    }

    /** Key of a presence. */
    public static Bytes of(Presence.Key key) {
        return bytes(PRESENCE
                + key.enterpriseId()
                + SEPARATOR
                + key.kind()
                + SEPARATOR
                + key.scope()
                + SEPARATOR
                + key.year());
    }

    /** What the keys of an enterprise's presences start with. */
    static String presencesOf(String enterpriseId) {
        return PRESENCE + enterpriseId + SEPARATOR;
    }

    /** The presence of a key. */
    static Presence.Key presence(Bytes key) {
        String[] fields = fields(key);
        return new Presence.Key(
                fields[0], Presence.Kind.valueOf(fields[1]), scope(fields[2]), Integer.parseInt(fields[3]));
    }

    /** Key of one partition's flows of a series in a month. */
    public static Bytes of(int partition, MonthKey key) {
        return bytes(FLOWS
                + Integer.toString(partition)
                + SEPARATOR
                + key.series().measure().id()
                + SEPARATOR
                + key.series().scope()
                + SEPARATOR
                + key.month());
    }

    /** Whether a key begins as those of flows. */
    static boolean mayBeFlows(Bytes key) {
        return begins(key, FLOWS);
    }

    /** Whether a key is that of flows, of whatever release. */
    static boolean isFlows(Bytes key) {
        return begins(key, FLOWS) && FLOWS_KEY.matcher(text(key)).matches();
    }

    /** Whether a key is that of an input's position. */
    public static boolean isInput(Bytes key) {
        return begins(key, INPUT) && INPUT_KEY.matcher(text(key)).matches();
    }

    private static boolean begins(Bytes key, char letter) {
        return key.get().length > 0 && key.get()[0] == letter;
    }

    /** The month of a key of flows. */
    static MonthKey month(Bytes key) {
        String[] fields = fields(key);
        return new MonthKey(new Series(measure(fields[1]), scope(fields[2])), Integer.parseInt(fields[3]));
    }

    /** Key of how far a topic's partition has been read. */
    public static Bytes input(String topic, int partition) {
        return bytes(INPUT + topic + SEPARATOR + partition);
    }

    /** Key of something there is one of. */
    public static Bytes only(String name) {
        return bytes("_" + name);
    }

    /** The scope of this text, which this service wrote itself. */
    public static Scope scope(String text) {
        return known(Scope.parse(text), text);
    }

    /** The measure with this id, which this service wrote itself. */
    public static Measure measure(String id) {
        return known(Measure.byId(id), id);
    }

    private static <T> T known(@Nullable T value, String text) {
        if (value == null) {
            throw new IllegalStateException("state of another release: '" + text + "' is unknown");
        }
        return value;
    }

    private static String[] fields(Bytes key) {
        return text(key).split(String.valueOf(SEPARATOR), -1);
    }

    /** What comes after the letter. */
    private static String text(Bytes key) {
        return new String(key.get(), 1, key.get().length - 1, StandardCharsets.UTF_8);
    }

    private static Bytes bytes(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
