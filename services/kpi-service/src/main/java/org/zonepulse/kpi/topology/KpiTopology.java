package org.zonepulse.kpi.topology;

import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Branched;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.RecordContext;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.processor.TopicNameExtractor;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.zonepulse.eventlog.EventDecoder;
import org.zonepulse.kpi.state.CommitHook;
import org.zonepulse.kpi.state.CutStore;
import org.zonepulse.schemas.TopicCatalogue;

/**
 * The two stages. Everything is bytes between the topics and the processors, since digests and dead letters are of the
 * bytes as they came.
 */
public final class KpiTopology {

    /** Rows, flows and positions of a partition. */
    public static final String LEDGER_STORE = "ledger";

    /** What all partitions have said, and the number of the last cut. */
    public static final String CUT_STORE = "cuts";

    static final String LEDGER_HOOK = "ledger-commit";
    static final String CUT_HOOK = "cuts-commit";

    private static final Serde<byte[]> BYTES = Serdes.ByteArray();

    /** Writes the bytes of an output as they are; nobody reads outputs here. */
    private static final Serde<Output> OUTPUT = Serdes.serdeFrom((_, output) -> output.value(), (_, _) -> {
        throw new UnsupportedOperationException("outputs are only written");
    });

    /** Where the ledger keeps its bytes; either way they are restored from their changelog. Cuts are summed in memory. */
    public enum StoreKind {
        IN_MEMORY,
        ROCKS_DB;

        private KeyValueBytesStoreSupplier supplier(String name) {
            return switch (this) {
                case IN_MEMORY -> Stores.inMemoryKeyValueStore(name);
                case ROCKS_DB -> Stores.persistentKeyValueStore(name);
            };
        }
    }

    /** Sends each output where it says. It has a name of its own, so that the topology can be written down. */
    private static final class TopicOfOutput implements TopicNameExtractor<byte[], Output> {
        @Override
        public String extract(byte @Nullable [] key, Output output, RecordContext context) {
            return output.topic();
        }

        @Override
        public String toString() {
            return "topic-of-output";
        }
    }

    /** Between the stages it is the application's default, which whoever runs this has to set. */
    private static final TimestampExtractor ANY_TIME = new AnyTime();

    private KpiTopology() {}

    /** The topology; every node, store and internal topic has a name of its own. */
    public static Topology build(Stage stage, StoreKind stores) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.addStateStore(ledger(stores));
        builder.addStateStore(CommitHook.builder(LEDGER_HOOK));
        builder.addStateStore(
                CutStore.builder(CUT_STORE, stores.supplier(LEDGER_STORE).metricsScope()));
        builder.addStateStore(CommitHook.builder(CUT_HOOK));

        KStream<byte[], Output> folded = builder.stream(
                        EventDecoder.topics(),
                        Consumed.with(BYTES, BYTES)
                                .withTimestampExtractor(ANY_TIME)
                                .withName("read-events"))
                .process(() -> new LedgerProcessor(stage), Named.as("fold-events"), LEDGER_STORE, LEDGER_HOOK);
        Map<String, KStream<byte[], Output>> ways = folded.split(Named.as("route-"))
                .branch((_, output) -> output.isPartitionUpdate(), Branched.as("partition-updates"))
                .defaultBranch(Branched.as("outputs"));
        publish(ways.get("route-outputs"), "publish-outputs");

        KStream<byte[], Input> updates = ready(ways.get("route-partition-updates"))
                .mapValues(Output::bytes, Named.as("unwrap-partition-updates"))
                .repartition(Repartitioned.with(BYTES, BYTES)
                        .withName("partition-updates")
                        .withNumberOfPartitions(1))
                .mapValues(Input::update, Named.as("receive-partition-updates"));
        KStream<byte[], Input> days = builder.stream(
                        TopicCatalogue.CALENDAR.name(),
                        Consumed.with(BYTES, BYTES)
                                .withTimestampExtractor(ANY_TIME)
                                .withName("read-calendar"))
                .mapValues(Input::calendar, Named.as("receive-calendar"));
        KStream<byte[], Output> cuts = updates.merge(days, Named.as("merge-inputs"))
                .process(() -> new CutProcessor(stage), Named.as("sum-partitions"), CUT_STORE, CUT_HOOK);
        publish(cuts, "publish-cuts");
        return builder.build();
    }

    private static void publish(@Nullable KStream<byte[], Output> outputs, String name) {
        ready(outputs).to(new TopicOfOutput(), Produced.with(BYTES, OUTPUT).withName(name));
    }

    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> ledger(StoreKind stores) {
        return Stores.keyValueStoreBuilder(stores.supplier(LEDGER_STORE), Serdes.Bytes(), BYTES)
                .withCachingDisabled()
                .withLoggingEnabled(Map.of());
    }

    /** What a processor has after its {@code init}. */
    static <T> T ready(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("not there before init");
        }
        return value;
    }
}
