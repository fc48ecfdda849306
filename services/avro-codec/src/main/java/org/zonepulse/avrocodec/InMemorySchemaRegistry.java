package org.zonepulse.avrocodec;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A registry without a server, for tests of topologies and for tools that need none. As with Confluent's clients, the
 * address {@code mock://<scope>} leads to one that is shared by everybody in the JVM who names the same scope. It
 * knows no compatibility rules.
 */
public final class InMemorySchemaRegistry implements SchemaRegistry {
    static final String SCHEME = "mock://";
    private static final ConcurrentHashMap<String, InMemorySchemaRegistry> SCOPES = new ConcurrentHashMap<>();

    private final Map<Schema, Integer> ids = new LinkedHashMap<>();
    private final Map<String, Map<Schema, Integer>> subjects = new LinkedHashMap<>();

    /** The registry that this JVM knows under the address {@code mock://<scope>}. */
    static InMemorySchemaRegistry scope(String address) {
        return SCOPES.computeIfAbsent(address, any -> new InMemorySchemaRegistry());
    }

    @Override
    public synchronized int register(String subject, Schema schema, boolean normalize) {
        int id = ids.computeIfAbsent(schema, any -> ids.size() + 1);
        subjects.computeIfAbsent(subject, any -> new LinkedHashMap<>()).putIfAbsent(schema, id);
        return id;
    }

    @Override
    public synchronized OptionalInt idOf(String subject, Schema schema, boolean normalize) {
        Integer id = subjects.getOrDefault(subject, Map.of()).get(schema);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    @Override
    public synchronized Optional<RegisteredSchema> latest(String subject) {
        return subjects.getOrDefault(subject, Map.of()).entrySet().stream()
                .reduce((earlier, later) -> later)
                .map(newest -> new RegisteredSchema(newest.getValue(), newest.getKey()));
    }

    @Override
    public synchronized SchemaById byId(int id, @Nullable String subject) {
        return ids.entrySet().stream()
                .filter(entry -> entry.getValue() == id)
                .map(entry -> (SchemaById) new SchemaById.Found(entry.getKey()))
                .findFirst()
                .orElseGet(SchemaById.Unknown::new);
    }

    /** Keeps everything: others may share it. */
    @Override
    public void close() {}
}
