import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.zonepulse.avrocodec.AvroSerializer;
import org.zonepulse.contract.EventAvro;
import org.zonepulse.contract.EventJson;
import org.zonepulse.contract.Parsed;

/**
 * Writes a few records to Kafka that can't be read as events, as a client with a mistake might: the emitters would refuse
 * them. To practise on a pipeline of your own; see docs/runbooks/dead-letters.md.
 */
class MakeDeadLetters {

    private static final List<String> EVENTS = List.of(
            """
            {"eventId": "ghost-1", "source": "foshan-amr", "occurredOn": "2023-01-31", "enterpriseId": "91350100M000100Y43",
             "fact": {"type": "Registered", "name": "Ghost Ltd", "park": "atlantis", "industry": "C3670"}}""",
            """
            {"eventId": "bof-1", "source": "bank-of-foshan", "occurredOn": "2023-02-01", "enterpriseId": "91350100M000100Y43",
             "fact": {"type": "LoanDisbursed", "loanId": "L-1", "amount": {"amount": "1000.00", "currency": "USD"}}}""",
            """
            {"eventId": "bof-2", "source": "bank-of-foshan", "occurredOn": "2023-02-02", "enterpriseId": "91350100M000100Y4Z",
             "fact": {"type": "LoanDisbursed", "loanId": "L-1", "amount": {"amount": "1000.00", "currency": "CNY"}}}""");

    public static void main(String[] args) {
        String broker = args.length > 0 ? args[0] : "127.0.0.1:28088";
        String registry = args.length > 1 ? args[1] : "http://127.0.0.1:28086/apis/ccompat/v7";
        try (AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>();
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker), new ByteArraySerializer(), new ByteArraySerializer())) {
            serializer.configure(
                    Map.of("schema.registry.url", registry, "auto.register.schemas", true, "avro.remove.java.properties", true), false);
            for (String json : EVENTS) {
                if (EventJson.read(json, Instant.now()) instanceof Parsed.Ok read) {
                    String topic = "zone." + read.event().fact().stream().id() + ".v1";
                    byte[] key = bytes(read.event().enterpriseId());
                    producer.send(new ProducerRecord<>(topic, key, serializer.serialize(topic, EventAvro.write(read.event()))));
                }
            }
            producer.send(new ProducerRecord<>("zone.loans.v1", bytes("91350100M000100Y43"), bytes("loan;L-2;1000")));
            producer.send(new ProducerRecord<>("zone.loans.v1", null, new byte[] {0, 0, 0, 0x7f, 0x7f, 1, 2, 3}));
            producer.flush();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
