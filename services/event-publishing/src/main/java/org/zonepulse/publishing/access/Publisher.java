package org.zonepulse.publishing.access;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.zonepulse.ledger.event.EventStream;

/**
 * Someone outside who may publish: a registry, a bank, a bureau.
 *
 * @param name what it is known as in the audit log, and its user name in Kafka
 * @param sources as which sources it may speak
 * @param streams of which streams
 * @param keys the API keys that stand for it
 * @param tokens the subjects of tokens that stand for it
 */
public record Publisher(
        String name, Set<String> sources, Set<EventStream> streams, List<ApiKey> keys, List<TokenSubject> tokens) {
    public Publisher {
        Objects.requireNonNull(name, "name");
        sources = Set.copyOf(sources);
        streams = Set.copyOf(streams);
        keys = List.copyOf(keys);
        tokens = List.copyOf(tokens);
    }

    /** Whether it may publish facts of that stream at all. */
    public boolean mayPublish(EventStream stream) {
        return streams.contains(stream);
    }

    /** Whether it may speak as that source. */
    public boolean maySpeakAs(String source) {
        return sources.contains(source);
    }
}
