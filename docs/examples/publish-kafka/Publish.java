import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Publishes a file of events, one a line, with Kafka's own producer and Confluent's serializer, or ours, which has the same
 * settings. It needs kafka-clients, avro, jackson-databind and the serializer on the class path, and no class of Zonepulse.
 */
public final class Publish {

    private static final int PUBLISHED = 0;
    private static final int UNWRITABLE = 1;
    private static final int USAGE = 2;
    private static final int OUTAGE = 3;

    // Amounts as they stand there: a double is no exact amount.
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    public static void main(String... args) throws Exception {
        if (args.length < 4 || args.length > 5) {
            System.err.println("Usage: Publish BROKER REGISTRY STREAM FILE [CLIENT.PROPERTIES]");
            System.exit(USAGE);
        }
        Properties settings = new Properties();
        settings.put("bootstrap.servers", args[0]);
        settings.put("schema.registry.url", args[1]);
        settings.put("key.serializer", "org.apache.kafka.common.serialization.StringSerializer");
        settings.put("value.serializer", "org.zonepulse.avrocodec.AvroSerializer");
        // The topic's schema is there already; this client has none of its own to register.
        settings.put("auto.register.schemas", "false");
        settings.put("use.latest.version", "true");
        settings.put("acks", "all");
        settings.put("enable.idempotence", "true");
        settings.put("delivery.timeout.ms", "30000");
        settings.put("max.block.ms", "30000");
        settings.put("request.timeout.ms", "15000");
        if (args.length == 5) {
            try (Reader more = Files.newBufferedReader(Path.of(args[4]))) {
                settings.load(more);
            }
        }
        System.exit(publish(settings, args[1], args[2], Path.of(args[3])));
    }

    private static int publish(Properties settings, String registry, String stream, Path file) throws Exception {
        // An inbox is given by its whole name.
        String topic = stream.startsWith("zone.") ? stream : "zone." + stream + ".v1";
        AtomicLong acknowledged = new AtomicLong();
        AtomicReference<Exception> failure = new AtomicReference<>();
        int status = PUBLISHED;
        int number = 0;
        try (KafkaProducer<String, GenericRecord> producer = new KafkaProducer<>(settings);
                BufferedReader lines = Files.newBufferedReader(file)) {
            Schema schema = newestSchema(registry, topic);
            for (String line = lines.readLine(); line != null && failure.get() == null; line = lines.readLine()) {
                number++;
                if (line.isBlank()) {
                    continue;
                }
                GenericRecord event = event(JSON.readTree(line), schema);
                // Keyed by the enterprise, so that all events of one lie in one partition, in order.
                String key = event.get("enterpriseId").toString();
                producer.send(new ProducerRecord<>(topic, key, event), (place, problem) -> {
                    if (problem == null) {
                        acknowledged.incrementAndGet();
                    } else {
                        failure.compareAndSet(null, problem);
                    }
                });
            }
            producer.flush();
        } catch (IOException | RuntimeException problem) {
            boolean unwritable = problem instanceof IllegalArgumentException
                    || problem instanceof com.fasterxml.jackson.core.JsonProcessingException;
            status = unwritable ? UNWRITABLE : OUTAGE;
            System.err.println(unwritable ? "line " + number + ": " + problem.getMessage() : problem.toString());
        }
        if (failure.get() != null) {
            status = OUTAGE;
            System.err.println(failure.get());
        }
        System.out.println(acknowledged + " acknowledged");
        return status;
    }

    /** The newest schema of the topic's values: the one that events are written with. */
    private static Schema newestSchema(String registry, String topic) throws IOException, InterruptedException {
        URI newest = URI.create(registry + "/subjects/" + topic + "-value/versions/latest");
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    client.send(HttpRequest.newBuilder(newest).build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException("the registry has no schema of " + topic + ": " + answer.body());
            }
            return new Schema.Parser().parse(JSON.readTree(answer.body()).get("schema").textValue());
        }
    }

    /**
     * The record of an event. A record has one optional field for each fact, of which the event's is set:
     * {"fact": {"type": "LoanRepaid", ...}} becomes {"loanRepaid": {...}}.
     */
    private static GenericRecord event(JsonNode json, Schema schema) {
        GenericRecord event = new GenericData.Record(schema);
        for (String name : Set.of("eventId", "source", "occurredOn", "enterpriseId")) {
            event.put(name, value(json.get(name), schema.getField(name).schema(), name));
        }
        JsonNode recordedAt = json.get("recordedAt");
        event.put("recordedAt", recordedAt == null
                ? Instant.now().toEpochMilli()
                : OffsetDateTime.parse(recordedAt.asText()).toInstant().toEpochMilli());
        String type = json.path("fact").path("type").asText();
        Schema.Field fact = type.isEmpty() ? null : schema.getField(type.substring(0, 1).toLowerCase() + type.substring(1));
        if (fact == null) {
            throw new IllegalArgumentException("fact.type is none of this stream: " + type);
        }
        event.put(fact.name(), value(json.get("fact"), fact.schema(), "fact"));
        return event;
    }

    private static Object value(JsonNode json, Schema schema, String at) {
        if (json == null || json.isNull()) {
            if (schema.isNullable()) {
                return null;
            }
            throw new IllegalArgumentException(at + " is missing");
        }
        return switch (schema.getType()) {
            // Every union of the schemas is an optional: null, or the one other type.
            case UNION -> value(json, schema.getTypes().getLast(), at);
            case RECORD -> schema.getName().equals("Money") ? money(json, schema, at) : record(json, schema, at);
            case INT -> (int) LocalDate.parse(json.asText()).toEpochDay(); // Every int is a date.
            case LONG -> json.longValue();
            case STRING -> json.textValue();
            default -> throw new IllegalStateException("this example doesn't know " + schema);
        };
    }

    private static GenericRecord record(JsonNode json, Schema schema, String at) {
        Set<String> unknown = new HashSet<>();
        json.fieldNames().forEachRemaining(unknown::add);
        unknown.remove("type");
        GenericRecord record = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
            record.put(field.name(), value(json.get(field.name()), field.schema(), at + "." + field.name()));
            unknown.remove(field.name());
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(at + ": the schema has no " + unknown);
        }
        return record;
    }

    /** {"amount": "1000000.00", "currency": "CNY"} becomes 100000000 fen. */
    private static GenericRecord money(JsonNode json, Schema schema, String at) {
        GenericRecord money = new GenericData.Record(schema);
        try {
            money.put("minor", new BigDecimal(json.path("amount").asText()).movePointRight(2).longValueExact());
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException(at + ".amount is no exact amount: " + json.path("amount"), e);
        }
        money.put("currency", json.path("currency").asText());
        return money;
    }

    private Publish() {}
}
