package org.zonepulse.sandbox;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C (or SIGTERM, or a closed terminal) as a wish to end early: the command is asked to stop, and has some time to
 * finish what it is at and to tell what it did. The process then ends with {@link ExitStatus#INTERRUPTED} (or what was said), whichever signal
 * it was: what is left to do is the same. By itself the JVM would end with a status for each signal, which no command's help
 * names. If there was no time left to tell, it ends with {@link ExitStatus#REFUSED}.
 */
final class StopRequest implements AutoCloseable {

    /** Longer than a transaction takes whose broker is slow. */
    private static final long SECONDS_TO_STOP = 30;

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook;
    private final int status;
    private volatile boolean made;

    /** For work that asks now and then whether it {@link #isMade}. */
    StopRequest() {
        this(() -> {});
    }

    /** @param stop tells the work; returns at once */
    StopRequest(Runnable stop) {
        this(stop, ExitStatus.INTERRUPTED);
    }

    /**
     * For work that has no other end.
     *
     * @param stop tells the work; returns at once
     * @param status with which the process ends once the work has ended in order
     */
    StopRequest(Runnable stop, int status) {
        this.status = status;
        hook = new Thread(() -> make(stop), "stop-request");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Whether the wish was expressed. */
    boolean isMade() {
        return made;
    }

    private void make(Runnable stop) {
        made = true;
        stop.run();
        try {
            // What doesn't end in time is cut off, which it has to survive in any case.
            boolean inTime = done.await(SECONDS_TO_STOP, TimeUnit.SECONDS);
            System.out.flush();
            Runtime.getRuntime().halt(inTime ? status : ExitStatus.REFUSED);
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
