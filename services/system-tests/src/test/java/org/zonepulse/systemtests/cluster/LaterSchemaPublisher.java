package org.zonepulse.systemtests.cluster;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.zonepulse.avrocodec.AvroSerializer;
import org.zonepulse.contract.EventAvro;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.sandbox.PipelineAddress;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.schemas.TrustedRecords;

/**
 * A publisher of a later release, straight to Kafka: its events have one more field than the services here know. That is
 * what readers meet whenever publishers are upgraded first.
 */
final class LaterSchemaPublisher implements EventSink, AutoCloseable {

    private static final String ADDED = "addedLater";

    private final KafkaProducer<byte[], byte[]> producer;
    private final AvroSerializer<GenericRecord> serializer = new AvroSerializer<>();
    private final Map<EventStream, Schema> later = new EnumMap<>(EventStream.class);
    private long published;

    /** Registers its schemas, as a deployment of that release would have. */
    LaterSchemaPublisher(PipelineAddress address) {
        TrustedRecords.trust();
        Map<String, Object> settings = new HashMap<>(address.settings());
        settings.put("auto.register.schemas", true);
        serializer.configure(settings, false);
        producer = new KafkaProducer<>(address.settings(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void publish(EventStream stream, List<Event> events) throws InterruptedException {
        String topic = TopicCatalogue.ofStream(stream.id()).name();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (Event event : events) {
            byte[] key = event.enterpriseId().getBytes(StandardCharsets.UTF_8);
            byte[] value = serializer.serialize(topic, ofLaterSchema(stream, EventAvro.write(event)));
            sent.add(producer.send(new ProducerRecord<>(topic, key, value)));
        }
        for (Future<RecordMetadata> each : sent) {
            try {
                each.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("not published with a later schema", e);
            }
        }
        published += events.size();
    }

    /** How many events it has published. */
    long published() {
        return published;
    }

    private GenericRecord ofLaterSchema(EventStream stream, SpecificRecord record) {
        Schema schema = later.computeIfAbsent(stream, _ -> withOneMore(record.getSchema()));
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            new SpecificDatumWriter<>(record.getSchema()).write(record, encoder);
            GenericRecord same = new GenericDatumReader<GenericRecord>(record.getSchema(), schema)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
            same.put(ADDED, "told by nobody here");
            return same;
        } catch (IOException e) {
            throw new IllegalStateException("an event in memory", e);
        }
    }

    private static Schema withOneMore(Schema schema) {
        List<Schema.Field> fields = new ArrayList<>();
        schema.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        Schema text = Schema.createUnion(Schema.create(Schema.Type.NULL), Schema.create(Schema.Type.STRING));
        fields.add(new Schema.Field(ADDED, text, null, Schema.Field.NULL_DEFAULT_VALUE));
        return Schema.createRecord(schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(10));
        serializer.close();
    }
}
