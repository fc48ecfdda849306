package org.zonepulse.intake;

import org.apache.avro.Schema;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.schemas.Topic;
import org.zonepulse.schemas.TopicCatalogue;

/**
 * Registers what the catalogue's topics hold. Our own services would do so with their first record; but clients in other
 * languages look for the newest schema of a subject, and there has to be one before any event.
 */
public final class CatalogueSchemas {

    private CatalogueSchemas() {}

    /**
     * Registers the schema of every topic; harmless where it is registered already.
     *
     * @throws org.zonepulse.avrocodec.RegistryUnavailableException if nobody answers
     * @throws org.zonepulse.avrocodec.SchemaRefusedException if a subject has a schema that this one is incompatible with
     */
    public static void register(SchemaRegistry registry) {
        for (Topic topic : TopicCatalogue.all()) {
            register(registry, topic);
        }
    }

    /** Registers the schema of a topic under the topic's subject. */
    public static void register(SchemaRegistry registry, Topic topic) {
        var _ = registry.register(topic.valueSubject(), new Schema.Parser().parse(topic.publishedSchema()), false);
    }
}
