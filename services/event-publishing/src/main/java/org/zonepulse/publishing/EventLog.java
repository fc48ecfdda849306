package org.zonepulse.publishing;

import io.micronaut.configuration.kafka.annotation.KafkaClient;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.zonepulse.avrocodec.AvroSerializer;
import org.zonepulse.avrocodec.RegistryAccessException;
import org.zonepulse.avrocodec.RegistryUnavailableException;
import org.zonepulse.avrocodec.SchemaRefusedException;
import org.zonepulse.avrocodec.UnregisteredSchemaException;
import org.zonepulse.contract.EventAvro;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.schemas.Topic;

/**
 * The stream's topic, as seen by who appends to it. Events are encoded here and not in the producer, so that what the
 * registry does wrong isn't taken for the broker's fault.
 */
@Singleton
class EventLog {

    private final Producer<String, byte[]> producer;
    private final AvroSerializer<SpecificRecord> serializer;
    private final Topic topic;
    private volatile boolean schemaKnown;

    EventLog(
            @KafkaClient("events") Producer<String, byte[]> producer,
            AvroSerializer<SpecificRecord> serializer,
            Topic topic) {
        this.producer = producer;
        this.serializer = serializer;
        this.topic = topic;
    }

    /** What became of an attempt to append. */
    sealed interface Appending {

        /** It is on its way; the future tells its place, or that it wasn't confirmed. */
        record Sent(Future<RecordMetadata> place) implements Appending {}

        /** It was never sent. */
        record NotSent(Problem outage) implements Appending {}
    }

    /**
     * Appends the event, and returns at once unless the buffer is full or something isn't known yet: the schema's id,
     * the topic's partitions. Then it waits for as long as the registry's and the producer's settings say.
     *
     * @param done told on the producer's own thread how each one that was sent ended
     */
    Appending append(Event event, Callback done) {
        byte[] value;
        try {
            value = serializer.serialize(topic.name(), EventAvro.write(event));
        } catch (RegistryUnavailableException away) {
            return new Appending.NotSent(
                    Problem.of(ProblemType.REGISTRY_UNAVAILABLE, String.valueOf(away.getMessage())));
        } catch (UnregisteredSchemaException forgotten) {
            return new Appending.NotSent(
                    Problem.of(ProblemType.SCHEMA_NOT_REGISTERED, String.valueOf(forgotten.getMessage())));
        } catch (RegistryAccessException | SchemaRefusedException refused) {
            return new Appending.NotSent(
                    Problem.of(ProblemType.REGISTRY_REFUSES, String.valueOf(refused.getMessage())));
        }
        schemaKnown = true;
        try {
            Future<RecordMetadata> place =
                    producer.send(new ProducerRecord<>(topic.name(), event.enterpriseId(), value), done);
            // Failed at once: the producer didn't even take it.
            return place.state() == Future.State.FAILED
                    ? new Appending.NotSent(outage(place.exceptionNow()))
                    : new Appending.Sent(place);
        } catch (KafkaException refused) {
            return new Appending.NotSent(outage(refused));
        }
    }

    /** Returns when everything appended so far is confirmed, or won't be. */
    void flush() {
        producer.flush();
    }

    /**
     * The place of what was sent.
     *
     * @throws Unconfirmed if the broker didn't confirm it: it may be in the topic or not
     */
    Receipt confirmed(String eventId, Appending.Sent sent) throws Unconfirmed, InterruptedException {
        try {
            RecordMetadata place = sent.place().get();
            return new Receipt(eventId, place.topic(), place.partition(), place.offset());
        } catch (ExecutionException e) {
            throw new Unconfirmed(outage(e.getCause() == null ? e : e.getCause()));
        }
    }

    /** Whether events can be encoded without asking the registry. */
    boolean knowsSchema() {
        return schemaKnown;
    }

    private static Problem outage(Throwable cause) {
        return Problem.of(ProblemType.BROKER_UNAVAILABLE, cause.getClass().getSimpleName() + ": " + cause.getMessage());
    }
}
