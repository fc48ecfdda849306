package org.zonepulse.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.env.Environment;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.contract.ZoneFile;
import org.zonepulse.eventlog.RegistryPatience;
import org.zonepulse.intake.CodecSettings;
import org.zonepulse.intake.KafkaSettings;
import org.zonepulse.intake.RunningStreams;
import org.zonepulse.intake.StreamsClient;
import org.zonepulse.intake.StreamsSettings;
import org.zonepulse.intake.ValueSerializer;
import org.zonepulse.ledger.zone.Zone;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.schemas.TrustedRecords;

/** The Kafka Streams client of this service, from its start to its end. */
@Context
public class InboxStreams implements RunningStreams {

    private final InboxSettings settings;
    private final Map<String, Object> kafka;
    private final Map<String, Object> codec;
    private final Zone zone;
    private final MeterRegistry meterRegistry;
    private final CountDownLatch started = new CountDownLatch(1);
    private @Nullable SchemaRegistry registry;
    private @Nullable StreamsClient streams;
    private @Nullable InboxSubjects subjects;

    InboxStreams(
            InboxSettings settings,
            Environment environment,
            MeterRegistry meterRegistry,
            @Value("${zonepulse.zone:}") String zoneFile) {
        this.settings = settings;
        this.meterRegistry = meterRegistry;
        this.kafka = KafkaSettings.of(environment);
        this.codec = CodecSettings.of(environment);
        this.zone = zoneFile.isEmpty() ? ZoneFile.bundled() : ZoneFile.read(Path.of(zoneFile));
    }

    @PostConstruct
    void start() {
        TrustedRecords.trust();
        SchemaRegistry opened = RegistryPatience.open(codec);
        registry = opened;
        Serializer<SpecificRecord> serializer = ValueSerializer.configured(codec);
        InboxMeters meters = new InboxMeters(meterRegistry);
        InboxSubjects found = new InboxSubjects(opened);
        subjects = found;
        streams = StreamsClient.start(
                InboxTopology.build(() -> new InboxProcessor(new Admission(zone, opened), serializer, meters)),
                properties(),
                meterRegistry,
                found::register);
        started.countDown();
    }

    private Properties properties() {
        Properties properties = new StreamsSettings(
                        settings.getApplicationId(),
                        settings.getStateDir(),
                        settings.getThreads(),
                        settings.getCommitInterval(),
                        settings.getSessionTimeout(),
                        settings.getTransactionTimeout())
                .properties(kafka, TopicCatalogue.MAX_DEAD_LETTER_BYTES);
        properties.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.METADATA_MAX_AGE_CONFIG),
                Math.toIntExact(settings.getNewInboxesWithin().toMillis()));
        return properties;
    }

    @Override
    public KafkaStreams.State state() {
        StreamsClient client = streams;
        return client == null ? KafkaStreams.State.CREATED : client.state();
    }

    @Override
    public void awaitDeath() throws InterruptedException {
        started.await();
        Objects.requireNonNull(streams).awaitDeath();
    }

    @PreDestroy
    void stop() {
        if (streams != null) {
            streams.close();
        }
        if (subjects != null) {
            subjects.close();
        }
        if (registry != null) {
            registry.close();
        }
    }
}
