package org.zonepulse.sandbox;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.zonepulse.avrocodec.AvroSerializer;
import org.zonepulse.avrocodec.UnregisteredSchemaException;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.schemas.edition.EditionSwitched;

/** Says which edition is live. */
final class EditionPublisher implements AutoCloseable {

    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final KafkaProducer<String, EditionSwitched> producer;

    /** @param settings of Kafka's clients and the codec */
    EditionPublisher(Map<String, ?> settings) {
        Map<String, Object> config = new HashMap<>(settings);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
        config.putIfAbsent("auto.register.schemas", false);
        config.put("avro.remove.java.properties", true);
        AvroSerializer<EditionSwitched> serializer = new AvroSerializer<>();
        serializer.configure(config, false);
        producer = new KafkaProducer<>(config, new StringSerializer(), serializer);
    }

    /**
     * Publishes it, and returns when the broker has it.
     *
     * @throws Refusal if the broker doesn't take it, or the registry doesn't answer or has no schema for it
     */
    void publish(EditionSwitched switched) throws InterruptedException {
        try {
            var _ = producer.send(new ProducerRecord<>(TopicCatalogue.EDITIONS.name(), switched.getZone(), switched))
                    .get();
        } catch (ExecutionException e) {
            throw Refusal.because(e, "refusal.editionNotSwitched", switched.getEdition(), String.valueOf(e.getCause()));
        } catch (UnregisteredSchemaException e) {
            throw Refusal.because(e, "refusal.schemaNotRegistered", String.valueOf(e.getMessage()));
        } catch (InterruptException e) {
            var _ = Thread.interrupted();
            throw (InterruptedException) new InterruptedException(e.getMessage()).initCause(e);
        } catch (KafkaException e) {
            throw Refusal.because(e, "refusal.editionNotSwitched", switched.getEdition(), e.toString());
        }
    }

    @Override
    public void close() {
        producer.close(CLOSING);
    }
}
