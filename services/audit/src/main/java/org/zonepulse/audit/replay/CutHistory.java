package org.zonepulse.audit.replay;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.log.PublishedTopic;
import org.zonepulse.ledger.zone.Zone;
import org.zonepulse.schemas.kpi.Cut;

/**
 * The history of cuts, looked through once: when each was published, and by which digest each partition of the log is held
 * at which offset. What the cuts say besides is kept as long as it isn't much, and else read again when it is needed. What
 * is published later is not part of it.
 */
public final class CutHistory {

    /** Which part of the memory the cuts may take that are kept. */
    private static final int SHARE_OF_MEMORY = 8;

    /** About what a cut takes in memory, and each of its changes and positions, in bytes. */
    private static final int SIZE_OF_CUT = 160;

    private static final int SIZE_OF_CHANGE = 72;
    private static final int SIZE_OF_REFERENCE = 8;

    /**
     * A digest that a cut states.
     *
     * @param cut number of the first cut that states it
     * @param position where
     */
    public record Checkpoint(long cut, Position position) {}

    /** Zones that are told of; a history of more is no pipeline's. */
    private static final int MOST_ZONES = 5;

    private final AuditedLog log;
    private final PublishedTopic<Cut> topic;
    private final Map<TopicPartition, List<Checkpoint>> checkpoints = new HashMap<>();
    private final Map<Long, Instant> published = new LinkedHashMap<>();
    private final List<String> damages = new ArrayList<>();
    private final List<PublishedCut> kept = new ArrayList<>();
    private final Map<String, String> names = new HashMap<>();
    private final long mostKept;
    private long sizeOfKept;
    private @Nullable PublishedCut latest;
    private final Map<StatedZone, StatedZone> zones = new HashMap<>();
    private @Nullable LocalDate day;
    private long last;

    /** Offset after the last record that belongs to it. */
    private long end;

    private CutHistory(AuditedLog log, long mostKept) {
        this.log = log;
        this.mostKept = mostKept;
        this.topic = new PublishedTopic<>(log.edition().cuts(), Cut.class, log.registry());
    }

    /**
     * Looks through the history.
     *
     * @throws LogIncomplete if there is no topic of cuts, no cut in it, or its beginning is gone
     */
    public static CutHistory of(AuditedLog log) {
        return of(log, Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY);
    }

    /** @param mostKept about how much memory the cuts may take that are kept, in bytes */
    static CutHistory of(AuditedLog log, long mostKept) {
        String topic = log.edition().cuts().name();
        if (log.partitions(topic).isEmpty()) {
            throw new LogIncomplete("there is no topic " + topic);
        }
        CutHistory history = new CutHistory(log, mostKept);
        try (LogReader reader = log.reader(List.of(history.topic.partition()))) {
            reader.readToEnd((_, record) -> history.note(record));
        }
        history.names.clear();
        if (history.published.isEmpty()) {
            throw new LogIncomplete(topic + " holds no cut: nothing has been published yet");
        }
        return history;
    }

    /** Visits all cuts in order of their place in the topic. */
    public void each(Consumer<PublishedCut> visitor) {
        if (isKept()) {
            kept.forEach(visitor);
            return;
        }
        try (LogReader reader = log.reader(List.of(topic.partition()))) {
            reader.readTo(
                    Map.of(topic.partition(), end),
                    (_, record) -> topic.tryDecode(record.value())
                            .map(PublishedCut::of)
                            .ifPresent(visitor));
        }
    }

    /** Visits the cuts that have been published since the history was looked through; they are read anew each time. */
    public void eachLater(Consumer<PublishedCut> visitor) {
        log.readOn(
                topic.partition(),
                end,
                record -> topic.tryDecode(record.value()).map(PublishedCut::of).ifPresent(visitor));
    }

    private boolean isKept() {
        return sizeOfKept <= mostKept;
    }

    private void note(ConsumerRecord<byte[], byte[]> record) {
        end = record.offset() + 1;
        topic.tryDecode(record.value())
                .map(PublishedCut::of)
                .ifPresentOrElse(
                        this::note, () -> damages.add("the record at offset " + record.offset() + " is no cut"));
    }

    private void note(PublishedCut cut) {
        if (cut.number() != last + 1) {
            damages.add("cut " + cut.number() + " follows cut " + last);
        }
        if (cut.number() > last) {
            last = cut.number();
            latest = cut;
        }
        published.putIfAbsent(cut.number(), cut.publishedAt());
        noteDay(cut);
        zones.putIfAbsent(cut.zone(), cut.zone());
        notePositions(cut);
        keep(cut);
    }

    /** What cuts have in common is kept once: the names of KPIs, and positions that stay where they were. */
    private void keep(PublishedCut cut) {
        if (!isKept()) {
            return;
        }
        sizeOfKept += SIZE_OF_CUT
                + (long) SIZE_OF_CHANGE * cut.changes().size()
                + (long) SIZE_OF_REFERENCE * cut.positions().size();
        if (!isKept()) {
            kept.clear();
            return;
        }
        Map<String, Amounts> changes = new HashMap<>();
        cut.changes().forEach((name, amounts) -> changes.put(names.computeIfAbsent(name, key -> key), amounts));
        kept.add(new PublishedCut(
                cut.number(),
                cut.publishedAt(),
                cut.businessDay(),
                cut.positions().stream().map(this::shared).toList(),
                changes,
                cut.changedMonths(),
                zones.getOrDefault(cut.zone(), cut.zone())));
    }

    private Position shared(Position position) {
        List<Checkpoint> ofPartition = checkpoints.getOrDefault(position.partition(), List.of());
        if (ofPartition.isEmpty()) {
            return position;
        }
        Position known = ofPartition.getLast().position();
        return position.equals(known) ? known : position;
    }

    private void notePositions(PublishedCut cut) {
        Set<TopicPartition> stated = cut.until().keySet();
        checkpoints.keySet().stream()
                .filter(partition -> !stated.contains(partition))
                .forEach(partition -> damages.add("cut " + cut.number() + " says nothing of " + partition));
        if (stated.size() < cut.positions().size()) {
            damages.add("cut " + cut.number() + " names a partition twice");
        }
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
        PublishedCut youngest = latest;
        if (youngest != null && youngest.number() == number) {
            return youngest;
        }
        List<PublishedCut> found = new ArrayList<>(1);
        if (published.containsKey(number)) {
            each(cut -> {
                if (cut.number() == number && found.isEmpty()) {
                    found.add(cut);
                }
            });
        }
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

    /**
     * Sees to it that some cut was computed with that zone, rather than explaining figures by another one's rules. Which cut
     * states which zone is for a verification to judge: a pipeline's zone may change.
     *
     * @throws LogIncomplete if cuts state zones, and only others
     */
    public void require(Zone zone) {
        List<String> stated = zones.keySet().stream()
                .map(StatedZone::digest)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        String used = StatedZone.of(zone).toString();
        if (!stated.isEmpty() && !stated.contains(used)) {
            throw new LogIncomplete("its cuts were computed with another zone file (SHA-256 "
                    + String.join(", ", stated.subList(0, Math.min(MOST_ZONES, stated.size()))) + "), and this one is "
                    + used + ": name the file of the pipeline's zone");
        }
    }

    /** Where the history contradicts itself: gaps, repeated numbers, positions and days that go back, records that are no cuts. */
    public List<String> damages() {
        return List.copyOf(damages);
    }
}
