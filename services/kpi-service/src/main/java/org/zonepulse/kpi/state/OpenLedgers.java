package org.zonepulse.kpi.state;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** The ledgers of the partitions that this instance holds at the moment: restored, and being worked at. */
public final class OpenLedgers {

    private final ConcurrentMap<Integer, OpenLedger> byPartition = new ConcurrentHashMap<>();

    /** Opens a partition's ledger to readers; to be called by its stream thread once the store is restored. */
    public OpenLedger open(int partition, ReadOnlyKeyValueStore<Bytes, byte[]> store) {
        OpenLedger ledger = new OpenLedger(partition, store);
        OpenLedger before = byPartition.put(partition, ledger);
        if (before != null) {
            before.close();
        }
        return ledger;
    }

    /** Closes it to readers; to be called before its store is closed. */
    public void close(OpenLedger ledger) {
        byPartition.remove(ledger.partition(), ledger);
        ledger.close();
    }

    /** The ledger of a partition; null if it isn't held here. */
    public @Nullable OpenLedger of(int partition) {
        return byPartition.get(partition);
    }

    /** All of them, in order of partition. */
    public List<OpenLedger> all() {
        return byPartition.values().stream()
                .sorted(Comparator.comparingInt(OpenLedger::partition))
                .toList();
    }
}
