package org.zonepulse.sandbox;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.zonepulse.feed.KpiState;
import org.zonepulse.feed.KpiView;
import org.zonepulse.feed.PublishedCut;

/** Tells when the published figures include all events that have been accepted so far. */
public final class FinalFigures {

    private static final Duration POLL = Duration.ofMillis(100);

    /** Under a load that never ends, the log never stands still. What is sent on to another partition is sent on once. */
    private static final int MOST_ROUNDS = 3;

    private final Map<String, ?> settings;
    private final KpiView view;
    private final Duration atMost;

    /** @param atMost how long to wait without any progress */
    public FinalFigures(PipelineAddress address, KpiView view, Duration atMost) {
        this(address.settings(), view, atMost);
    }

    /**
     * Of the pipeline that the view shows.
     *
     * @param settings of Kafka's clients
     * @param atMost how long to wait without any progress
     */
    FinalFigures(Map<String, ?> settings, KpiView view, Duration atMost) {
        this.settings = settings;
        this.view = view;
        this.atMost = atMost;
    }

    /**
     * Waits for a cut of that business day, or a later one, with all events that are in the log now; those also that are
     * sent on to another partition meanwhile.
     *
     * @throws Refusal if there is no progress any more before that
     */
    public void await(LocalDate businessDay, Progress.Step step, Words words) throws InterruptedException {
        Map<TopicPartition, Long> before = Map.of();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Map<TopicPartition, Long> ends = LogEnds.read(settings);
            if (ends.equals(before)) {
                return;
            }
            awaitCut(businessDay, ends, step, words);
            before = ends;
        }
    }

    private void awaitCut(LocalDate businessDay, Map<TopicPartition, Long> ends, Progress.Step step, Words words)
            throws InterruptedException {
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
}
