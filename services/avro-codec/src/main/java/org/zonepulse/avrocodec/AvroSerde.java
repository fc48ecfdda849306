package org.zonepulse.avrocodec;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * {@link AvroSerializer} and {@link AvroDeserializer} together, with one connection to the registry.
 *
 * @param <T> a generated class, or {@link org.apache.avro.generic.GenericRecord}
 */
public final class AvroSerde<T extends IndexedRecord> implements Serde<T> {
    private final RegistryHandle registry;
    private final @Nullable Class<? extends SpecificRecord> type;
    private @Nullable AvroSerializer<T> serializer;
    private @Nullable AvroDeserializer<T> deserializer;

    /** For Kafka, which calls {@link #configure} next. */
    public AvroSerde() {
        this(null, null);
    }

    private AvroSerde(@Nullable SchemaRegistry registry, @Nullable Class<? extends SpecificRecord> type) {
        this.registry = new RegistryHandle(registry);
        this.type = type;
    }

    /**
     * A configured serde of one generated class, which becomes trusted as by {@link TrustedRecordClasses#trust}.
     *
     * @param registry stays the caller's to close
     * @param configs Confluent's keys; no address is needed
     */
    public static <T extends SpecificRecord> AvroSerde<T> of(
            Class<T> type, SchemaRegistry registry, Map<String, ?> configs, boolean isKey) {
        AvroSerde<T> serde = new AvroSerde<>(registry, type);
        serde.configure(configs, isKey);
        return serde;
    }

    /** As {@link #of(Class, SchemaRegistry, Map, boolean)}, with a registry of its own from the configuration. */
    public static <T extends SpecificRecord> AvroSerde<T> of(Class<T> type, Map<String, ?> configs, boolean isKey) {
        AvroSerde<T> serde = new AvroSerde<>(null, type);
        serde.configure(configs, isKey);
        return serde;
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        SchemaRegistry shared = registry.get(new CodecConfig(configs));
        Map<String, ?> own = new HashMap<>(configs);
        AvroSerializer<T> ours = new AvroSerializer<>(shared);
        ours.configure(own, isKey);
        AvroDeserializer<T> theirs = new AvroDeserializer<>(shared, type);
        theirs.configure(own, isKey);
        serializer = ours;
        deserializer = theirs;
    }

    @Override
    public Serializer<T> serializer() {
        return configured(serializer);
    }

    @Override
    public Deserializer<T> deserializer() {
        return configured(deserializer);
    }

    private static <P> P configured(@Nullable P part) {
        if (part == null) {
            throw new IllegalStateException("configure() has to be called first");
        }
        return part;
    }

    @Override
    public void close() {
        registry.close();
    }
}
