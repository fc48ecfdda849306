package org.zonepulse.avrocodec;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Lets one thread ask while others who want the same wait for its answer: many threads that meet a new schema at once
 * cost one request, and an outage costs all of them one time-out and not one after the other.
 */
final class SingleFlight<K, V> {
    private final ConcurrentHashMap<K, FutureTask<V>> underWay = new ConcurrentHashMap<>();

    /**
     * The question's answer, or what it throws.
     *
     * @param question looks first whether the answer has come meanwhile, and keeps it where the asker looks
     */
    V ask(K key, Supplier<V> question) {
        while (true) {
            FutureTask<V> own = new FutureTask<>(question::get);
            FutureTask<V> first = underWay.putIfAbsent(key, own);
            if (first == null) {
                try {
                    own.run();
                } finally {
                    underWay.remove(key, own);
                }
                return answer(own);
            }
            try {
                return answer(first);
            } catch (AskerInterrupted e) {
                // Its interruption isn't ours: ask anew.
            }
        }
    }

    private V answer(FutureTask<V> task) {
        try {
            return task.get();
        } catch (InterruptedException e) {
            throw new InterruptException("Interrupted while waiting for the schema registry", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case InterruptException interrupted
                when !Thread.currentThread().isInterrupted() -> throw new AskerInterrupted(interrupted);
                case RuntimeException failure -> throw failure;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    /** The thread that asked was interrupted, and this one was not. */
    private static final class AskerInterrupted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        AskerInterrupted(InterruptException cause) {
            super(cause);
        }
    }
}
