package org.zonepulse.avrocodec;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaIncompatibilityType;
import org.apache.avro.SchemaNormalization;
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
    private final BoundedCache<Integer, Decodable> known;
    private final BoundedCache<Integer, Refused> refused;
    private final long refusedNanos;
    private final LongSupplier nanoTime;
    private final SingleFlight<Integer, Resolution> asking = new SingleFlight<>();

    /** Most records carry the same id as the one before. */
    private volatile @Nullable Decodable last;

    WriterSchemas(
            SchemaRegistry registry,
            RecordTarget target,
            int capacity,
            int refusedCapacity,
            Duration refusedFor,
            LongSupplier nanoTime) {
        this.registry = registry;
        this.target = target;
        this.known = new BoundedCache<>(capacity);
        this.refused = new BoundedCache<>(refusedCapacity);
        this.refusedNanos = refusedFor.toNanos();
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
     * @param same whether the reader's schema is the writer's, so that there is nothing to resolve
     */
    record Decodable(int id, DatumReader<?> reader, boolean compatible, boolean same) implements Resolution {}

    record Undecodable(int id, UndecodableReason reason, String message) implements Resolution {
        <T> Decoded.Rejected<T> rejected() {
            return new Decoded.Rejected<>(reason, message);
        }
    }

    /** An id that can't be decoded with, and until when we believe it: the schema or its class may come later. */
    private record Refused(Undecodable answer, long untilNanos) {}

    Resolution resolve(int id, @Nullable String subject) {
        Decodable candidate = last;
        if (candidate != null && candidate.id() == id) {
            return candidate;
        }
        Resolution remembered = remembered(id);
        return remembered != null
                ? remembered
                : asking.ask(id, () -> {
                    Resolution meanwhile = remembered(id);
                    return meanwhile != null ? meanwhile : ask(id, subject);
                });
    }

    /** Whether a schema was asked for before, and turned out to be the reader's own. */
    boolean isKnownAsSame(int id) {
        Decodable candidate = last;
        if (candidate == null || candidate.id() != id) {
            candidate = known.get(id);
        }
        return candidate != null && candidate.same();
    }

    private @Nullable Resolution remembered(int id) {
        Decodable decodable = known.get(id);
        if (decodable != null) {
            last = decodable;
            return decodable;
        }
        Refused recently = refused.get(id);
        return recently != null && recently.untilNanos() - nanoTime.getAsLong() > 0 ? recently.answer() : null;
    }

    private Resolution ask(int id, @Nullable String subject) {
        Resolution answer = id < 1 ? unknown(id) : answer(id, registry.byId(id, subject));
        switch (answer) {
            case Decodable decodable -> {
                refused.remove(id);
                known.put(id, decodable);
            }
            case Undecodable undecodable ->
                refused.put(id, new Refused(undecodable, nanoTime.getAsLong() + refusedNanos));
        }
        return answer;
    }

    private Resolution answer(int id, SchemaRegistry.SchemaById found) {
        return switch (found) {
            case SchemaRegistry.SchemaById.Found(Schema writer) -> {
                try {
                    yield prepare(id, writer);
                } catch (StackOverflowError e) {
                    yield unusable(id, "is nested too deeply");
                }
            }
            case SchemaRegistry.SchemaById.Unusable(String why) -> unusable(id, "can't be used: " + why);
            case SchemaRegistry.SchemaById.Unknown() -> unknown(id);
        };
    }

    /** Ids begin at 1. A registry asked for others may answer anything, so it isn't. */
    private static Undecodable unknown(int id) {
        return new Undecodable(id, UndecodableReason.UNKNOWN_SCHEMA_ID, "the registry has no schema " + id);
    }

    private static Undecodable unusable(int id, String why) {
        return new Undecodable(id, UndecodableReason.UNUSABLE_SCHEMA, "schema " + id + " " + why);
    }

    private Resolution prepare(int id, Schema writer) {
        if (writer.getType() != Schema.Type.RECORD) {
            return unusable(id, "isn't a record's but " + writer.getType());
        }
        String objection = SchemaSafety.objection(writer);
        if (objection != null) {
            return unusable(id, "has " + objection);
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
        return new Decodable(
                id,
                datumReader,
                result.getCompatibility() == SchemaCompatibilityType.COMPATIBLE,
                SchemaNormalization.toParsingForm(writer).equals(SchemaNormalization.toParsingForm(reader)));
    }
}
