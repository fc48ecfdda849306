package org.zonepulse.audit.explain;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.ledger.row.AnomalyCode;
import org.zonepulse.ledger.row.EventKey;

/**
 * A fact of an enterprise's story, and what became of it.
 *
 * @param seen where it came first
 * @param repeats how often it came again
 * @param standing whether it counts
 * @param reversedBy the events that reverse it
 * @param findings the contradictions that it is part of
 * @param effects what it adds to which sums up to the day of the story, in the narrowest scopes, when facts are taken in
 *     order of business date; without zeros
 */
public record Told(
        SeenEvent seen,
        int repeats,
        Standing standing,
        List<EventKey> reversedBy,
        List<AnomalyCode> findings,
        SortedMap<Series, Long> effects) {

    /** Whether a fact counts. */
    public enum Standing {
        /** Nothing speaks against it. */
        COUNTS,
        /** Its source has reversed it. */
        REVERSED,
        /** Its source has said something else under the same id. */
        CONTRADICTED,
        /** It is part of a contradiction with other facts. */
        SET_ASIDE
    }

    public Told {
        Objects.requireNonNull(seen, "seen");
        Objects.requireNonNull(standing, "standing");
        reversedBy = List.copyOf(reversedBy);
        findings = List.copyOf(findings);
        SortedMap<Series, Long> sorted = new TreeMap<>(Series.CATALOGUE_ORDER);
        sorted.putAll(effects);
        effects = Collections.unmodifiableSortedMap(sorted);
    }
}
