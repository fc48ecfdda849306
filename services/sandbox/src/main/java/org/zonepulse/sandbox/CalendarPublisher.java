package org.zonepulse.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.zonepulse.avrocodec.AvroSerializer;
import org.zonepulse.avrocodec.UnregisteredSchemaException;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.schemas.calendar.BusinessDayOpened;

/** Opens business days of a zone. */
public final class CalendarPublisher implements AutoCloseable {

    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final String zone;
    private final Map<String, Object> config;
    /** Made when it is needed: there is none where nobody resolves the brokers' names yet. */
    private @Nullable KafkaProducer<String, BusinessDayOpened> producer;

    /** @param zone id of the zone */
    public CalendarPublisher(PipelineAddress address, String zone) {
        this(address.settings(), zone);
    }

    /**
     * A publisher.
     *
     * @param settings of Kafka's clients and the codec
     * @param zone id of the zone
     */
    CalendarPublisher(Map<String, ?> settings, String zone) {
        this.zone = zone;
        config = new HashMap<>(settings);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
        config.putIfAbsent("auto.register.schemas", false);
        config.put("avro.remove.java.properties", true);
    }

    private KafkaProducer<String, BusinessDayOpened> producer() {
        KafkaProducer<String, BusinessDayOpened> made = producer;
        if (made == null) {
            AvroSerializer<BusinessDayOpened> serializer = new AvroSerializer<>();
            serializer.configure(config, false);
            made = new KafkaProducer<>(config, new StringSerializer(), serializer);
            producer = made;
        }
        return made;
    }

    /**
     * Opens the day, and returns when the broker has it. A day that was open before is harmless: days never go back.
     *
     * @throws Refusal if the broker doesn't take it, or the registry doesn't answer or has no schema for it
     */
    public void open(LocalDate day) throws InterruptedException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        try {
            producer()
                    .send(new ProducerRecord<>(
                            TopicCatalogue.CALENDAR.name(), zone, new BusinessDayOpened(zone, day, now)))
                    .get();
        } catch (ExecutionException e) {
            throw Refusal.because(e, "refusal.dayNotOpened", day, String.valueOf(e.getCause()));
        } catch (UnregisteredSchemaException e) {
            throw Refusal.because(e, "refusal.schemaNotRegistered", String.valueOf(e.getMessage()));
        } catch (InterruptException e) {
            var _ = Thread.interrupted();
            throw (InterruptedException) new InterruptedException(e.getMessage()).initCause(e);
        } catch (KafkaException e) {
            throw Refusal.because(e, "refusal.dayNotOpened", day, e.toString());
        }
    }

    @Override
    public void close() {
        if (producer != null) {
            // What the broker hasn't confirmed by now was never told to be open.
            producer.close(CLOSING);
        }
    }
}
