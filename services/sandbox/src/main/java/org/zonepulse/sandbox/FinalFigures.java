package org.zonepulse.sandbox;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.zonepulse.feed.KpiState;
import org.zonepulse.feed.KpiView;
import org.zonepulse.feed.PublishedCut;
import org.zonepulse.schemas.Topic;
import org.zonepulse.schemas.TopicCatalogue;

/** Tells when the published figures include all events that have been accepted so far. */
public final class FinalFigures {

    private static final Duration POLL = Duration.ofMillis(100);

    private static final int LOOK_BACK_FACTOR = 64;

    private final PipelineAddress address;
    private final KpiView view;
    private final Duration atMost;

    /** @param atMost how long to wait without any progress */
    public FinalFigures(PipelineAddress address, KpiView view, Duration atMost) {
        this.address = address;
        this.view = view;
        this.atMost = atMost;
    }

    /**
     * Waits for a cut of that business day, or a later one, with all events that are in the log now.
     *
     * @throws Refusal if there is no progress any more before that
     */
    public void await(LocalDate businessDay, Progress.Step step, Words words) throws InterruptedException {
        Map<TopicPartition, Long> ends = ends();
        long total = ends.values().stream().mapToLong(Long::longValue).sum();
        long included = -1;
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!view.await(state -> isFinal(state, ends, businessDay), POLL)) {
            long now = included(ends);
            if (now != included) {
                included = now;
                deadline = System.nanoTime() + atMost.toNanos();
                step.tell(words.say("final.progress", included, total));
            }
            if (System.nanoTime() - deadline > 0) {
                throw new Refusal("refusal.notFinal", atMost.toSeconds(), included, total);
            }
        }
        step.tell(words.say("final.progress", total, total));
    }

    /** The cut's input says it by offset; a partition that it doesn't name has had no record. */
    static boolean isFinal(KpiState state, Map<TopicPartition, Long> ends, LocalDate businessDay) {
        return state.businessDay().filter(day -> !day.isBefore(businessDay)).isPresent()
                && state.cut().map(cut -> missing(cut, ends) == 0).orElse(false);
    }

    private long included(Map<TopicPartition, Long> ends) throws InterruptedException {
        long total = ends.values().stream().mapToLong(Long::longValue).sum();
        if (!view.await(_ -> true, Duration.ZERO)) {
            return 0;
        }
        return view.ask(KpiState::cut).map(cut -> total - missing(cut, ends)).orElse(0L);
    }

    private static long missing(PublishedCut cut, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> inputs = new HashMap<>();
        cut.inputs()
                .forEach(input -> inputs.put(new TopicPartition(input.topic(), input.partition()), input.nextOffset()));
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - inputs.getOrDefault(end.getKey(), 0L)))
                .sum();
    }

    private Map<TopicPartition, Long> ends() throws InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", address.bootstrapServers()))) {
            List<String> topics =
                    TopicCatalogue.events().stream().map(Topic::name).toList();
            Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
            admin.describeTopics(topics)
                    .allTopicNames()
                    .get()
                    .forEach((topic, description) -> description
                            .partitions()
                            .forEach(info ->
                                    asked.put(new TopicPartition(topic, info.partition()), OffsetSpec.latest())));
            Map<TopicPartition, Long> ends = new HashMap<>();
            for (Map.Entry<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> end :
                    admin.listOffsets(asked).all().get().entrySet()) {
                ends.put(end.getKey(), end.getValue().offset());
            }
            return recordEnds(ends);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the ends of the event topics can't be read", e);
        }
    }

    /** The end of a transaction takes an offset, too, and no cut names it. So what counts is where the last record ends. */
    private Map<TopicPartition, Long> recordEnds(Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> recordEnds = new HashMap<>();
        try (Consumer<byte[], byte[]> log = new KafkaConsumer<>(
                Map.of("bootstrap.servers", address.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            ends.forEach((partition, end) -> recordEnds.put(partition, recordEnd(log, partition, end)));
        }
        return recordEnds;
    }

    /** Looks back further and further: what an aborted transaction left is no record either. */
    private static long recordEnd(Consumer<byte[], byte[]> log, TopicPartition partition, long end) {
        log.assign(List.of(partition));
        long found = 0;
        for (long back = 1; found == 0 && back / LOOK_BACK_FACTOR < end; back *= LOOK_BACK_FACTOR) {
            log.seek(partition, Math.max(0, end - back));
            while (log.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> each : log.poll(POLL)) {
                    found = each.offset() < end ? each.offset() + 1 : found;
                }
            }
        }
        return found;
    }
}
