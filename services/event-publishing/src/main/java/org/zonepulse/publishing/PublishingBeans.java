package org.zonepulse.publishing;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.zonepulse.avrocodec.AvroSerializer;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.contract.EventReader;
import org.zonepulse.contract.ZoneFile;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.schemas.Topic;
import org.zonepulse.schemas.TopicCatalogue;

/** What the emitter is made of that isn't its own. */
@Factory
class PublishingBeans {

    private static final String AUTO_REGISTER = "auto.register.schemas";

    /**
     * Schemas are registered when topics are made. The rest bounds the wait for a registry that is away: HTTP callers wait for the
     * answer. Sites can set others.
     */
    private static final Map<String, Object> CODEC_DEFAULTS = Map.of(
            AUTO_REGISTER,
            false,
            "avro.remove.java.properties",
            true,
            "http.connect.timeout.ms",
            2_000,
            "http.read.timeout.ms",
            5_000,
            "max.retries",
            0);

    /** @throws IllegalArgumentException if there is no such stream */
    @Singleton
    EventStream stream(PublishingSettings settings) {
        EventStream stream = EventStream.byId(settings.getStream());
        if (stream == null) {
            throw new IllegalArgumentException("zonepulse.publishing.stream must be one of "
                    + Arrays.stream(EventStream.values()).map(EventStream::id).toList() + ", not "
                    + settings.getStream());
        }
        return stream;
    }

    @Singleton
    Topic topic(EventStream stream) {
        return TopicCatalogue.ofStream(stream.id());
    }

    @Singleton
    EventReader reader(@Value("${zonepulse.zone:}") String zoneFile) {
        return new EventReader(zoneFile.isEmpty() ? ZoneFile.bundled() : ZoneFile.read(Path.of(zoneFile)));
    }

    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Singleton
    CodecSettings codecSettings(Environment environment) {
        Map<String, Object> codec = new HashMap<>(CODEC_DEFAULTS);
        environment
                .getProperties("schema.registry")
                .forEach((key, value) -> codec.put("schema.registry." + key, value));
        codec.putAll(environment.getProperties("zonepulse.codec"));
        return new CodecSettings(codec);
    }

    @Singleton
    @Bean(preDestroy = "close")
    SchemaRegistry registry(CodecSettings codec) {
        return SchemaRegistry.open(codec.byKey());
    }

    @Singleton
    AvroSerializer<SpecificRecord> serializer(SchemaRegistry registry, CodecSettings codec) {
        AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>(registry);
        serializer.configure(codec.byKey(), false);
        return serializer;
    }

    /**
     * The Avro codec's settings.
     *
     * @param byKey under Confluent's keys
     */
    record CodecSettings(Map<String, Object> byKey) {
        CodecSettings {
            byKey = Map.copyOf(byKey);
        }

        /** Whether the service registers what it writes, as sites can have it. */
        boolean registers() {
            return Boolean.parseBoolean(String.valueOf(byKey.get(AUTO_REGISTER)));
        }
    }
}
