package org.zonepulse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zonepulse.ledger.event.CreditCode;
import org.zonepulse.sandbox.deploy.Deployment;
import org.zonepulse.schemas.Topic;
import org.zonepulse.schemas.TopicCatalogue;

/**
 * An import that is killed with -9 three times, with the broker started anew in between, at points that a seed tells:
 * {@code -Dzonepulse.seed=…}, else any. Then each event is in the log exactly once.
 */
class ImportKilledTest {

    private static final long SEED = Long.getLong("zonepulse.seed", System.nanoTime());
    private static final int EVENTS = 100_000;
    private static final int KILLS = 3;
    private static final Topic LOANS = TopicCatalogue.LOANS;

    @TempDir
    private Path folder;

    @Test
    void shouldPublishEachLineOnceWhateverIsKilled() throws Exception {
        // Given
        System.out.println("zonepulse.seed=" + SEED);
        SplittableRandom random = new SplittableRandom(SEED);
        Path file = folder.resolve("loans.ndjson");
        writeLoans(file);
        Ports ports = Ports.anywhere();

        // When
        EmbeddedBroker broker = start(ports);
        try {
            Deployment.createTopics(Map.of("bootstrap.servers", broker.bootstrapServers()));
            for (int kill = 0; kill < KILLS; kill++) {
                try (ChildJvm importing = importing(broker, file)) {
                    long point = (long) EVENTS * kill / KILLS + random.nextLong(EVENTS / KILLS);
                    for (long at = 0; at < point; at = Long.parseLong(importing.await("at"))) {}
                    importing.kill();
                }
            }
            try (ChildJvm importing = importing(broker, file)) {
                importing.await("at");
                broker.close();
                broker = start(ports);
                importing.await("ended");
            }

            // Then
            assertThat(idsIn(broker)).hasSize(EVENTS).doesNotHaveDuplicates();
            assertThat(linesOf(folder.resolve("result.ndjson")))
                    .isEqualTo(IntStream.rangeClosed(1, EVENTS).boxed().toList());

            // When: the same file again
            try (ChildJvm again = importing(broker, file)) {
                assertThat(again.await("ended")).contains("accepted=0", "duplicate=" + EVENTS, "rejected=0");
            }

            // Then
            assertThat(idsIn(broker)).hasSize(EVENTS);
        } finally {
            broker.close();
        }
    }

    private EmbeddedBroker start(Ports ports) throws Exception {
        return EmbeddedBroker.start(
                folder.resolve("broker"), ports.address(Ports.Use.BROKER), ports.address(Ports.Use.CONTROLLER));
    }

    private ChildJvm importing(EmbeddedBroker broker, Path file) throws IOException {
        return ChildJvm.start(
                ImportingChild.class,
                broker.bootstrapServers(),
                file,
                folder.resolve("result.ndjson"),
                folder.resolve("state"));
    }

    private static void writeLoans(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < EVENTS; i++) {
                out.write(loan(i));
                out.write('\n');
            }
        }
    }

    private static String loan(int number) {
        return "{\"eventId\":\"e-" + number + "\",\"source\":\"bank\",\"occurredOn\":\"2023-01-31\",\"enterpriseId\":\""
                + CreditCode.complete("91440605" + "%08d".formatted(number % 1_000) + "X")
                + "\",\"fact\":{\"type\":\"LoanDisbursed\",\"loanId\":\"L-" + number
                + "\",\"amount\":{\"amount\":\"1000.00\",\"currency\":\"CNY\"}}}";
    }

    /** Each record that a reader of committed ones gets, as the bytes of its event, which differ in their ids. */
    private static Collection<String> idsIn(EmbeddedBroker broker) {
        List<String> records = new ArrayList<>();
        List<TopicPartition> partitions = IntStream.range(0, LOANS.partitions())
                .mapToObj(partition -> new TopicPartition(LOANS.name(), partition))
                .toList();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> each : consumer.poll(Duration.ofMillis(100))) {
                    records.add(java.util.HexFormat.of().formatHex(each.value()));
                }
            }
        }
        return records;
    }

    private static List<Integer> linesOf(Path result) throws IOException {
        try (var lines = Files.lines(result)) {
            return lines.map(line ->
                            Integer.parseInt(line.replaceAll(".*\"line\":(\\d+),\"verdict\":\"accepted\".*", "$1")))
                    .toList();
        }
    }
}
