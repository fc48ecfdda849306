package org.zonepulse.audit.replay;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.log.PublishedTopic;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.schemas.kpi.Cut;

/**
 * The history of cuts, looked through once: when each was published, and by which digest each partition of the log is held
 * at which offset. What the cuts say besides is read again when it is needed, since it is long.
 */
public final class CutHistory {

    /**
     * A digest that a cut states.
     *
     * @param cut number of the first cut that states it
     * @param position where
     */
    public record Checkpoint(long cut, Position position) {}

    private final AuditedLog log;
    private final PublishedTopic<Cut> topic;
    private final Map<TopicPartition, List<Checkpoint>> checkpoints = new HashMap<>();
    private final Map<Long, Instant> published = new LinkedHashMap<>();
    private final List<String> damages = new ArrayList<>();
    private @Nullable LocalDate day;
    private long last;

    private CutHistory(AuditedLog log) {
        this.log = log;
        this.topic = new PublishedTopic<>(TopicCatalogue.KPI_CUTS, Cut.class, log.registry());
    }

    /**
     * Looks through the history.
     *
     * @throws LogIncomplete if there is no topic of cuts, no cut in it, or its beginning is gone
     */
    public static CutHistory of(AuditedLog log) {
        CutHistory history = new CutHistory(log);
        history.each(history::note, offset -> history.damages.add("the record at offset " + offset + " is no cut"));
        if (history.published.isEmpty()) {
            throw new LogIncomplete(TopicCatalogue.KPI_CUTS.name() + " holds no cut: nothing has been published yet");
        }
        return history;
    }

    /** Visits all cuts in order of their place in the topic. */
    public void each(Consumer<PublishedCut> visitor) {
        each(visitor, _ -> {});
    }

    private void each(Consumer<PublishedCut> visitor, LongConsumer unreadable) {
        if (log.partitions(TopicCatalogue.KPI_CUTS.name()).isEmpty()) {
            throw new LogIncomplete("there is no topic " + TopicCatalogue.KPI_CUTS.name());
        }
        try (LogReader reader = log.reader(List.of(topic.partition()))) {
            reader.readToEnd((_, record) -> topic.tryDecode(record.value())
                    .ifPresentOrElse(
                            cut -> visitor.accept(PublishedCut.of(cut)), () -> unreadable.accept(record.offset())));
        }
    }

    private void note(PublishedCut cut) {
        if (cut.number() != last + 1) {
            damages.add("cut " + cut.number() + " follows cut " + last);
        }
        last = Math.max(last, cut.number());
        published.putIfAbsent(cut.number(), cut.publishedAt());
        noteDay(cut);
        Set<TopicPartition> stated = cut.until().keySet();
        checkpoints.keySet().stream()
                .filter(partition -> !stated.contains(partition))
                .forEach(partition -> damages.add("cut " + cut.number() + " says nothing of " + partition));
        for (Position position : cut.positions()) {
            List<Checkpoint> ofPartition = checkpoints.computeIfAbsent(position.partition(), _ -> new ArrayList<>());
            Position before =
                    ofPartition.isEmpty() ? null : ofPartition.getLast().position();
            if (before != null && position.nextOffset() < before.nextOffset()) {
                damages.add("cut " + cut.number() + " goes back in " + position.partition() + " from offset "
                        + before.nextOffset() + " to " + position.nextOffset());
            } else if (!position.equals(before)) {
                ofPartition.add(new Checkpoint(cut.number(), position));
            }
        }
    }

    /** Business days only go forward, and never away. */
    private void noteDay(PublishedCut cut) {
        LocalDate before = day;
        if (before != null && (cut.businessDay() == null || cut.businessDay().isBefore(before))) {
            damages.add("cut " + cut.number() + " goes back from business day " + before + " to " + cut.businessDay());
        }
        day = cut.businessDay();
    }

    /** Number of the latest cut. */
    public long latest() {
        return last;
    }

    /** The last cut that was published at that time or before; nothing if none was. */
    public Optional<Long> at(Instant time) {
        return published.entrySet().stream()
                .filter(each -> !each.getValue().isAfter(time))
                .map(Map.Entry::getKey)
                .max(Comparator.naturalOrder());
    }

    /**
     * The last cut that was published at that time or before.
     *
     * @throws LogIncomplete if none was
     */
    public long lastAt(Instant time) {
        return at(time).orElseThrow(() -> new LogIncomplete("no cut had been published by " + time));
    }

    /**
     * A cut by its number.
     *
     * @throws LogIncomplete if there is none
     */
    public PublishedCut cut(long number) {
        List<PublishedCut> found = new ArrayList<>(1);
        each(cut -> {
            if (cut.number() == number && found.isEmpty()) {
                found.add(cut);
            }
        });
        if (found.isEmpty()) {
            throw new LogIncomplete("there is no cut " + number + ": the latest is " + last);
        }
        return found.getFirst();
    }

    /** The digests that cuts state for each partition, in order of offset. */
    public Map<TopicPartition, List<Checkpoint>> checkpoints() {
        return Map.copyOf(checkpoints);
    }

    /** The first cut that includes what stands at this place of the log; nothing if none does. */
    public OptionalLong firstWith(TopicPartition partition, long offset) {
        List<Checkpoint> ofPartition = checkpoints.getOrDefault(partition, List.of());
        int low = 0;
        int high = ofPartition.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ofPartition.get(middle).position().nextOffset() <= offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == ofPartition.size()
                ? OptionalLong.empty()
                : OptionalLong.of(ofPartition.get(low).cut());
    }

    /** When a cut was published; nothing if there is no such cut. */
    public Optional<Instant> publishedAt(long number) {
        return Optional.ofNullable(published.get(number));
    }

    /** Where the history contradicts itself: gaps, repeated numbers, positions and days that go back, records that are no cuts. */
    public List<String> damages() {
        return List.copyOf(damages);
    }
}
