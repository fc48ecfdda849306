package org.zonepulse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {

    private static final String TOPIC = "letters";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
    private static final int PATIENCE_MILLIS = 30_000;
    /** Short: whoever is there answers at once, on this very machine. */
    private static final int KNOCK_MILLIS = 1_000;

    @TempDir
    private Path data;

    @Test
    void shouldKeepItsRecordsOverARestartOnOtherPorts() throws Exception {
        // Given
        Ports first = Ports.anywhere();
        try (EmbeddedBroker broker = start(first)) {
            createTopic(broker.bootstrapServers());
            send(broker.bootstrapServers(), "a", "b", "c");
        }
        Ports second = new Ports(first.base() + Ports.Use.values().length);

        // When
        try (EmbeddedBroker broker = start(second)) {
            send(broker.bootstrapServers(), "d");

            // Then
            assertThat(receive(broker.bootstrapServers(), 4)).containsExactly("a", "b", "c", "d");
        }
    }

    @Test
    void shouldHaveEveryAcknowledgedRecordAfterAKill() throws Exception {
        // Given
        Ports ports = Ports.anywhere();
        String address = ports.address(Ports.Use.BROKER);
        String[] sent = IntStream.range(0, 500).mapToObj(Integer::toString).toArray(String[]::new);
        try (ChildJvm child = ChildJvm.start(BrokerHolder.class, data, ports.base())) {
            child.await("serves");
            createTopic(address);
            send(address, sent);

            // When
            child.kill();
        }

        // Then
        try (EmbeddedBroker broker = start(ports)) {
            assertThat(receive(broker.bootstrapServers(), sent.length)).containsExactly(sent);
            send(broker.bootstrapServers(), "and on");
            assertThat(receive(broker.bootstrapServers(), sent.length + 1)).endsWith("and on");
        }
    }

    @Test
    void shouldListenOnTheLoopbackAddressOnly() throws Exception {
        // Given
        Ports ports = Ports.anywhere();
        List<String> others = Stream.concat(
                        // Linux takes all of 127.0.0.0/8 for this machine: this one tells even without a network.
                        Stream.of("127.0.0.2"),
                        NetworkInterface.networkInterfaces()
                                .flatMap(NetworkInterface::inetAddresses)
                                .map(address -> address.getHostAddress())
                                .filter(address -> !address.equals("127.0.0.1")))
                .toList();

        // When
        try (EmbeddedBroker _ = start(ports)) {

            // Then
            for (Ports.Use use : List.of(Ports.Use.BROKER, Ports.Use.CONTROLLER)) {
                assertThat(listens("127.0.0.1", ports.of(use))).as(use.label()).isTrue();
                assertThat(others).as(use.label()).noneMatch(address -> listens(address, ports.of(use)));
            }
        }
    }

    /** Else a misspelt name would become a topic that nobody reads. */
    @Test
    void shouldNotInventATopic() throws Exception {
        // Given
        try (EmbeddedBroker broker = start(Ports.anywhere())) {

            // When, Then
            assertThatThrownBy(() -> send(broker.bootstrapServers(), "to nobody"))
                    .hasMessageContaining(TOPIC);
        }
    }

    private EmbeddedBroker start(Ports ports) throws Exception {
        return EmbeddedBroker.start(data, ports.address(Ports.Use.BROKER), ports.address(Ports.Use.CONTROLLER));
    }

    private static boolean listens(String address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), KNOCK_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void createTopic(String bootstrapServers) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
    }

    private static void send(String bootstrapServers, String... values) throws Exception {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "max.block.ms", KNOCK_MILLIS * 3);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            List<Future<RecordMetadata>> receipts = new ArrayList<>();
            for (String value : values) {
                receipts.add(producer.send(new ProducerRecord<>(TOPIC, value)));
            }
            for (Future<RecordMetadata> receipt : receipts) {
                receipt.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
    }

    private static List<String> receive(String bootstrapServers, int count) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            List<String> values = new ArrayList<>();
            long deadline = System.currentTimeMillis() + PATIENCE_MILLIS;
            while (values.size() < count && System.currentTimeMillis() < deadline) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                    values.add(record.value());
                }
            }
            return values;
        }
    }
}
