package org.zonepulse.kpi.state;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Builds stores of a kind of our own. Whether they are logged is theirs to say, and none has Kafka Streams' cache: what is written is
 * written once a commit.
 *
 * @param <S> the kind
 * @param name the store's name
 * @param loggingEnabled whether Kafka Streams has to make a changelog for it
 * @param making makes one for each task
 */
record OwnStoreBuilder<S extends StateStore>(String name, boolean loggingEnabled, Supplier<S> making)
        implements StoreBuilder<S> {

    @Override
    public StoreBuilder<S> withCachingEnabled() {
        return this;
    }

    @Override
    public StoreBuilder<S> withCachingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<S> withLoggingEnabled(Map<String, String> config) {
        return this;
    }

    @Override
    public StoreBuilder<S> withLoggingDisabled() {
        return this;
    }

    @Override
    public S build() {
        return making.get();
    }

    @Override
    public Map<String, String> logConfig() {
        return Map.of();
    }
}
