package org.zonepulse.sandbox.deploy;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** How long someone waits for what doesn't answer yet: one span for all that is asked in it. */
public final class Patience {

    private static final long PAUSE_MILLIS = 100;

    private final long deadline;
    private final Consumer<String> told;

    private Patience(long deadline, Consumer<String> told) {
        this.deadline = deadline;
        this.told = told;
    }

    /**
     * Patience from now on.
     *
     * @param told what is waited for, each time
     */
    public static Patience of(Duration time, Consumer<String> told) {
        return new Patience(System.nanoTime() + time.toNanos(), told);
    }

    /**
     * Waits a little for what passes by itself.
     *
     * @param why what is waited for, for people
     * @return false without waiting, once patience is over
     */
    public boolean waits(String why) throws InterruptedException {
        if (isOver()) {
            return false;
        }
        told.accept(why);
        Thread.sleep(PAUSE_MILLIS);
        return true;
    }

    /** Whether it has come to its end. */
    boolean isOver() {
        return System.nanoTime() - deadline > 0;
    }

    /** Tries until it succeeds, fails in a way that doesn't pass, or patience is over; then it fails as it did last. */
    <T> T insist(Callable<T> attempt, Predicate<Exception> passes) throws Exception {
        while (true) {
            try {
                return attempt.call();
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                if (!passes.test(e) || !waits(String.valueOf(e.getMessage()))) {
                    throw e;
                }
            }
        }
    }
}
