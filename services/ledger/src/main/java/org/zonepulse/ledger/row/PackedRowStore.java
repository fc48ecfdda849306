package org.zonepulse.ledger.row;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.kpi.FlowSums;
import org.zonepulse.ledger.measure.Series;

/**
 * Keeps rows and presences in memory as packed bytes, for replays of long logs: a few dozen bytes an event, and no object
 * for each. What is asked for is unpacked anew each time; so this is for a fold that takes in many events at once.
 *
 * <p>Of the flows it keeps what was added since they were last handed out, and not their history.
 */
public final class PackedRowStore implements RowStore {

    private static final int NONE = -1;

    private final Dictionary dictionary = new Dictionary();
    private final Packer out = new Packer(dictionary);
    private final Unpacker in = new Unpacker(dictionary);
    private final PackedRows packed = new PackedRows(out, in);

    private final ByteTable enterprises = new ByteTable();
    private final ByteTable items = new ByteTable();

    /** By enterprise: its first item. */
    private int[] first = new int[16];

    /** By item: the enterprise's next. */
    private int[] next = new int[16];

    /** The enterprise that was asked for last, since the same is asked for many times in a row. */
    private String lastId = "";

    private int last = NONE;

    private FlowSums flows = new FlowSums();
    private final Map<Anomaly.Key, Anomaly> anomalies = new HashMap<>();

    @Override
    public Row row(RowKey key) {
        int item = find(key);
        if (item == NONE) {
            return Row.EMPTY;
        }
        seekValue(item);
        return packed.readRow(key);
    }

    private int find(RowKey key) {
        int enterprise = enterprise(key.enterpriseId());
        if (enterprise == NONE) {
            return NONE;
        }
        out.clear();
        packed.writeKey(enterprise, key);
        return items.find(out.bytes(), out.size());
    }

    @Override
    public void put(RowKey key, Row row) {
        int item = find(key);
        if (item == NONE) {
            int enterprise = addEnterprise(key.enterpriseId());
            out.clear();
            packed.writeKey(enterprise, key);
            item = addItem(enterprise);
        }
        out.clear();
        packed.write(key, row);
        items.put(item, out.bytes(), out.size());
    }

    @Override
    public void forEachRow(String enterpriseId, BiConsumer<RowKey, Row> visitor) {
        forEachItem(enterpriseId, item -> {
            in.seek(items.page(item), items.keyAt(item));
            RowKey.Kind kind = packed.readKind();
            if (kind != null) {
                RowKey key = packed.readRowKey(kind, enterpriseId);
                seekValue(item);
                visitor.accept(key, packed.readRow(key));
            }
        });
    }

    @Override
    public Presence presence(Presence.Key key) {
        int item = find(key);
        if (item == NONE || items.isEmpty(item)) {
            return Presence.EMPTY;
        }
        seekValue(item);
        return packed.readPresence();
    }

    private int find(Presence.Key key) {
        int enterprise = enterprise(key.enterpriseId());
        if (enterprise == NONE) {
            return NONE;
        }
        out.clear();
        packed.writeKey(enterprise, key);
        return items.find(out.bytes(), out.size());
    }

    /** Of an empty presence the key alone remains: it may well come again. */
    @Override
    public void put(Presence.Key key, Presence presence) {
        int item = find(key);
        if (item == NONE) {
            if (presence.isEmpty()) {
                return;
            }
            int enterprise = addEnterprise(key.enterpriseId());
            out.clear();
            packed.writeKey(enterprise, key);
            item = addItem(enterprise);
        }
        out.clear();
        if (!presence.isEmpty()) {
            packed.write(presence);
        }
        items.put(item, out.bytes(), out.size());
    }

    @Override
    public void forEachPresence(String enterpriseId, BiConsumer<Presence.Key, Presence> visitor) {
        forEachItem(enterpriseId, item -> {
            in.seek(items.page(item), items.keyAt(item));
            if (packed.readKind() == null && !items.isEmpty(item)) {
                Presence.Key key = packed.readPresenceKey(enterpriseId);
                seekValue(item);
                visitor.accept(key, packed.readPresence());
            }
        });
    }

    private void forEachItem(String enterpriseId, IntConsumer visitor) {
        int enterprise = enterprise(enterpriseId);
        for (int item = enterprise == NONE ? NONE : first[enterprise]; item != NONE; item = next[item]) {
            visitor.accept(item);
        }
    }

    private void seekValue(int item) {
        in.seek(items.page(item), items.valueAt(item));
    }

    /** The enterprise's number, if it has one. */
    private int enterprise(String enterpriseId) {
        if (last == NONE || !lastId.equals(enterpriseId)) {
            out.clear();
            out.writeText(enterpriseId);
            last = enterprises.find(out.bytes(), out.size());
            lastId = enterpriseId;
        }
        return last;
    }

    private int addEnterprise(String enterpriseId) {
        if (enterprise(enterpriseId) == NONE) {
            out.clear();
            out.writeText(enterpriseId);
            last = enterprises.add(out.bytes(), out.size());
            if (last == first.length) {
                first = Arrays.copyOf(first, first.length * 2);
            }
            first[last] = NONE;
        }
        return last;
    }

    /** Adds an item of the enterprise under the key that was written. */
    private int addItem(int enterprise) {
        int item = items.add(out.bytes(), out.size());
        if (item == next.length) {
            next = Arrays.copyOf(next, next.length * 2);
        }
        next[item] = first[enterprise];
        first[enterprise] = item;
        return item;
    }

    @Override
    public void add(Series series, int day, long amount) {
        flows.add(series, day, amount);
    }

    /** Hands over what was added to the flows since the last time. */
    public FlowSums takeFlows() {
        FlowSums taken = flows;
        flows = new FlowSums();
        return taken;
    }

    @Override
    public void show(Anomaly.Key key, @Nullable Anomaly before, @Nullable Anomaly after) {
        if (after == null) {
            anomalies.remove(key);
        } else {
            anomalies.put(key, after);
        }
    }

    /** What contradicts itself. */
    public Map<Anomaly.Key, Anomaly> anomalies() {
        return Collections.unmodifiableMap(anomalies);
    }
}
