package org.zonepulse.avrocodec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Confluent's own (de)serializers, 7.9.5, from a jar beside the class path: Kafka and Avro come from ours, the rest
 * from there.
 */
final class GenuineConfluent {
    static final String SERIALIZER = "io.confluent.kafka.serializers.KafkaAvroSerializer";
    static final String DESERIALIZER = "io.confluent.kafka.serializers.KafkaAvroDeserializer";
    static final ClassLoader LOADER = loader();

    private GenuineConfluent() {}

    private static ClassLoader loader() {
        try {
            URL jar = Path.of(System.getProperty("confluent.client")).toUri().toURL();
            return new URLClassLoader(new URL[] {jar}, GenuineConfluent.class.getClassLoader());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Serializer<Object> serializer(Map<String, ?> configs) {
        Serializer<Object> serializer = make(SERIALIZER);
        serializer.configure(configs, false);
        return serializer;
    }

    static Deserializer<Object> deserializer(Map<String, ?> configs) {
        Deserializer<Object> deserializer = make(DESERIALIZER);
        deserializer.configure(configs, false);
        return deserializer;
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // Named by string: that is what is being tested.
    private static <T> T make(String className) {
        try {
            return (T) LOADER.loadClass(className).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
