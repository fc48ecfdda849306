package org.zonepulse.testkit.oracle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.Fact;
import org.zonepulse.ledger.event.Reversed;
import org.zonepulse.ledger.event.Subject;
import org.zonepulse.ledger.row.AnomalyCode;
import org.zonepulse.ledger.row.EventKey;

/**
 * A set of events that are settled among themselves: duplicates, contradictory ids and reversals are dealt with.
 *
 * @param facts what remains and counts, without order
 * @param findings what is wrong with the set as such
 */
record SettledRow(List<Dated> facts, Set<Finding> findings) {

    /** A fact that counts, and its day. */
    record Dated(LocalDate on, Fact fact) {}

    /** One subject contradicts itself in one way. */
    record Finding(Subject subject, AnomalyCode code) {}

    /** What an event says; when it was recorded is no part of that. */
    private record Said(EventKey key, LocalDate on, Fact fact) {}

    static SettledRow of(Collection<Event> events) {
        Set<Said> all = new LinkedHashSet<>();
        for (Event event : events) {
            all.add(new Said(new EventKey(event.source(), event.eventId()), event.occurredOn(), event.fact()));
        }
        Set<EventKey> reversed = new HashSet<>();
        for (Said said : all) {
            if (isLoneReversal(said, all)) {
                reversed.add(target(said));
            }
        }
        List<Dated> facts = new ArrayList<>();
        Set<Finding> findings = new HashSet<>();
        for (Said said : all) {
            if (isLoneReversal(said, all)) {
                if (!canBeReversed(target(said), all)) {
                    findings.add(new Finding(said.fact().subject(), AnomalyCode.REVERSAL_WITHOUT_EVENT));
                }
            } else if (!reversed.contains(said.key())) {
                if (isContradicted(said, all)) {
                    findings.add(
                            new Finding(firstOf(said.key(), all).fact().subject(), AnomalyCode.CONTRADICTORY_EVENTS));
                } else {
                    facts.add(new Dated(said.on(), said.fact()));
                }
            }
        }
        return new SettledRow(facts, findings);
    }

    /** All that the given fact type says. */
    <F extends Fact> List<F> all(Class<F> type) {
        return facts.stream()
                .map(Dated::fact)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** The days of all facts of the type. */
    List<LocalDate> daysOf(Class<? extends Fact> type) {
        return facts.stream()
                .filter(dated -> type.isInstance(dated.fact()))
                .map(Dated::on)
                .toList();
    }

    private static boolean isContradicted(Said said, Set<Said> all) {
        return all.stream().anyMatch(other -> other.key().equals(said.key()) && !other.equals(said));
    }

    /** What is said under the key, first in order of content: it stands for all, should they speak of two subjects. */
    private static Said firstOf(EventKey key, Set<Said> all) {
        return all.stream()
                .filter(said -> said.key().equals(key))
                .min(Comparator.comparing(Said::on)
                        .thenComparing(said -> said.fact().getClass().getName())
                        .thenComparing(said -> said.fact().toString()))
                .orElseThrow();
    }

    private static boolean isLoneReversal(Said said, Set<Said> all) {
        return said.fact() instanceof Reversed && !isContradicted(said, all);
    }

    private static EventKey target(Said reversal) {
        return new EventKey(reversal.key().source(), ((Reversed) reversal.fact()).eventId());
    }

    /** Whether anything stands under the key that isn't just a reversal. */
    private static boolean canBeReversed(EventKey key, Set<Said> all) {
        return all.stream().anyMatch(said -> said.key().equals(key) && !isLoneReversal(said, all));
    }
}
