package org.zonepulse.avrocodec;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.jspecify.annotations.Nullable;

/**
 * Writers' schemas with which a few bytes could claim unbounded memory or time. Avro itself checks lengths against the
 * bytes that are there; what it can't check this way are elements and fixed types whose size doesn't come from the
 * bytes. Neither has a use in events, so such schemas are refused as a whole.
 */
final class SchemaSafety {
    /** A fixed type is allocated before its bytes are read. */
    private static final int MAX_FIXED_BYTES = 1 << 20;

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
            case RECORD ->
                seen.add(schema)
                        ? firstObjection(
                                schema.getFields().stream()
                                        .map(Schema.Field::schema)
                                        .toList(),
                                seen)
                        : null;
            case ENUM, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> null;
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
