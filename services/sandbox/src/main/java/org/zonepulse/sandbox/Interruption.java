package org.zonepulse.sandbox;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What happens on Ctrl-C (or SIGTERM, or a closed terminal): all is stopped in order, and the exit status tells whether
 * there was work left.
 *
 * <p>The JVM would end with 130 in any case; but Ctrl-C is the way to stop a pipeline, so after its work that is no
 * failure.
 */
final class Interruption implements AutoCloseable {

    private static final long SECONDS_TO_STOP = 30;

    private final Sandbox sandbox;
    private final Progress progress;
    private final Words words;
    private final Thread hook = new Thread(this::stop, "interruption");
    private volatile int status = ExitStatus.INTERRUPTED;

    Interruption(Sandbox sandbox, Progress progress, Words words) {
        this.sandbox = sandbox;
        this.progress = progress;
        this.words = words;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** From now on, an interruption is the expected end. */
    void workIsDone() {
        status = ExitStatus.OK;
    }

    private void stop() {
        Thread stopping = Thread.ofPlatform().daemon().start(() -> {
            progress.say(words.say("up.stopping"));
            sandbox.close();
        });
        try {
            stopping.join(TimeUnit.SECONDS.toMillis(SECONDS_TO_STOP));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // Also when something hangs: whatever is cut off here survives a kill, too.
        Runtime.getRuntime().halt(stopping.isAlive() ? ExitStatus.REFUSED : status);
    }

    /** The end has come by itself. If an interruption came first, it decides how the process ends. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException interrupted) {
            // The hook is under way, and it never returns: it ends the process.
            while (hook.isAlive()) {
                LockSupport.park(hook);
            }
        }
    }
}
