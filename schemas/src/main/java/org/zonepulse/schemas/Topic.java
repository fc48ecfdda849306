package org.zonepulse.schemas;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;
import org.apache.avro.specific.SpecificRecord;

/**
 * One topic, as it has to be created and used. Replication is not said here: it belongs to the cluster.
 *
 * @param name the topic's name
 * @param meaning what stands in it, for people
 * @param keyKind how the key's bytes are read
 * @param keyMeaning what the key is, for people
 * @param valueType the generated class of its values
 * @param valueSchema the Avro schema of its values
 * @param partitions number of partitions; it must not be changed once there are records, since keys would move
 * @param config the topic's own settings, by Kafka's names, in order of name
 */
public record Topic(
        String name,
        String meaning,
        KeyKind keyKind,
        String keyMeaning,
        Class<? extends SpecificRecord> valueType,
        Schema valueSchema,
        int partitions,
        Map<String, String> config) {

    private static final String JAVA_STRING = "{\"type\":\"string\",\"avro.java.string\":\"String\"}";

    /** How a key's bytes are read. */
    public enum KeyKind {
        /** UTF-8 text, as Kafka's string serializer writes it. */
        TEXT,
        /** Whatever bytes the original record had. */
        BYTES
    }

    public Topic {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(meaning, "meaning");
        Objects.requireNonNull(keyKind, "keyKind");
        Objects.requireNonNull(keyMeaning, "keyMeaning");
        Objects.requireNonNull(valueType, "valueType");
        Objects.requireNonNull(valueSchema, "valueSchema");
        if (partitions < 1) {
            throw new IllegalArgumentException("a topic has at least one partition: " + name);
        }
        config = Collections.unmodifiableMap(new TreeMap<>(config));
    }

    /** The registry's subject of the values, by the topic name strategy. */
    public String valueSubject() {
        return name + "-value";
    }

    /**
     * The schema's text as clients of all languages see it, and as it is released: what generated classes add for Java
     * ({@code avro.java.string}) is no part of the contract.
     */
    public String publishedSchema() {
        String neutral = valueSchema.toString().replace(JAVA_STRING, "\"string\"");
        return SchemaFormatter.format("json/pretty", new Schema.Parser().parse(neutral));
    }

    /** Whether only the last record of each key is kept. */
    public boolean isCompacted() {
        return "compact".equals(config.get("cleanup.policy"));
    }

    /** The same topic with another number of partitions. */
    public Topic withPartitions(int number) {
        return new Topic(name, meaning, keyKind, keyMeaning, valueType, valueSchema, number, config);
    }
}
