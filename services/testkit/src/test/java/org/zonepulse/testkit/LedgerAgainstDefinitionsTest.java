package org.zonepulse.testkit;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.row.AnomalyCode;
import org.zonepulse.testkit.LedgerView.Contradicting;
import org.zonepulse.testkit.Property.Share;
import org.zonepulse.testkit.oracle.NaiveLedger;

/**
 * Property (d): the fold comes to what the definitions say, computed from nothing but them. Tried on all histories, of
 * each once at the end and once somewhere on the way.
 */
class LedgerAgainstDefinitionsTest {

    /** Shown whenever they are true; of the other contradictions of a subject, the ledger may show the first it meets. */
    private static final Set<AnomalyCode> ALWAYS_SHOWN =
            EnumSet.of(AnomalyCode.CONTRADICTORY_EVENTS, AnomalyCode.REVERSAL_WITHOUT_EVENT);

    @Test
    void shouldAgreeWithTheDefinitionsAfterAnyEvent() {
        Property agrees = (events, dice) -> {
            String difference = difference(events);
            int some = dice.between(0, events.size());
            return difference == null ? difference(events.subList(0, some)) : difference;
        };
        agrees.holds(Share.ALL);
    }

    static @Nullable String difference(List<Event> events) {
        LedgerView expected = NaiveLedger.mentionedDays(TestZone.ZONE, events).base();
        LedgerView actual = LedgerView.folded(TestZone.ZONE, events);
        return asShown(expected, actual).differenceTo(actual, "definition", "ledger");
    }

    private static LedgerView asShown(LedgerView expected, LedgerView actual) {
        Map<Contradicting, Set<AnomalyCode>> shown = new HashMap<>();
        expected.anomalies().forEach((subject, all) -> {
            Set<AnomalyCode> some = actual.anomalies().get(subject);
            shown.put(subject, some != null && isFairSelection(some, all) ? some : all);
        });
        return LedgerView.of(expected.flows(), shown);
    }

    private static boolean isFairSelection(Set<AnomalyCode> some, Set<AnomalyCode> all) {
        Set<AnomalyCode> left = EnumSet.copyOf(all);
        left.removeAll(some);
        boolean nothingElse = all.containsAll(some);
        boolean nothingHidden = left.stream().noneMatch(ALWAYS_SHOWN::contains);
        boolean oneOfTheRest = left.isEmpty() || some.stream().anyMatch(code -> !ALWAYS_SHOWN.contains(code));
        return nothingElse && nothingHidden && oneOfTheRest;
    }
}
