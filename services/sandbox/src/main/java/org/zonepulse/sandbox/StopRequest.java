package org.zonepulse.sandbox;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C (or SIGTERM): work is asked to stop, and has some time to do it in order. The process then ends with 130. */
final class StopRequest implements AutoCloseable {

    private static final long SECONDS_TO_STOP = 20;

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook;

    /** @param stop asks for it; returns at once */
    StopRequest(Runnable stop) {
        hook = new Thread(() -> ask(stop), "stop-request");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void ask(Runnable stop) {
        stop.run();
        try {
            // What doesn't end in time is cut off, which it has to survive in any case.
            boolean inTime = done.await(SECONDS_TO_STOP, TimeUnit.SECONDS);
            Runtime.getRuntime().halt(inTime ? ExitStatus.INTERRUPTED : ExitStatus.REFUSED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The work has ended, and all is told. */
    @Override
    public void close() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            // The hook ends the process.
        }
    }
}
