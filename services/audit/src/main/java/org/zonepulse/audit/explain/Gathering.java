package org.zonepulse.audit.explain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.zonepulse.audit.replay.Witness;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.kpi.Ingredients;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.ledger.row.Flow;

/**
 * Keeps what events add to the sums behind a KPI up to a day. Of an event that adds nothing, nothing is kept. Several
 * threads share the maps; an enterprise's list is one thread's, since a partition is.
 */
final class Gathering implements Witness {

    private final Ingredients ingredients;
    private final int until;
    private final Map<Series, Map<String, List<Contribution>>> sums = new ConcurrentHashMap<>();

    /** @param until the last day that counts, as days since 1970-01-01 */
    Gathering(Ingredients ingredients, int until) {
        this.ingredients = ingredients;
        this.until = until;
    }

    @Override
    public void taken(ConsumerRecord<byte[], byte[]> record, Event event, List<Flow> changes) {
        if (changes.isEmpty()) {
            return;
        }
        Map<Series, Long> added = new HashMap<>(2);
        for (Flow flow : changes) {
            Series sum = flow.day() <= until ? ingredients.sumOf(flow.series()) : null;
            if (sum != null) {
                added.merge(sum, flow.amount(), Long::sum);
            }
        }
        added.values().removeIf(amount -> amount == 0);
        if (!added.isEmpty()) {
            SeenEvent seen = SeenEvent.of(record, event);
            added.forEach((sum, amount) -> contributions(sum, event).add(new Contribution(seen, amount)));
        }
    }

    private List<Contribution> contributions(Series sum, Event event) {
        return sums.computeIfAbsent(sum, _ -> new ConcurrentHashMap<>())
                .computeIfAbsent(event.enterpriseId(), _ -> new ArrayList<>(2));
    }

    /**
     * What was gathered, by the name of what is summed. To be asked when the replay stands still.
     *
     * @param named sums that are told of in any case
     */
    List<Part> parts(List<Series> named) {
        Map<String, Part> parts = new TreeMap<>();
        named.forEach(sum -> parts.put(orderOf(sum), new Part(sum, List.of())));
        sums.forEach((sum, enterprises) -> {
            List<Share> shares = new ArrayList<>(enterprises.size());
            enterprises.forEach((enterprise, some) -> shares.add(Share.of(enterprise, some)));
            parts.put(orderOf(sum), new Part(sum, shares));
        });
        return List.copyOf(parts.values());
    }

    /** Numbers of months in their own order, all else in that of names. */
    private static String orderOf(Series sum) {
        return sum.scope().second().isEmpty()
                ? sum.toString()
                : "%s@%s/%5s"
                        .formatted(
                                sum.measure().id(),
                                sum.scope().first(),
                                sum.scope().second());
    }
}
