package org.zonepulse.audit.verify;

import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.zonepulse.audit.replay.MemoryLog;
import org.zonepulse.avrocodec.AvroSerializer;
import org.zonepulse.schemas.Topic;

/** Writes records as the pipeline of a log does: what someone does who tampers with it. */
final class ForgedRecords {

    private final AvroSerializer<SpecificRecord> serializer;

    ForgedRecords(MemoryLog log) {
        serializer = new AvroSerializer<>(log.registry());
        serializer.configure(Map.of("schema.registry.url", "mock://memory"), false);
    }

    byte[] of(Topic topic, SpecificRecord record) {
        return Objects.requireNonNull(serializer.serialize(topic.name(), record), "bytes");
    }
}
