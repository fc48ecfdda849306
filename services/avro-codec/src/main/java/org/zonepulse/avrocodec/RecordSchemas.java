package org.zonepulse.avrocodec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** What is known about each schema that records to be written have: its id in the registry, and a writer. */
final class RecordSchemas {
    private final SchemaRegistry registry;
    private final boolean isKey;
    private final SubjectNaming naming;
    private final IdSource ids;
    private final boolean normalize;
    private final boolean removeJavaProperties;
    private final boolean latestStrict;
    private final long latestNanos;
    private final LongSupplier nanoTime;
    private final BoundedCache<Origin, Writing> known;
    private final SingleFlight<Origin, Writing> asking = new SingleFlight<>();

    /** Where a schema's id comes from; the order of precedence is Confluent's. */
    private enum IdSource {
        REGISTER,
        LATEST,
        LOOK_UP
    }

    RecordSchemas(SchemaRegistry registry, CodecConfig config, boolean isKey, LongSupplier nanoTime) {
        this.registry = registry;
        this.isKey = isKey;
        this.naming = config.naming(isKey);
        if (config.getBoolean(CodecConfig.AUTO_REGISTER)) {
            this.ids = IdSource.REGISTER;
        } else {
            this.ids = config.getBoolean(CodecConfig.USE_LATEST) ? IdSource.LATEST : IdSource.LOOK_UP;
        }
        this.normalize = config.getBoolean(CodecConfig.NORMALIZE);
        this.removeJavaProperties = config.getBoolean(CodecConfig.REMOVE_JAVA_PROPERTIES);
        this.latestStrict = config.getBoolean(CodecConfig.LATEST_STRICT);
        int seconds = config.getInt(CodecConfig.LATEST_TTL);
        this.latestNanos = seconds < 0 ? Long.MAX_VALUE : TimeUnit.SECONDS.toNanos(seconds);
        this.nanoTime = nanoTime;
        this.known = new BoundedCache<>(config.getInt(CodecConfig.MAX_SCHEMAS));
    }

    /** Avro's schemas keep their hash code, and compare by identity first: cheap as a key while schemas are shared. */
    private record Origin(String topic, Schema schema, Class<?> type) {}

    /**
     * How to write records of one schema.
     *
     * @param adapter what turns a record into one of the schema that is written, or null if it needs no turning
     */
    record Writing(
            int id, DatumWriter<Object> writer, @Nullable Adapter adapter, long sinceNanos) {
        Object adapted(IndexedRecord record) throws IOException {
            return adapter == null ? record : adapter.adapt(record);
        }
    }

    Writing writing(String topic, IndexedRecord record) {
        Class<?> type = record instanceof SpecificRecord ? record.getClass() : GenericData.Record.class;
        Origin origin = new Origin(topic, record.getSchema(), type);
        Writing writing = fresh(origin);
        return writing != null
                ? writing
                : asking.ask(origin, () -> {
                    Writing meanwhile = fresh(origin);
                    if (meanwhile != null) {
                        return meanwhile;
                    }
                    Writing prepared = prepare(origin);
                    known.put(origin, prepared);
                    return prepared;
                });
    }

    private @Nullable Writing fresh(Origin origin) {
        Writing writing = known.get(origin);
        return writing == null || isStale(writing) ? null : writing;
    }

    private boolean isStale(Writing writing) {
        return ids == IdSource.LATEST
                && latestNanos != Long.MAX_VALUE
                && nanoTime.getAsLong() - writing.sinceNanos() > latestNanos;
    }

    private Writing prepare(Origin origin) {
        Schema schema = origin.schema();
        String subject = naming.subject(origin.topic(), isKey, schema);
        DatumWriter<Object> writer = SpecificRecord.class.isAssignableFrom(origin.type())
                ? new SpecificDatumWriter<>(schema, SpecificData.getForClass(origin.type()))
                : new GenericDatumWriter<>(schema);
        return switch (ids) {
            case REGISTER -> new Writing(registry.register(subject, registered(schema), normalize), writer, null, 0);
            case LOOK_UP -> new Writing(lookedUp(subject, schema), writer, null, 0);
            case LATEST -> latest(subject, schema, writer);
        };
    }

    private Schema registered(Schema schema) {
        return removeJavaProperties ? JavaProperties.removedFrom(schema) : schema;
    }

    private int lookedUp(String subject, Schema schema) {
        OptionalInt id = registry.idOf(subject, registered(schema), normalize);
        if (id.isEmpty()) {
            throw new UnregisteredSchemaException("The schema of " + schema.getFullName()
                    + " isn't registered under subject " + subject + ", and " + CodecConfig.AUTO_REGISTER + " is off");
        }
        return id.getAsInt();
    }

    private Writing latest(String subject, Schema own, DatumWriter<Object> writer) {
        SchemaRegistry.RegisteredSchema newest = registry.latest(subject)
                .orElseThrow(
                        () -> new UnregisteredSchemaException("Subject " + subject + " has no version to write with"));
        Schema latest = newest.schema();
        long now = nanoTime.getAsLong();
        if (SchemaNormalization.toParsingForm(own).equals(SchemaNormalization.toParsingForm(latest))) {
            return new Writing(newest.id(), writer, null, now);
        }
        if (latestStrict && !isReadableBy(latest, own)) {
            throw new SchemaRefusedException("The newest schema of subject " + subject + " (id " + newest.id()
                    + ") can't hold records of " + own.getFullName() + ", and " + CodecConfig.LATEST_STRICT + " is on");
        }
        return new Writing(newest.id(), new GenericDatumWriter<>(latest), new Adapter(own, writer, latest), now);
    }

    private static boolean isReadableBy(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                        .getType()
                == SchemaCompatibilityType.COMPATIBLE;
    }

    /**
     * Carries a record over to another version of its schema by Avro's resolution, by way of bytes. Slow, and right:
     * writing the record with the other schema as it is would take fields by position.
     */
    record Adapter(Schema own, DatumWriter<Object> writer, Schema target) {
        Object adapt(IndexedRecord record) throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            writer.write(record, encoder);
            encoder.flush();
            return new GenericDatumReader<>(own, target)
                    .read(null, DecoderFactory.get().binaryDecoder(out.toByteArray(), null));
        }
    }
}
