package org.zonepulse.intake;

import java.util.Collection;
import org.apache.avro.Schema;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.schemas.Topic;

/**
 * Registers what topics of the catalogue hold: before anything runs, since no producer does, and since clients in other languages
 * look for the newest schema of a subject.
 */
public final class CatalogueSchemas {

    private CatalogueSchemas() {}

    /**
     * Registers the schemas of topics; harmless where they are registered already.
     *
     * @param topics such as {@link org.zonepulse.schemas.TopicCatalogue#all()}
     * @throws org.zonepulse.avrocodec.RegistryUnavailableException if nobody answers
     * @throws org.zonepulse.avrocodec.SchemaRefusedException if a subject has a schema that this one is incompatible with
     */
    public static void register(SchemaRegistry registry, Collection<Topic> topics) {
        for (Topic topic : topics) {
            var _ = registry.register(topic.valueSubject(), schemaOf(topic), false);
        }
    }

    /**
     * Whether the registry has the topic's schema under its subject, as its newest or not.
     *
     * @throws org.zonepulse.avrocodec.RegistryUnavailableException if nobody answers
     */
    public static boolean isRegistered(SchemaRegistry registry, Topic topic) {
        return registry.idOf(topic.valueSubject(), schemaOf(topic), false).isPresent();
    }

    private static Schema schemaOf(Topic topic) {
        return new Schema.Parser().parse(topic.publishedSchema());
    }
}
