package org.zonepulse.audit.restore;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Under which ids a registry has the schemas that an archive's records name, and values with these in place of the archive's.
 *
 * <p>A value that names no schema of the archive can't be read, and has to stay so: the registry may have given that id to
 * another schema, or give it to the next one. So the id's highest bit is set. Ids below 1 are never given, and nobody asks for them.
 * Of what the id was, nothing is lost.
 */
public final class SchemaIds {

    /** Confluent's wire format: a zero, the schema's id in 4 bytes, and then the record. */
    private static final int HEADER = 1 + Integer.BYTES;

    private static final int NEVER_GIVEN = Integer.MIN_VALUE;
    private static final int NONE = 0;

    private final List<Place> places;
    private final Map<Integer, Integer> ids = new HashMap<>();

    /**
     * Where a schema of the archive is.
     *
     * @param archived its id in the archive
     * @param id its id in the registry
     * @param name its full name
     */
    public record Place(int archived, int id, String name) {
        public Place {
            if (archived < 1 || id < 1) {
                throw new IllegalArgumentException("no ids of schemas: " + archived + ", " + id);
            }
        }
    }

    /** What becomes of a value. */
    enum Effect {
        /** It stays as it is. */
        KEPT,
        /** It names the same schema by another id. */
        REWRITTEN,
        /** It names a schema that the archive doesn't have, and from now on one that nobody can have. */
        UNREADABLE
    }

    SchemaIds(List<Place> places) {
        this.places = List.copyOf(places);
        this.places.forEach(place -> ids.put(place.archived(), place.id()));
    }

    /** Where the archive's schemas are, in order of their ids in the archive; those that can't be registered are missing. */
    public List<Place> places() {
        return places;
    }

    /** Whether each has the id that it had. */
    public boolean areKept() {
        return places.stream().allMatch(place -> place.archived() == place.id());
    }

    Effect effectOn(byte @Nullable [] value) {
        int id = idIn(value);
        Integer restored = ids.get(id);
        if (id < 1) {
            return Effect.KEPT;
        }
        if (restored == null) {
            return Effect.UNREADABLE;
        }
        return restored == id ? Effect.KEPT : Effect.REWRITTEN;
    }

    /** The value as it is to stand in the log; the one given stays as it is. */
    byte @Nullable [] restored(byte @Nullable [] value) {
        int id = idIn(value);
        if (id < 1 || value == null) {
            return value;
        }
        int restored = ids.getOrDefault(id, id | NEVER_GIVEN);
        if (restored == id) {
            return value;
        }
        byte[] other = value.clone();
        ByteBuffer.wrap(other).putInt(1, restored);
        return other;
    }

    /** Below 1 if it names none. */
    private static int idIn(byte @Nullable [] value) {
        return value == null || value.length < HEADER || value[0] != 0
                ? NONE
                : ByteBuffer.wrap(value).getInt(1);
    }
}
