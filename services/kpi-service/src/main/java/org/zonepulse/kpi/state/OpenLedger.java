package org.zonepulse.kpi.state;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.zonepulse.eventlog.EventDecoder;
import org.zonepulse.ledger.row.Row;
import org.zonepulse.ledger.row.RowKey;

/**
 * One partition's ledger as other threads than its own may read it: as it was written before the last commit, and never
 * half-written. What the stream thread keeps decoded is its own and isn't looked at.
 *
 * <p>The stream thread writes to the store once a commit, all at once; only then do readers wait. It waits in turn for those
 * that are just reading one enterprise's bytes: these are decoded outside of the lock. The lock isn't only for rows that
 * belong together: iterators of Kafka Streams' store in memory must not be used beside writes.
 */
public final class OpenLedger {

    /** Writing waits for the broker when that is slow; readers don't for longer than this. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Rows that are looked at before writing gets its turn: some tens of milliseconds, and the first time a copy of the keys where they are in memory. */
    private static final int FOUND_AT_ONCE = 1 << 16;

    private final int partition;
    private final ReadOnlyKeyValueStore<Bytes, byte[]> store;
    /** Those that have come since it was opened, and those found of before. */
    private final Set<String> enterprises = ConcurrentHashMap.newKeySet();

    private final int foundAtOnce;
    private final Object finding = new Object();
    /** Rows that haven't been looked at for enterprises of before; null until somebody asks, and once all are found. */
    private @Nullable KeyValueIterator<Bytes, byte[]> unseen;

    private boolean allFound;

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    /**
     * What is known of an enterprise.
     *
     * @param rows its rows; empty if none are known
     * @param inputs how far the event topics have been read: the rows hold exactly the events up to there
     */
    public record Reading(Map<RowKey, Row> rows, List<InputPosition> inputs) {
        public Reading {
            rows = Map.copyOf(rows);
            inputs = List.copyOf(inputs);
        }
    }

    /** Opens a ledger to others; to be called by the thread that writes it, before anything is written. */
    OpenLedger(int partition, ReadOnlyKeyValueStore<Bytes, byte[]> store) {
        this(partition, store, FOUND_AT_ONCE);
    }

    OpenLedger(int partition, ReadOnlyKeyValueStore<Bytes, byte[]> store, int foundAtOnce) {
        this.partition = partition;
        this.store = store;
        this.foundAtOnce = foundAtOnce;
    }

    /** The partition of the event topics. */
    public int partition() {
        return partition;
    }

    /** Notes that there is an enterprise, or will be with the next writing. */
    public void know(String enterpriseId) {
        enterprises.add(enterpriseId);
    }

    /** Writes to the store what belongs together. */
    public void write(Runnable writing) {
        lock.writeLock().lock();
        try {
            writing.run();
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** From now on nobody can read it; returns when nobody does. */
    void close() {
        write(() -> {
            closed = true;
            if (unseen != null) {
                unseen.close();
                unseen = null;
            }
        });
    }

    /**
     * Looks for enterprises that were there when the ledger was opened, some at a time. Only for who asks: to do it when a
     * partition is taken over would take the longer the more there are, while figures stand still.
     *
     * @return whether there may be more
     * @throws LedgerUnavailable if the partition has gone elsewhere, or its writing takes too long
     */
    public boolean findMore() throws LedgerUnavailable {
        synchronized (finding) {
            return !allFound && locked(this::find);
        }
    }

    /** Goes on with one iterator: a store in memory copies all keys for each. */
    private boolean find() {
        KeyValueIterator<Bytes, byte[]> rows = unseen;
        if (rows == null) {
            rows = store.prefixScan(StoreKey.rows(), new StringSerializer());
            unseen = rows;
        }
        for (int i = 0; i < foundAtOnce && rows.hasNext(); i++) {
            StoreKey.enterpriseOf(rows.next().key).ifPresent(enterprises::add);
        }
        allFound = !rows.hasNext();
        if (allFound) {
            rows.close();
            unseen = null;
        }
        return !allFound;
    }

    /**
     * The enterprises of the partition, in no order; those of which rows are to be written soon are among them. All of them once
     * {@link #findMore} has found the last.
     */
    public List<String> enterprises() {
        return List.copyOf(enterprises);
    }

    /**
     * Reads all rows of an enterprise.
     *
     * @throws LedgerUnavailable if the partition has gone elsewhere, or its writing takes too long
     */
    public Reading read(String enterpriseId) throws LedgerUnavailable {
        return read(enterpriseId, EnumSet.allOf(RowKey.Kind.class));
    }

    /**
     * Reads an enterprise's rows of these kinds.
     *
     * @throws LedgerUnavailable if the partition has gone elsewhere, or its writing takes too long
     */
    public Reading read(String enterpriseId, Set<RowKey.Kind> kinds) throws LedgerUnavailable {
        List<KeyValue<Bytes, byte[]>> entries = new ArrayList<>();
        List<InputPosition> inputs = locked(() -> {
            scan(StoreKey.rowsOf(enterpriseId), entries::add);
            return readInputs();
        });
        Map<RowKey, Row> rows = new HashMap<>();
        for (KeyValue<Bytes, byte[]> entry : entries) {
            RowKey key = StoreKey.row(entry.key);
            if (kinds.contains(key.kind())) {
                rows.put(key, StateBytes.row(entry.value));
            }
        }
        return new Reading(rows, inputs);
    }

    /**
     * How far the event topics have been read.
     *
     * @throws LedgerUnavailable if the partition has gone elsewhere, or its writing takes too long
     */
    public List<InputPosition> inputs() throws LedgerUnavailable {
        return locked(this::readInputs);
    }

    private List<InputPosition> readInputs() {
        List<InputPosition> inputs = new ArrayList<>();
        for (String topic : EventDecoder.topics()) {
            byte[] bytes = store.get(StoreKey.input(topic, partition));
            if (bytes != null) {
                inputs.add(StateBytes.read(bytes, InputPosition::read));
            }
        }
        return inputs;
    }

    private <T> T locked(Supplier<T> reading) throws LedgerUnavailable {
        try {
            if (!lock.readLock().tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new LedgerUnavailable("partition " + partition + " is being written for long");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LedgerUnavailable("interrupted while partition " + partition + " was being written");
        }
        try {
            if (closed) {
                throw new LedgerUnavailable("partition " + partition + " has gone elsewhere");
            }
            return reading.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    private void scan(String prefix, Consumer<KeyValue<Bytes, byte[]>> visitor) {
        try (KeyValueIterator<Bytes, byte[]> entries = store.prefixScan(prefix, new StringSerializer())) {
            entries.forEachRemaining(visitor);
        }
    }

    /** A partition can't be read here now. */
    public static final class LedgerUnavailable extends Exception {
        private static final long serialVersionUID = 1;

        LedgerUnavailable(String why) {
            super(why);
        }
    }
}
