package org.zonepulse.audit.replay;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Partitions worked on side by side. */
final class SideBySide {

    private SideBySide() {}

    /** Returns when all is done; a failure of any comes as it was thrown, that of memory too. */
    static void run(ExecutorService workers, List<Callable<Void>> work) {
        try {
            for (Future<Void> done : workers.invokeAll(work)) {
                done.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }
}
