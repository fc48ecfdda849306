package org.zonepulse.sandbox;

import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.zonepulse.ledger.event.Acceptance;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.sandbox.referenceyear.ComingDays;

/**
 * Publishes what comes after the reference year, through the emitters, at an even rate, to the last day that events may have; and opens the business
 * days on which it happens. Where an earlier run ended, it goes on.
 */
final class LiveTrickle implements AutoCloseable {

    /** What is due within this time goes out together: at higher rates, events come in small batches. */
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

    private static final Duration EMITTER_PATIENCE = Duration.ofSeconds(60);

    private final Pace pace;
    private final DayBook book;
    private final CalendarPublisher calendar;
    private final Feeder feeder;
    private long published;

    /**
     * How fast time goes.
     *
     * @param rate events a second
     * @param secondsPerDay length of a business day
     */
    record Pace(double rate, int secondsPerDay) {
        /** The most events that a day can have: all of a day is made before it begins. */
        static final int MOST_A_DAY = 50_000;

        Pace {
            if (!isPossible(rate, secondsPerDay)) {
                throw new IllegalArgumentException("no pace: " + rate + ", " + secondsPerDay);
            }
        }

        static boolean isPossible(double rate, int secondsPerDay) {
            return rate > 0 && secondsPerDay > 0 && rate * secondsPerDay <= MOST_A_DAY;
        }

        int eventsPerDay() {
            return (int) Math.max(1, Math.round(rate * secondsPerDay));
        }
    }

    /** Told what is going on. */
    @FunctionalInterface
    interface Listener {
        /**
         * After each publication.
         *
         * @param day the business day that is open
         * @param published events so far, of all days of this run
         */
        void published(LocalDate day, long published);
    }

    /** @param book which days were begun before */
    LiveTrickle(Pace pace, DayBook book, CalendarPublisher calendar, Function<EventStream, URI> emitters) {
        this.pace = pace;
        this.book = book;
        this.calendar = calendar;
        this.feeder = new Feeder(emitters, EMITTER_PATIENCE);
    }

    /**
     * Goes on until the thread is interrupted.
     *
     * @param days from the first on, also those that were begun before
     * @throws Refusal if an event is refused, an emitter stays unavailable, or no day is left
     */
    void run(ComingDays days, Listener listener) throws InterruptedException {
        catchUp(days);
        while (true) {
            book.begin(pace.eventsPerDay());
            ComingDays.Day day = days.next(pace.eventsPerDay());
            if (day.day().isAfter(Acceptance.LATEST)) {
                throw new Refusal("refusal.liveEnd", Acceptance.LATEST);
            }
            calendar.open(day.day());
            publish(day, listener);
        }
    }

    /** Of the last day that was begun, some may be missing: all of it is sent, and what was there counts once. */
    private void catchUp(ComingDays days) throws InterruptedException {
        ComingDays.Day last = null;
        for (int events : book.begun()) {
            last = days.next(events);
        }
        if (last != null) {
            calendar.open(last.day());
            send(last.events());
        }
    }

    private void publish(ComingDays.Day day, Listener listener) throws InterruptedException {
        long began = System.nanoTime();
        long length = TimeUnit.SECONDS.toNanos(pace.secondsPerDay());
        List<Event> events = day.events();
        int sent = 0;
        while (sent < events.size()) {
            double passed = (double) (System.nanoTime() - began) / length;
            int due = (int) Math.min(events.size(), 1 + passed * events.size());
            if (due > sent) {
                send(events.subList(sent, due));
                published += due - sent;
                sent = due;
                listener.published(day.day(), published);
            }
            long next = (long) ((double) length * sent / events.size());
            TimeUnit.NANOSECONDS.sleep(Math.max(TICK_NANOS, next - (System.nanoTime() - began)));
        }
        TimeUnit.NANOSECONDS.sleep(length - (System.nanoTime() - began));
    }

    private void send(List<Event> events) throws InterruptedException {
        Map<EventStream, List<Event>> byStream = new EnumMap<>(EventStream.class);
        for (Event event : events) {
            byStream.computeIfAbsent(event.fact().stream(), _ -> new ArrayList<>())
                    .add(event);
        }
        for (Map.Entry<EventStream, List<Event>> each : byStream.entrySet()) {
            feeder.publish(each.getKey(), each.getValue());
        }
    }

    @Override
    public void close() {
        feeder.close();
    }
}
