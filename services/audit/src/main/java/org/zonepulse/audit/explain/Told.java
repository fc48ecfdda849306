package org.zonepulse.audit.explain;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.ledger.row.AnomalyCode;
import org.zonepulse.ledger.row.EventKey;
import org.zonepulse.ledger.story.Judgement;
import org.zonepulse.ledger.story.Standing;

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

    public Told {
        Objects.requireNonNull(seen, "seen");
        Objects.requireNonNull(standing, "standing");
        reversedBy = List.copyOf(reversedBy);
        findings = List.copyOf(findings);
        SortedMap<Series, Long> sorted = new TreeMap<>(Series.CATALOGUE_ORDER);
        sorted.putAll(effects);
        effects = Collections.unmodifiableSortedMap(sorted);
    }

    static Told of(SeenEvent seen, int repeats, Judgement judgement, SortedMap<Series, Long> effects) {
        return new Told(seen, repeats, judgement.standing(), judgement.reversedBy(), judgement.findings(), effects);
    }
}
