package org.zonepulse.kpi.state;

import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorNode;
import org.apache.kafka.streams.processor.internals.ProcessorRecordContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * Runs an action right before each commit of a task, inside the commit's transaction: decoded rows are written behind
 * once a commit instead of once an event, and what is emitted is always in the same transaction as the state that it
 * came from. A punctuation can't do that, since commits aren't aligned with it.
 *
 * <p>Kafka Streams has no public interface for this. It calls {@link CachedStateStore#flushCache} of every store at this
 * very point, for its own caches, so this is a store without content. Pinned to the version of Kafka Streams in use; the
 * tests that kill a service between commits hold it to its promise.
 */
public final class CommitHook implements StateStore, CachedStateStore<Object, Object> {

    private final String name;
    private boolean open;
    private @Nullable Runnable action;
    private @Nullable InternalProcessorContext<?, ?> context;
    private @Nullable ProcessorNode<?, ?, ?, ?> node;
    private @Nullable ProcessorRecordContext record;

    private CommitHook(String name) {
        this.name = name;
    }

    /** A hook for a processor, which gets it from its context by this name. */
    public static StoreBuilder<CommitHook> builder(String name) {
        return new OwnStoreBuilder<>(name, false, () -> new CommitHook(name));
    }

    /** To call from the processor's {@code init}: what to do before each commit. */
    public void beforeCommit(ProcessorContext<?, ?> processor, Runnable runnable) {
        context = (InternalProcessorContext<?, ?>) processor;
        node = context.currentNode();
        action = runnable;
    }

    /** To call for each record that leaves something to do before the commit: what is emitted inherits its time. */
    public void onRecord() {
        if (context != null) {
            record = context.recordContext();
        }
    }

    @Override
    public void flushCache() {
        if (action == null || context == null || record == null) {
            return;
        }
        ProcessorNode<?, ?, ?, ?> previousNode = context.currentNode();
        ProcessorRecordContext previousRecord = context.recordContext();
        context.setCurrentNode(node);
        context.setRecordContext(record);
        try {
            action.run();
        } finally {
            context.setCurrentNode(previousNode);
            context.setRecordContext(previousRecord);
        }
    }

    @Override
    public boolean setFlushListener(CacheFlushListener<Object, Object> listener, boolean sendOldValues) {
        return false;
    }

    @Override
    public void clearCache() {
        // The processor's own caches end with it: a task that is recycled gets a new one.
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext stateStoreContext, StateStore root) {
        stateStoreContext.register(root, (_, _) -> {});
        open = true;
    }

    @Override
    public void close() {
        open = false;
        action = null;
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }
}
