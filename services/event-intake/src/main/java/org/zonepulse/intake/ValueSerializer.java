package org.zonepulse.intake;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;
import org.zonepulse.avrocodec.AvroSerializer;

/** The class that writes what is published: ours, or Confluent's where that is configured. */
public final class ValueSerializer {

    /** Kafka's own key; {@code zonepulse.codec.value.serializer} among the service's settings. */
    public static final String KEY = "value.serializer";

    private ValueSerializer() {}

    /**
     * A serializer of the configured class.
     *
     * @throws ConfigException if there is no such class, or it is no serializer
     */
    public static Serializer<SpecificRecord> configured(Map<String, Object> codec) {
        String name = String.valueOf(codec.getOrDefault(KEY, AvroSerializer.class.getName()));
        try {
            @SuppressWarnings("unchecked") // Which records it takes shows when it gets the first one.
            Serializer<SpecificRecord> serializer = Utils.newInstance(name, Serializer.class);
            serializer.configure(codec, false);
            return serializer;
        } catch (ClassNotFoundException | ClassCastException | LinkageError e) {
            throw refusal(name, e);
        } catch (ConfigException e) {
            throw e;
        } catch (KafkaException e) {
            throw refusal(name, e);
        }
    }

    private static ConfigException refusal(String name, Throwable cause) {
        ConfigException refusal = new ConfigException(
                "zonepulse.codec." + KEY,
                name,
                "it must be a Kafka serializer on the class path; for Confluent's build with -Pconfluent");
        refusal.initCause(cause);
        return refusal;
    }
}
