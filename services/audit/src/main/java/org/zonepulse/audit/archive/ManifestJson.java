package org.zonepulse.audit.archive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A manifest as JSON. Fields that aren't known are passed over, so that later versions can say more. */
final class ManifestJson {

    static final String FORMAT = "zonepulse-log-archive";
    static final int VERSION = 1;

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private ManifestJson() {}

    static byte[] write(Manifest manifest) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(bytes).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeStringField("format", FORMAT);
            json.writeNumberField("version", VERSION);
            write(json, manifest.origin());
            json.writeStringField("digest", manifest.digest());
            json.writeStringField("complete", manifest.complete());
            json.writeArrayFieldStart("partitions");
            for (Manifest.Partition partition : manifest.partitions()) {
                write(json, partition);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("schemas");
            for (Manifest.SchemaEntry schema : manifest.schemas()) {
                write(json, schema);
            }
            json.writeEndArray();
            if (manifest.zone() != null) {
                json.writeObjectFieldStart("zoneFile");
                write(json, Manifest.ZONE_ENTRY, manifest.zone());
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, Manifest.Origin origin) throws IOException {
        json.writeStringField("madeAt", origin.madeAt().toString());
        json.writeStringField("madeBy", origin.madeBy());
        json.writeStringField("source", origin.source());
        json.writeStringField("zone", origin.zone());
        json.writeStringField("zoneDigest", origin.zoneDigest());
        json.writeNumberField("cut", origin.cut());
        json.writeNumberField("newestCut", origin.newestCut());
        json.writeStringField("publishedAt", origin.publishedAt().toString());
        if (origin.businessDay() != null) {
            json.writeStringField("businessDay", origin.businessDay().toString());
        }
    }

    private static void write(JsonGenerator json, Manifest.Partition partition) throws IOException {
        json.writeStartObject();
        json.writeStringField("topic", partition.partition().topic());
        json.writeNumberField("partition", partition.partition().partition());
        json.writeNumberField("beginning", partition.beginning());
        json.writeNumberField("nextOffset", partition.nextOffset());
        json.writeNumberField("records", partition.records());
        json.writeStringField("digest", partition.digest());
        write(json, partition.entry(), partition.content());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Manifest.SchemaEntry schema) throws IOException {
        json.writeStartObject();
        json.writeNumberField("id", schema.id());
        switch (schema) {
            case Manifest.SchemaEntry.Usable usable -> write(json, usable.entry(), usable.content());
            case Manifest.SchemaEntry.Unusable(int _, String why) -> json.writeStringField("unusable", why);
        }
        json.writeEndObject();
    }

    /** The entry's name is for people: it follows from the rest. */
    private static void write(JsonGenerator json, String entry, Manifest.Content content) throws IOException {
        json.writeStringField("entry", entry);
        json.writeNumberField("bytes", content.bytes());
        json.writeStringField("sha256", content.sha256());
    }

    /**
     * Reads a manifest.
     *
     * @throws IOException if it is none, or of another version; the message says why
     */
    static Manifest read(byte[] bytes) throws IOException {
        try (JsonParser json = FACTORY.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new JsonParseException(json, "no object");
            }
            return manifest(new Fields(json));
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static Manifest manifest(Fields fields) throws IOException {
        if (!fields.text("format").equals(FORMAT)) {
            throw new IOException("its format is " + fields.text("format") + ", not " + FORMAT);
        }
        if (fields.number("version") != VERSION) {
            throw new IOException(
                    "it is of version " + fields.number("version") + ", and " + VERSION + " is known here");
        }
        String day = fields.optionalText("businessDay");
        Manifest.Origin origin = new Manifest.Origin(
                Instant.parse(fields.text("madeAt")),
                fields.text("madeBy"),
                fields.text("source"),
                fields.text("zone"),
                fields.text("zoneDigest"),
                fields.number("cut"),
                fields.number("newestCut"),
                Instant.parse(fields.text("publishedAt")),
                day == null ? null : LocalDate.parse(day));
        List<Manifest.Partition> partitions = new ArrayList<>();
        for (Fields each : fields.list("partitions")) {
            partitions.add(new Manifest.Partition(
                    new TopicPartition(each.text("topic"), each.integer("partition")),
                    each.number("beginning"),
                    each.number("nextOffset"),
                    each.number("records"),
                    each.text("digest"),
                    each.content()));
        }
        List<Manifest.SchemaEntry> schemas = new ArrayList<>();
        for (Fields each : fields.list("schemas")) {
            String unusable = each.optionalText("unusable");
            schemas.add(
                    unusable == null
                            ? new Manifest.SchemaEntry.Usable(each.integer("id"), each.content())
                            : new Manifest.SchemaEntry.Unusable(each.integer("id"), unusable));
        }
        Fields zone = fields.optionalObject("zoneFile");
        return new Manifest(
                origin,
                fields.text("digest"),
                fields.text("complete"),
                partitions,
                schemas,
                zone == null ? null : zone.content());
    }

    /** The fields of an object: text, whole numbers, objects and lists of objects. Others are passed over. */
    private static final class Fields {

        private final Map<String, String> texts = new HashMap<>();
        private final Map<String, Long> numbers = new HashMap<>();
        private final Map<String, Fields> objects = new HashMap<>();
        private final Map<String, List<Fields>> lists = new HashMap<>();

        /** Jackson itself refuses what is nested too deeply. */
        Fields(JsonParser json) throws IOException {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                switch (json.nextToken()) {
                    case VALUE_STRING -> texts.put(name, json.getText());
                    case VALUE_NUMBER_INT -> numbers.put(name, json.getLongValue());
                    case START_OBJECT -> objects.put(name, new Fields(json));
                    case START_ARRAY -> lists.put(name, objects(json));
                    default -> {
                        // A later version's.
                    }
                }
            }
        }

        private static List<Fields> objects(JsonParser json) throws IOException {
            List<Fields> objects = new ArrayList<>();
            for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    objects.add(new Fields(json));
                } else {
                    json.skipChildren();
                }
            }
            return objects;
        }

        String text(String name) throws IOException {
            return present(name, texts.get(name));
        }

        @Nullable String optionalText(String name) {
            return texts.get(name);
        }

        long number(String name) throws IOException {
            return present(name, numbers.get(name));
        }

        int integer(String name) throws IOException {
            return Math.toIntExact(number(name));
        }

        List<Fields> list(String name) throws IOException {
            return present(name, lists.get(name));
        }

        @Nullable Fields optionalObject(String name) {
            return objects.get(name);
        }

        Manifest.Content content() throws IOException {
            return new Manifest.Content(number("bytes"), text("sha256"));
        }

        private static <T> T present(String name, @Nullable T value) throws IOException {
            if (value == null) {
                throw new IOException("it has no " + name);
            }
            return value;
        }
    }
}
