package org.zonepulse.avrocodec;

import java.util.Map;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes generated and generic Avro records in the Confluent wire format. Configured by Confluent's keys, and
 * replaceable by {@code io.confluent.kafka.serializers.KafkaAvroSerializer} by class name alone. Safe for use by
 * several threads, as a producer's serializer has to be.
 *
 * @param <T> a generated class, or {@link org.apache.avro.generic.GenericRecord}
 */
public final class AvroSerializer<T extends IndexedRecord> implements Serializer<T> {
    private final RegistryHandle registry;
    private volatile @Nullable AvroRecordEncoder encoder;

    /** For Kafka, which calls {@link #configure} next. */
    public AvroSerializer() {
        this.registry = new RegistryHandle(null);
    }

    /** With a registry of the caller's, which stays the caller's to close; {@link #configure} has to follow. */
    public AvroSerializer(SchemaRegistry registry) {
        this.registry = new RegistryHandle(registry);
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        CodecConfig config = new CodecConfig(configs);
        encoder = new AvroRecordEncoder(new RecordSchemas(registry.get(config), config, isKey, System::nanoTime));
    }

    /**
     * {@inheritDoc}
     *
     * @return null for null: a tombstone
     * @throws org.apache.kafka.common.errors.SerializationException if the record doesn't fit its own schema
     * @throws SchemaRefusedException if its schema is refused by the registry, or not registered and not to be
     * @throws RegistryUnavailableException if the schema's id isn't known here yet and no registry answers
     * @throws RegistryAccessException if the registry won't serve us as we are configured
     */
    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T data) {
        if (data == null) {
            return null;
        }
        AvroRecordEncoder configured = encoder;
        if (configured == null) {
            throw new IllegalStateException("configure() has to be called before serialize()");
        }
        return configured.encode(topic, data);
    }

    @Override
    public void close() {
        registry.close();
    }
}
