package org.zonepulse.avrocodec;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.jspecify.annotations.Nullable;

/**
 * Writers' schemas with which a few bytes could claim unbounded memory or time. Avro itself checks lengths against the
 * bytes that are there; what it can't check this way are elements, records and fixed types whose size doesn't come from the
 * bytes. Neither has a use in events, so such schemas are refused as a whole.
 */
final class SchemaSafety {
    /** A fixed type is allocated before its bytes are read. */
    private static final int MAX_FIXED_BYTES = 1 << 20;

    /**
     * Fields of type null, empty records and the like stand in no byte. A few may do no harm; but records made of
     * records made of such fields multiply, so that nothing would fill the memory.
     */
    private static final int MAX_WEIGHTLESS = 100;

    private SchemaSafety() {}

    /** Why data of this schema can't be decoded within bounds, or null if it can. */
    static @Nullable String objection(Schema schema) {
        return objection(schema, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static @Nullable String objection(Schema schema, Set<Schema> seen) {
        return switch (schema.getType()) {
            case FIXED -> schema.getFixedSize() > MAX_FIXED_BYTES ? "a fixed type of over 1 MiB" : null;
            case ARRAY ->
                GenericDatumReader.isZeroByteSchema(schema.getElementType())
                        ? "an array whose elements take no bytes"
                        : objection(schema.getElementType(), seen);
            case MAP -> objection(schema.getValueType(), seen);
            case UNION -> firstObjection(schema.getTypes(), seen);
            case RECORD -> seen.add(schema) ? objectionToRecord(schema, seen) : null;
            case ENUM, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> null;
        };
    }

    private static @Nullable String objectionToRecord(Schema schema, Set<Schema> seen) {
        if (weightless(schema, new IdentityHashMap<>()) > MAX_WEIGHTLESS) {
            return "a record of too many fields that take no bytes, or one that contains itself";
        }
        return firstObjection(
                schema.getFields().stream().map(Schema.Field::schema).toList(), seen);
    }

    /** How many values one value of this schema has inside that take no bytes; bounded. */
    private static int weightless(Schema schema, Map<Schema, Integer> known) {
        return switch (schema.getType()) {
            case NULL -> 1;
            case FIXED -> schema.getFixedSize() == 0 ? 1 : 0;
            case RECORD -> {
                Integer counted = known.putIfAbsent(schema, MAX_WEIGHTLESS + 1);
                if (counted != null) {
                    yield counted;
                }
                int sum = schema.getFields().isEmpty() ? 1 : 0;
                for (Schema.Field field : schema.getFields()) {
                    sum = Math.min(MAX_WEIGHTLESS + 1, sum + weightless(field.schema(), known));
                }
                known.put(schema, sum);
                yield sum;
            }
            // These begin with a byte at least, which ends the count.
            case ARRAY, MAP, UNION, ENUM, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN -> 0;
        };
    }

    private static @Nullable String firstObjection(Iterable<Schema> schemas, Set<Schema> seen) {
        for (Schema schema : schemas) {
            String objection = objection(schema, seen);
            if (objection != null) {
                return objection;
            }
        }
        return null;
    }
}
