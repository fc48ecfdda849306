package org.zonepulse.audit.whatif;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.row.EventKey;

/** All that is not to count. Immutable. */
public final class Exclusions {

    /** Everything counts. */
    public static final Exclusions NONE = new Exclusions(List.of());

    private final Set<Exclusion> all;
    private final boolean ofSources;
    private final boolean ofEvents;
    private final boolean ofRecords;

    /** Leaves out these. */
    public Exclusions(Collection<? extends Exclusion> exclusions) {
        all = new LinkedHashSet<>(exclusions);
        ofSources = all.stream().anyMatch(Exclusion.OfSource.class::isInstance);
        ofEvents = all.stream().anyMatch(Exclusion.OfEvent.class::isInstance);
        ofRecords = all.stream().anyMatch(Exclusion.OfRecord.class::isInstance);
    }

    /** In the order in which they were given, each once. */
    public List<Exclusion> all() {
        return List.copyOf(all);
    }

    /** Those that an event at this place falls under; none if it counts. */
    List<Exclusion> of(TopicPartition partition, long offset, Event event) {
        List<Exclusion> why = of(partition, offset);
        if (ofSources) {
            why = with(why, new Exclusion.OfSource(event.source()));
        }
        if (ofEvents) {
            why = with(why, new Exclusion.OfEvent(new EventKey(event.source(), event.eventId())));
        }
        return why;
    }

    /** Those that a record falls under for its place, whatever it says. */
    List<Exclusion> of(TopicPartition partition, long offset) {
        return ofRecords ? with(List.of(), new Exclusion.OfRecord(partition, offset)) : List.of();
    }

    private List<Exclusion> with(List<Exclusion> why, Exclusion possible) {
        if (!all.contains(possible)) {
            return why;
        }
        List<Exclusion> more = new ArrayList<>(why);
        more.add(possible);
        return more;
    }
}
