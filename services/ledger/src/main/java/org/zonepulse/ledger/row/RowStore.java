package org.zonepulse.ledger.row;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.measure.Series;

/**
 * Where a fold keeps what it knows: the port that in-memory maps, state stores and caches stand behind. One fold and one
 * thread at a time.
 */
public interface RowStore {

    /** The row, {@link Row#EMPTY} if there is none. */
    Row row(RowKey key);

    /** Keeps a row in place of the one before. */
    void put(RowKey key, Row row);

    /** Visits all rows of an enterprise, in any order; they aren't changed meanwhile. */
    void forEachRow(String enterpriseId, BiConsumer<RowKey, Row> visitor);

    /** The presence, {@link Presence#EMPTY} if there is none. */
    Presence presence(Presence.Key key);

    /** Keeps a presence in place of the one before; an empty one is forgotten. */
    void put(Presence.Key key, Presence presence);

    /** Visits all presences of an enterprise, of all years and in any order; they aren't changed meanwhile. */
    void forEachPresence(String enterpriseId, BiConsumer<Presence.Key, Presence> visitor);

    /**
     * Adds to the flow of a series on a day, summed over enterprises.
     *
     * @param day days since 1970-01-01
     * @param amount not 0
     */
    void add(Series series, int day, long amount);

    /**
     * Shows what contradicts itself, in place of what was shown before.
     *
     * @param before what was shown; null if nothing was
     * @param after what is to be shown; null when it is resolved
     */
    void show(Anomaly.Key key, @Nullable Anomaly before, @Nullable Anomaly after);
}
