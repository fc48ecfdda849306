package org.zonepulse.avrocodec;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What the codec needs of a schema registry. Implementations are safe for use by several threads, and don't cache:
 * the codec does, where it knows what is asked again and again.
 *
 * <p>Every method may throw {@link RegistryUnavailableException} (nobody answered; ask again later) and
 * {@link RegistryAccessException} (the registry won't talk to us until someone changes the configuration).
 */
public interface SchemaRegistry extends AutoCloseable {

    /**
     * Opens the registry that the configuration names.
     *
     * @param configs Confluent's keys, of which {@code schema.registry.url} must be there; others are ignored
     * @throws org.apache.kafka.common.config.ConfigException if a key is missing or has an impossible value
     */
    static SchemaRegistry open(Map<String, ?> configs) {
        return new CodecConfig(configs).openRegistry();
    }

    /**
     * Registers the schema under the subject, and tells its id. Harmless if it is registered already.
     *
     * @param normalize whether the registry is to ignore differences without meaning, such as the order of properties
     * @throws SchemaRefusedException if it breaks the subject's compatibility rule, or isn't valid
     */
    int register(String subject, Schema schema, boolean normalize);

    /** The id of the schema under the subject, or empty if it isn't registered there. */
    OptionalInt idOf(String subject, Schema schema, boolean normalize);

    /** The subject's newest version, or empty if there is no such subject. */
    Optional<RegisteredSchema> latest(String subject);

    /**
     * The rule of compatibility that is in force for a subject, by Confluent's names, such as {@code FULL_TRANSITIVE}: its own, or
     * the registry's. Empty if the registry tells none.
     */
    default Optional<String> compatibility(String subject) {
        return Optional.empty();
    }

    /**
     * The schema that has this id.
     *
     * @param subject a hint for registries with several contexts, as Confluent's clients give it; null if not known
     */
    SchemaById byId(int id, @Nullable String subject);

    /** Releases the connections. No method may be called afterwards. */
    @Override
    void close();

    /** A schema and its id in the registry. */
    record RegisteredSchema(int id, Schema schema) {}

    /** What the registry holds under an id. */
    sealed interface SchemaById {
        /** An Avro schema, ready to decode with. */
        record Found(Schema schema) implements SchemaById {}

        /** The registry answered that no schema has this id. */
        record Unknown() implements SchemaById {}

        /** There is one, but not one that this codec can use: not Avro, with references, or not parsable. */
        record Unusable(String why) implements SchemaById {}
    }
}
