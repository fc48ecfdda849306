package org.zonepulse.testkit;

import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.testkit.history.Dice;
import org.zonepulse.testkit.history.Histories;
import org.zonepulse.testkit.history.History;
import org.zonepulse.testkit.history.Shrinking;

/**
 * Something that holds of every history. A run tries each of the properties (a) to (h) on {@link #HISTORIES}
 * histories, which follow from {@link #SEED}; docs/testing.md says how to set both.
 */
@FunctionalInterface
interface Property {

    /** Where the seeds of a run begin: {@code -Dzonepulse.seed=…}, else any. */
    long SEED = Long.getLong("zonepulse.seed", System.nanoTime());

    /** How many histories each of the properties is tried on: {@code -Dzonepulse.histories=…}. */
    int HISTORIES = Integer.getInteger("zonepulse.histories", 10_000);

    /** An odd number without pattern: seeds that follow each other share few bits. */
    long STEP = 0x9E3779B97F4A7C15L;

    /** Makes histories of a seed. */
    @FunctionalInterface
    interface Source {
        History of(long seed);
    }

    /**
     * In what way the events contradict the property; null if they hold it.
     *
     * @param dice for choices of the property's own, the same for the same history
     */
    @Nullable String fault(List<Event> events, Dice dice);

    /** Which of the histories are tried. */
    enum Share {
        ALL,
        /** Where a property has two sides, each is tried on its own half. */
        FIRST_HALF,
        SECOND_HALF;

        /** A single history, as when a failure is looked into, is in both halves. */
        private LongStream numbers() {
            int half = HISTORIES / 2;
            return switch (this) {
                case ALL -> LongStream.range(0, HISTORIES);
                case FIRST_HALF -> LongStream.range(0, Math.max(1, half));
                case SECOND_HALF -> LongStream.range(half, HISTORIES);
            };
        }
    }

    /** Tries the property on histories of all styles. */
    default void holds(Share share) {
        holds(Histories::of, share);
    }

    /** Tries the property on histories of this source; shows the smallest that it can find if one fails. */
    default void holds(Source source, Share share) {
        System.out.printf(
                "zonepulse.seed=%d, %d histories%n", SEED, share.numbers().count());
        share.numbers()
                .map(i -> SEED + i * STEP)
                .parallel()
                .filter(seed -> faultOrBug(source.of(seed).events(), seed) != null)
                .findFirst()
                .ifPresent(seed -> fail(source, seed));
    }

    private void fail(Source source, long seed) {
        List<Event> all = source.of(seed).events();
        List<Event> few = Shrinking.shrink(all, events -> faultOrBug(events, seed) != null);
        Assertions.fail(("Again with -Dzonepulse.seed=%d -Dzonepulse.histories=1. Of %d events these %d are enough:%n%s"
                        + "Difference:%n%s")
                .formatted(
                        seed,
                        all.size(),
                        few.size(),
                        History.describe(few),
                        Objects.requireNonNull(faultOrBug(few, seed), "a fault")));
    }

    private @Nullable String faultOrBug(List<Event> events, long seed) {
        try {
            return fault(events, new Dice(seed));
        } catch (RuntimeException bug) {
            return "  " + bug + " at "
                    + List.of(bug.getStackTrace()).subList(0, Math.min(8, bug.getStackTrace().length));
        }
    }
}
