package org.zonepulse.avrocodec;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds one reusable working object. Kafka shares a serializer between all threads that send, and Kafka Streams shares
 * a deserializer between its threads: the first to come takes the object, others make their own meanwhile. No lock,
 * and unlike a thread-local nothing is kept per (possibly virtual) thread.
 */
final class Slot<W> {
    private final AtomicReference<@Nullable W> free = new AtomicReference<>();
    private final Supplier<W> factory;

    Slot(Supplier<W> factory) {
        this.factory = factory;
    }

    W take() {
        @Nullable W kept = free.getAndSet(null);
        return kept != null ? kept : factory.get();
    }

    /** Not to be called with an object whose use ended in an exception: its state is unknown. */
    void giveBack(W used) {
        free.set(used);
    }
}
