package org.zonepulse.kpi.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.kpi.FlowBook;
import org.zonepulse.ledger.kpi.MonthFlows;
import org.zonepulse.ledger.kpi.MonthKey;

/**
 * What all partitions have said, as bytes with a changelog, and <b>always summed</b>: each record that comes out of the changelog is
 * added to the book of flows at once, on instances that stand by as well. So whoever takes the cuts over needn't read back what years
 * of events have left, while figures stand still.
 *
 * <p>In memory whatever the kind of the other stores: the sums are there in any case, and are larger.
 *
 * <p>Not thread-safe; Kafka Streams hands it from the thread that restores to the one that processes.
 */
public final class CutStore implements StateStore {

    private final Content content;
    private final KeyValueStore<Bytes, byte[]> logged;

    private CutStore(Content content, KeyValueStore<Bytes, byte[]> logged) {
        this.content = content;
        this.logged = logged;
    }

    /**
     * A store for the processor of cuts, which gets it from its context by this name.
     *
     * @param metricsScope that of the service's other store: Prometheus takes a meter with one set of tags only, and this is the name of one
     */
    public static StoreBuilder<CutStore> builder(String name, String metricsScope) {
        return new OwnStoreBuilder<>(name, true, () -> build(name, metricsScope));
    }

    /** What is kept under a key. */
    public byte @Nullable [] get(Bytes key) {
        return content.get(key);
    }

    /**
     * Keeps something under a key. Flows have to be in the {@linkplain #flows book} already: who changes them there knows the
     * difference.
     */
    public void put(Bytes key, byte[] value) {
        logged.put(key, value);
    }

    /** Forgets what is kept under a key. */
    public void delete(Bytes key) {
        var _ = logged.delete(key);
    }

    /**
     * The flows in all scopes. They become the processor's to change together with what it keeps: Kafka Streams commits both, or closes
     * the store, so that it is restored from nothing.
     *
     * @throws IllegalStateException if state of another release has been restored that this one can't read
     */
    public FlowBook flows() {
        return content.flows();
    }

    /** How far the partitions said that they have read. */
    public List<InputPosition> inputs() {
        List<InputPosition> inputs = new ArrayList<>();
        content.others.forEach((key, value) -> {
            if (StoreKey.isInput(key)) {
                inputs.add(StateBytes.read(value, InputPosition::read));
            }
        });
        return inputs;
    }

    @Override
    public String name() {
        return logged.name();
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        logged.init(context, root);
    }

    @Override
    public void close() {
        logged.close();
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return logged.isOpen();
    }

    @Override
    public Position getPosition() {
        return Position.emptyPosition();
    }

    /** What Kafka Streams puts its changelog around. */
    static final class Content implements KeyValueStore<Bytes, byte[]> {

        private static final MonthFlows NONE = new MonthFlows();

        private final String name;
        private final Map<Bytes, byte[]> flows = new HashMap<>();
        private final Map<Bytes, byte[]> others = new HashMap<>();
        private final FlowKeyReader keys = new FlowKeyReader();
        private FlowBook book = new FlowBook();
        /**
         * Of what this release can't read, why. An instance of the release before may stand by for one of the next: that matters only
         * if it is to go on from there.
         */
        private final Map<Bytes, IllegalStateException> unreadable = new HashMap<>();

        private boolean open;

        Content(String name) {
            this.name = name;
        }

        FlowBook flows() {
            unreadable.values().stream().findFirst().ifPresent(why -> {
                throw new IllegalStateException(why.getMessage(), why);
            });
            return book;
        }

        private Map<Bytes, byte[]> of(Bytes key) {
            return StoreKey.mayBeFlows(key) ? flows : others;
        }

        /** From the changelog: written by whoever had the task until then, or by nobody of ours. */
        void restore(byte[] keyBytes, byte @Nullable [] value) {
            Bytes key = Bytes.wrap(keyBytes);
            byte[] before = value == null ? of(key).remove(key) : of(key).put(key, value);
            boolean wasReadable = unreadable.remove(key) == null;
            MonthFlows after = NONE;
            MonthKey month = null;
            try {
                month = keys.read(key);
                after = month == null ? NONE : read(value);
            } catch (IllegalStateException e) {
                if (value != null) {
                    unreadable.put(key, e);
                }
            }
            if (month != null) {
                book.replace(month, wasReadable ? read(before) : NONE, after);
            }
        }

        private static MonthFlows read(byte @Nullable [] bytes) {
            return bytes == null ? NONE : StateBytes.flows(bytes);
        }

        @Override
        public byte @Nullable [] get(Bytes key) {
            return of(key).get(key);
        }

        @Override
        public void put(Bytes key, byte @Nullable [] value) {
            if (value == null) {
                of(key).remove(key);
            } else {
                of(key).put(key, value);
            }
        }

        @Override
        public byte @Nullable [] putIfAbsent(Bytes key, byte[] value) {
            return of(key).putIfAbsent(key, value);
        }

        @Override
        public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
            entries.forEach(entry -> put(entry.key, entry.value));
        }

        @Override
        public byte @Nullable [] delete(Bytes key) {
            return of(key).remove(key);
        }

        @Override
        public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
            throw new UnsupportedOperationException("nobody reads it in order");
        }

        @Override
        public KeyValueIterator<Bytes, byte[]> all() {
            throw new UnsupportedOperationException("nobody reads it in order");
        }

        @Override
        public long approximateNumEntries() {
            return flows.size() + (long) others.size();
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void init(StateStoreContext context, StateStore root) {
            context.register(root, this::restore);
            open = true;
        }

        /** Kafka Streams opens a store again whose task has failed, and restores it from nothing. */
        @Override
        public void close() {
            flows.clear();
            others.clear();
            book = new FlowBook();
            unreadable.clear();
            open = false;
        }

        @Override
        public boolean persistent() {
            return false;
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public Position getPosition() {
            return Position.emptyPosition();
        }
    }

    private static CutStore build(String name, String metricsScope) {
        Content content = new Content(name);
        return new CutStore(
                content,
                Stores.keyValueStoreBuilder(new Supplier(content, metricsScope), Serdes.Bytes(), Serdes.ByteArray())
                        .withCachingDisabled()
                        .withLoggingEnabled(Map.of())
                        .build());
    }

    private record Supplier(Content content, String metricsScope) implements KeyValueBytesStoreSupplier {
        @Override
        public String name() {
            return content.name();
        }

        @Override
        public KeyValueStore<Bytes, byte[]> get() {
            return content;
        }
    }
}
