package org.zonepulse.avrocodec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.zonepulse.avrocodec.sample.Part;
import org.zonepulse.avrocodec.sample.Priority;
import org.zonepulse.avrocodec.sample.Seal;
import org.zonepulse.avrocodec.sample.Shipment;

/** Sample records and versions of their schema. */
final class Shipments {
    /** A version before {@code note}, {@code labels} and the rest existed; the reader's defaults don't cover all. */
    static final Schema WITHOUT_NOTE = edited("{\"name\":\"note\",\"type\":[\"null\",STRING],\"default\":null},", "");

    /** A version that has a field more, with a default, so that both can read each other. */
    static final Schema WITH_CARRIER = edited(
            "{\"name\":\"weight\",\"type\":\"long\"},",
            "{\"name\":\"carrier\",\"type\":\"string\",\"default\":\"none\"},"
                    + "{\"name\":\"weight\",\"type\":\"long\"},");

    private Shipments() {}

    static Shipment shipment(String id) {
        return Shipment.newBuilder()
                .setId(id)
                .setSentAt(Instant.parse("2023-12-31T08:00:00Z"))
                .setWeight(1_250_000L)
                .setPriority(Priority.HIGH)
                .setNote("佛山高新区")
                .setParts(List.of(new Part("axle", 2), new Part("wheel", 4)))
                .setLabels(Map.of("fragile", "yes"))
                .setSeal(new Seal(new byte[] {1, 2, 3, 4}))
                .setRaw(ByteBuffer.wrap("raw".getBytes(StandardCharsets.UTF_8)))
                .build();
    }

    /** The same content as a generic record of one of the versions. */
    static GenericRecord generic(Schema schema, String id) {
        GenericRecord record = new GenericData.Record(schema);
        Schema part = schema.getField("parts").schema().getElementType();
        GenericRecord axle = new GenericData.Record(part);
        axle.put("name", "axle");
        axle.put("count", 2);
        record.put("id", id);
        record.put("sentAt", Instant.parse("2023-12-31T08:00:00Z").toEpochMilli());
        record.put("weight", 1_250_000L);
        record.put(
                "priority",
                new GenericData.EnumSymbol(schema.getField("priority").schema(), "HIGH"));
        if (schema.getField("note") != null) {
            record.put("note", "佛山高新区");
        }
        if (schema.getField("carrier") != null) {
            record.put("carrier", "rail");
        }
        record.put("parts", List.of(axle));
        record.put("labels", Map.of("fragile", "yes"));
        record.put("seal", new GenericData.Fixed(schema.getField("seal").schema(), new byte[] {1, 2, 3, 4}));
        record.put("raw", ByteBuffer.wrap("raw".getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    private static Schema edited(String what, String with) {
        String string = "{\"type\":\"string\",\"avro.java.string\":\"String\"}";
        String source = Shipment.getClassSchema().toString();
        String before = what.replace("STRING", string);
        if (!source.contains(before)) {
            throw new IllegalStateException("The sample schema has changed: " + source);
        }
        return new Schema.Parser().parse(source.replace(before, with));
    }
}
