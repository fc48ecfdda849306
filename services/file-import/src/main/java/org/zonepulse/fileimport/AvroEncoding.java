package org.zonepulse.fileimport;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.zonepulse.avrocodec.AvroSerializer;
import org.zonepulse.avrocodec.RegistryAccessException;
import org.zonepulse.avrocodec.RegistryUnavailableException;
import org.zonepulse.avrocodec.SchemaRefusedException;
import org.zonepulse.avrocodec.UnregisteredSchemaException;
import org.zonepulse.contract.EventAvro;
import org.zonepulse.fileimport.ImportRefused.Reason;
import org.zonepulse.ledger.event.Event;

/** Encodes events for a topic; waits where the registry is away. */
final class AvroEncoding implements EventEncoding {

    private final AvroSerializer<SpecificRecord> serializer;
    private final String topic;
    private final Patience patience;

    AvroEncoding(AvroSerializer<SpecificRecord> serializer, String topic, Patience patience) {
        this.serializer = serializer;
        this.topic = topic;
        this.patience = patience;
    }

    /** What the codec is to be told: what was given, and what emitters tell it, too. */
    static Map<String, Object> settings(Map<String, Object> given) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "auto.register.schemas", false,
                "avro.remove.java.properties", true,
                "http.connect.timeout.ms", 2_000,
                "http.read.timeout.ms", 5_000,
                "max.retries", 0));
        all.putAll(given);
        return all;
    }

    @Override
    public byte[] encode(Event event) throws InterruptedException {
        Patience.Waiting waiting = patience.waiting();
        while (true) {
            try {
                byte[] value = serializer.serialize(topic, EventAvro.write(event));
                if (value == null) {
                    throw new SerializationException("an event is never null");
                }
                waiting.end();
                return value;
            } catch (RegistryUnavailableException away) {
                if (!waiting.forMore(String.valueOf(away.getMessage()))) {
                    throw ImportRefused.because(
                            away, Reason.REGISTRY_AWAY, patience.seconds(), String.valueOf(away.getMessage()));
                }
            } catch (UnregisteredSchemaException forgotten) {
                throw ImportRefused.because(
                        forgotten, Reason.SCHEMA_NOT_REGISTERED, String.valueOf(forgotten.getMessage()));
            } catch (RegistryAccessException | SchemaRefusedException refused) {
                throw ImportRefused.because(refused, Reason.REGISTRY_REFUSES, String.valueOf(refused.getMessage()));
            }
        }
    }
}
