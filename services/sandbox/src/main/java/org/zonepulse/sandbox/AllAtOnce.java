package org.zonepulse.sandbox;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Several pieces of work side by side, each on a thread of its own. */
final class AllAtOnce {

    private AllAtOnce() {}

    /**
     * Returns when all are done. The first failure interrupts the others.
     *
     * @throws Refusal if that was the failure; any other comes as the cause of an {@link IllegalStateException}
     */
    static <T extends @Nullable Object> void run(String threads, List<Callable<T>> work) throws InterruptedException {
        ExecutorService workers = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name(threads, 0).daemon().factory());
        try {
            CompletionService<T> completion = new ExecutorCompletionService<>(workers);
            work.forEach(completion::submit);
            for (int ended = 0; ended < work.size(); ended++) {
                completion.take().get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Refusal refusal ? refusal : new IllegalStateException(e.getCause());
        } finally {
            workers.shutdownNow();
        }
    }
}
