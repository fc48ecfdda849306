package org.zonepulse.fileimport;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** How long a broker or registry that is away is waited for, and who is told meanwhile. */
final class Patience {

    private static final long PAUSE_MILLIS = 500;

    private final Duration patience;
    private final BooleanSupplier stopped;
    private final Consumer<String> told;

    /**
     * @param stopped whether waiting is to end
     * @param told takes what is waited for; an empty text when it is there again
     */
    Patience(Duration patience, BooleanSupplier stopped, Consumer<String> told) {
        this.patience = patience;
        this.stopped = stopped;
        this.told = told;
    }

    /** Work is to be stopped, while something was waited for. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    Waiting waiting() {
        return new Waiting();
    }

    /** Waiting for one thing. */
    final class Waiting {
        private final long began = System.nanoTime();
        private boolean hasWaited;

        /** Waits a little; false if patience has ended. */
        boolean forMore(String why) throws InterruptedException {
            if (stopped.getAsBoolean()) {
                throw new Stopped();
            }
            if (System.nanoTime() - began > patience.toNanos()) {
                return false;
            }
            hasWaited = true;
            told.accept(why);
            Thread.sleep(PAUSE_MILLIS);
            return true;
        }

        /** It is there again. */
        void end() {
            if (hasWaited) {
                told.accept("");
            }
        }
    }

    long seconds() {
        return patience.toSeconds();
    }
}
