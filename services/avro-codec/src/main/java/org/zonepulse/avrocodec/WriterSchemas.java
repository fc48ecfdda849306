package org.zonepulse.avrocodec;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaIncompatibilityType;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.jspecify.annotations.Nullable;

/** What is known about each schema id that records carry: a reader, or why there can't be one. */
final class WriterSchemas {
    private final SchemaRegistry registry;
    private final RecordTarget target;
    private final BoundedCache<Integer, Resolution> known;
    private final BoundedCache<Integer, Absent> absent;
    private final long absentNanos;
    private final LongSupplier nanoTime;

    /** Most records carry the same id as the one before. */
    private volatile @Nullable Resolution last;

    WriterSchemas(
            SchemaRegistry registry,
            RecordTarget target,
            int capacity,
            int absentCapacity,
            Duration absentFor,
            LongSupplier nanoTime) {
        this.registry = registry;
        this.target = target;
        this.known = new BoundedCache<>(capacity);
        this.absent = new BoundedCache<>(absentCapacity);
        this.absentNanos = absentFor.toNanos();
        this.nanoTime = nanoTime;
    }

    static WriterSchemas of(SchemaRegistry registry, RecordTarget target) {
        return new WriterSchemas(registry, target, 1000, 10_000, Duration.ofSeconds(5), System::nanoTime);
    }

    static WriterSchemas of(SchemaRegistry registry, RecordTarget target, CodecConfig config) {
        return new WriterSchemas(
                registry,
                target,
                config.getInt(CodecConfig.MAX_SCHEMAS),
                config.getInt(CodecConfig.MISSING_SIZE),
                Duration.ofSeconds(config.getInt(CodecConfig.MISSING_ID_TTL)),
                System::nanoTime);
    }

    sealed interface Resolution {
        int id();
    }

    /**
     * @param compatible whether every record of the writer's schema can be resolved to the reader's; some can even if
     *     not all can, such as those that don't use a symbol which the reader lacks
     */
    record Decodable(int id, DatumReader<?> reader, boolean compatible) implements Resolution {}

    record Undecodable(int id, UndecodableReason reason, String message) implements Resolution {
        <T> Decoded.Rejected<T> rejected() {
            return new Decoded.Rejected<>(reason, message);
        }
    }

    /** An id that the registry didn't know, and until when we believe it. */
    private record Absent(Undecodable answer, long untilNanos) {}

    Resolution resolve(int id, @Nullable String subject) {
        @Nullable Resolution candidate = last;
        if (candidate != null && candidate.id() == id) {
            return candidate;
        }
        candidate = known.get(id);
        if (candidate != null) {
            last = candidate;
            return candidate;
        }
        Absent recently = absent.get(id);
        if (recently != null && recently.untilNanos() - nanoTime.getAsLong() > 0) {
            return recently.answer();
        }
        return ask(id, subject);
    }

    private Resolution ask(int id, @Nullable String subject) {
        @Nullable Resolution answer = switch (registry.byId(id, subject)) {
            case SchemaRegistry.SchemaById.Found(Schema writer) -> prepare(id, writer);
            case SchemaRegistry.SchemaById.Unusable(String why) ->
                new Undecodable(id, UndecodableReason.UNUSABLE_SCHEMA, "schema " + id + ": " + why);
            case SchemaRegistry.SchemaById.Unknown() -> null;
        };
        if (answer == null) {
            Undecodable unknown =
                    new Undecodable(id, UndecodableReason.UNKNOWN_SCHEMA_ID, "the registry has no schema " + id);
            absent.put(id, new Absent(unknown, nanoTime.getAsLong() + absentNanos));
            return unknown;
        }
        absent.remove(id);
        known.put(id, answer);
        return answer;
    }

    private Resolution prepare(int id, Schema writer) {
        if (writer.getType() != Schema.Type.RECORD) {
            return new Undecodable(
                    id,
                    UndecodableReason.UNUSABLE_SCHEMA,
                    "schema " + id + " isn't a record's but " + writer.getType());
        }
        String objection = SchemaSafety.objection(writer);
        if (objection != null) {
            return new Undecodable(id, UndecodableReason.UNUSABLE_SCHEMA, "schema " + id + " has " + objection);
        }
        return switch (target.select(writer)) {
            case RecordTarget.Unavailable(String why) ->
                new Undecodable(id, UndecodableReason.READER_CLASS_UNAVAILABLE, "for schema " + id + " " + why);
            case RecordTarget.Selected(Schema reader, GenericData data) -> resolve(id, writer, reader, data);
        };
    }

    private static Resolution resolve(int id, Schema writer, Schema reader, GenericData data) {
        SchemaCompatibility.SchemaCompatibilityResult result = SchemaCompatibility.checkReaderWriterCompatibility(
                        reader, writer)
                .getResult();
        // Avro would resolve records of any name, as long as the fields fit, and defaults fit everything.
        boolean otherRecord = result.getIncompatibilities().stream()
                .anyMatch(found -> found.getType() == SchemaIncompatibilityType.NAME_MISMATCH
                        && found.getLocation().equals("/name"));
        if (otherRecord) {
            return new Undecodable(
                    id,
                    UndecodableReason.SCHEMA_MISMATCH,
                    "schema " + id + " is of " + writer.getFullName() + ", not of " + reader.getFullName());
        }
        DatumReader<?> datumReader = data instanceof SpecificData specific
                ? new SpecificDatumReader<>(writer, reader, specific)
                : new GenericDatumReader<>(writer, reader, data);
        return new Decodable(id, datumReader, result.getCompatibility() == SchemaCompatibilityType.COMPATIBLE);
    }
}
