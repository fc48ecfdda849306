package org.zonepulse.sandbox;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.zonepulse.avrocodec.AvroSerializer;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.schemas.calendar.BusinessDayOpened;

/** Opens business days of a zone. */
public final class CalendarPublisher implements AutoCloseable {

    private final String zone;
    private final KafkaProducer<String, BusinessDayOpened> producer;

    /** @param zone id of the zone */
    public CalendarPublisher(PipelineAddress address, String zone) {
        this.zone = zone;
        Map<String, Object> config = new HashMap<>(address.settings());
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
        config.put("auto.register.schemas", true);
        config.put("avro.remove.java.properties", true);
        AvroSerializer<BusinessDayOpened> serializer = new AvroSerializer<>();
        serializer.configure(config, false);
        this.producer = new KafkaProducer<>(config, new StringSerializer(), serializer);
    }

    /**
     * Opens the day, and returns when the broker has it. A day that was open before is harmless: days never go back.
     *
     * @throws Refusal if the broker doesn't take it
     */
    public void open(LocalDate day) throws InterruptedException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        try {
            producer.send(new ProducerRecord<>(
                            TopicCatalogue.CALENDAR.name(), zone, new BusinessDayOpened(zone, day, now)))
                    .get();
        } catch (ExecutionException e) {
            throw Refusal.because(e, "refusal.dayNotOpened", day, String.valueOf(e.getCause()));
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
