package org.zonepulse.avrocodec;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Doesn't take a registry at its word when it says that it has no schema of an id.
 *
 * <p>A registry that keeps its content in a topic and has just started may answer before it has read that topic to its end,
 * and then denies schemas that it has. Ids are given in order, and the topic is read in order. So a denial is believed at once
 * if the registry knows a later id; else when it has been repeated for some time. Until then it counts as an outage.
 */
final class WaryRegistry implements SchemaRegistry {
    private final SchemaRegistry registry;
    private final long patienceNanos;
    private final LongSupplier nanoTime;

    /** The newest id that the registry has told, or 0: whether it still knows it shows whether it has started anew. */
    private int witness;

    private boolean denying;
    private long deniedFirst;
    private long deniedLast;

    WaryRegistry(SchemaRegistry registry, Duration patience, LongSupplier nanoTime) {
        this.registry = registry;
        this.patienceNanos = patience.toNanos();
        this.nanoTime = nanoTime;
    }

    @Override
    public int register(String subject, Schema schema, boolean normalize) {
        return told(registry.register(subject, schema, normalize));
    }

    @Override
    public OptionalInt idOf(String subject, Schema schema, boolean normalize) {
        OptionalInt id = registry.idOf(subject, schema, normalize);
        id.ifPresent(this::told);
        return id;
    }

    @Override
    public Optional<RegisteredSchema> latest(String subject) {
        Optional<RegisteredSchema> latest = registry.latest(subject);
        latest.ifPresent(found -> told(found.id()));
        return latest;
    }

    /** @throws RegistryUnavailableException also if the registry has no such schema, and may not have read it yet */
    @Override
    public SchemaById byId(int id, @Nullable String subject) {
        SchemaById found = ask(id, subject);
        if (!(found instanceof SchemaById.Unknown)) {
            told(id);
        } else if (!isToBeBelieved(id)) {
            throw new RegistryUnavailableException(
                    "The registry says that it has no schema " + id + ", but may not have read all of its own yet",
                    null);
        }
        return found;
    }

    private SchemaById ask(int id, @Nullable String subject) {
        try {
            return registry.byId(id, subject);
        } catch (RegistryUnavailableException e) {
            startAnew();
            throw e;
        }
    }

    private boolean isToBeBelieved(int id) {
        int newest = newest();
        if (newest > 0 && ask(newest, null) instanceof SchemaById.Unknown) {
            startAnew();
            return false;
        }
        return id < newest || isRepeated();
    }

    /** Without a witness, a registry that nobody asked for a while may be another one by now. */
    private synchronized boolean isRepeated() {
        long now = nanoTime.getAsLong();
        if (!denying || (witness == 0 && now - deniedLast > patienceNanos)) {
            denying = true;
            deniedFirst = now;
        }
        deniedLast = now;
        return now - deniedFirst >= patienceNanos;
    }

    private synchronized void startAnew() {
        denying = false;
    }

    private synchronized int newest() {
        return witness;
    }

    private synchronized int told(int id) {
        witness = Math.max(witness, id);
        return id;
    }

    @Override
    public void close() {
        registry.close();
    }
}
