package org.zonepulse.sandbox;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C (or SIGTERM, or a closed terminal) as a wish to end early: the command is asked to, and given time to finish what
 * it is at and to tell what it did. The JVM then ends with the status of that signal.
 */
final class StopSignal implements AutoCloseable {

    private static final long SECONDS_TO_END = 30;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::raise, "stop-signal");
    private volatile boolean raised;

    StopSignal() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Whether the wish was expressed. */
    boolean isRaised() {
        return raised;
    }

    private void raise() {
        raised = true;
        try {
            boolean _ = ended.await(SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The command has told all that it has to. */
    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException underWay) {
            // The JVM ends anyhow.
        }
    }
}
