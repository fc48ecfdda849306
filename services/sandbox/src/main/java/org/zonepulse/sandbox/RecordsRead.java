package org.zonepulse.sandbox;

import java.util.Locale;
import org.zonepulse.audit.replay.Odometer;

/** Tells a step now and then how many records have been read, how fast, and how long it will take. */
final class RecordsRead implements AutoCloseable {

    private static final long EVERY_MILLIS = 250;
    private static final double NANOS = 1e9;
    private static final int SECONDS_A_MINUTE = 60;

    private final Words words;
    private final Odometer odometer;
    private final Progress.Step step;
    private final long began = System.nanoTime();
    private final Thread ticker =
            Thread.ofPlatform().daemon().name("records-read").unstarted(this::keepTelling);

    RecordsRead(Words words, Odometer odometer, Progress.Step step) {
        this.words = words;
        this.odometer = odometer;
        this.step = step;
        ticker.start();
    }

    private void keepTelling() {
        try {
            while (true) {
                Thread.sleep(EVERY_MILLIS);
                tell();
            }
        } catch (InterruptedException e) {
            // Done.
        }
    }

    private void tell() {
        long done = odometer.done();
        if (done == 0) {
            return;
        }
        double rate = done / ((System.nanoTime() - began) / NANOS);
        long total = Math.max(done, odometer.total());
        long left = Math.round((total - done) / rate);
        step.tell(words.say(
                "audit.progress",
                KpiText.count(done),
                KpiText.count(total),
                KpiText.count(Math.round(rate)),
                left / SECONDS_A_MINUTE,
                String.format(Locale.ROOT, "%02d", left % SECONDS_A_MINUTE)));
    }

    @Override
    public void close() {
        ticker.interrupt();
        long done = odometer.done();
        if (done > 0) {
            double rate = done / ((System.nanoTime() - began) / NANOS);
            step.tell(words.say("audit.read", KpiText.count(done), KpiText.count(Math.round(rate))));
        }
    }
}
