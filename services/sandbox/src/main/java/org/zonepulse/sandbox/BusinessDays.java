package org.zonepulse.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens today, and each day when it begins in the zone's time zone. */
final class BusinessDays implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BusinessDays.class);
    private static final Duration RETRY = Duration.ofSeconds(5);
    /** A sleeping machine's timers stand still, so the calendar is looked at now and then. */
    private static final Duration LOOK_AT_MOST = Duration.ofMinutes(1);

    private final CalendarPublisher calendar;
    private final Clock clock;
    private final Listener listener;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("business-days").daemon().factory());
    private LocalDate opened;

    /** Told what becomes of days. */
    interface Listener {
        /** The broker has it. */
        void opened(LocalDate day);

        /** It could not be opened, and is tried again. */
        void failed(LocalDate day, RuntimeException why);
    }

    private static final Listener NOBODY = new Listener() {
        @Override
        public void opened(LocalDate day) {}

        @Override
        public void failed(LocalDate day, RuntimeException why) {}
    };

    private BusinessDays(CalendarPublisher calendar, Clock clock, LocalDate opened, Listener listener) {
        this.calendar = calendar;
        this.clock = clock;
        this.listener = listener;
        this.opened = opened;
    }

    /** Opens today and goes on from there; the publisher is closed with it. */
    static BusinessDays keep(CalendarPublisher calendar, ZoneId timeZone) throws InterruptedException {
        Clock clock = Clock.system(timeZone);
        LocalDate today = LocalDate.now(clock);
        calendar.open(today);
        BusinessDays days = new BusinessDays(calendar, clock, today, NOBODY);
        days.lookAgainIn(days.untilTomorrow());
        return days;
    }

    /** Opens today as soon as that can be, and goes on from there; the publisher is closed with it. */
    static BusinessDays keepTrying(CalendarPublisher calendar, Clock clock, Listener listener) {
        BusinessDays days = new BusinessDays(calendar, clock, LocalDate.MIN, listener);
        days.lookAgainIn(Duration.ZERO);
        return days;
    }

    private Duration untilTomorrow() {
        Instant midnight =
                LocalDate.now(clock).plusDays(1).atStartOfDay(clock.getZone()).toInstant();
        Duration left = Duration.between(clock.instant(), midnight);
        return left.compareTo(LOOK_AT_MOST) < 0 ? left.plusMillis(1) : LOOK_AT_MOST;
    }

    private void lookAgainIn(Duration wait) {
        var _ = timer.schedule(this::look, wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        LocalDate today = LocalDate.now(clock);
        try {
            if (today.isAfter(opened)) {
                calendar.open(today);
                opened = today;
                listener.opened(today);
            }
            lookAgainIn(untilTomorrow());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("Business day {} could not be opened; it is tried again", today, e);
            listener.failed(today, e);
            lookAgainIn(RETRY);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        calendar.close();
    }
}
