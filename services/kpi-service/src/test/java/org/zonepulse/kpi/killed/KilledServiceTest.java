package org.zonepulse.kpi.killed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zonepulse.avrocodec.AvroSerializer;
import org.zonepulse.contract.EventAvro;
import org.zonepulse.kpi.topology.KpiTopology;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.schemas.Topic;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.schemas.TrustedRecords;
import org.zonepulse.schemas.calendar.BusinessDayOpened;
import org.zonepulse.schemas.deadletter.DeadLetter;
import org.zonepulse.schemas.kpi.Cut;
import org.zonepulse.testkit.CreditCodes;
import org.zonepulse.testkit.TestZone;
import org.zonepulse.testkit.history.Dice;
import org.zonepulse.testkit.history.Histories;

/**
 * The promise that what is written before a commit is committed with it, on a real broker: the topology is killed three
 * times in the middle, and what it has published in the end is what the fold in memory comes to, nothing double and
 * nothing missing. {@code CommitHook} and {@code WriteBehindRowStore} rest on internals of Kafka Streams: this test is
 * what has to be green before a new version of it.
 */
class KilledServiceTest {

    /** Where the choices begin: {@code -Dzonepulse.seed=…}, else any. */
    private static final long SEED = Long.getLong("zonepulse.seed", System.nanoTime());

    private static final int KILLS = 3;
    private static final int HISTORIES = 60;
    private static final LocalDate TODAY = LocalDate.of(2020, 6, 30);

    /** Far more than it takes: when it is over, something hangs. */
    private static final long HANGS_AFTER_NANOS = TimeUnit.MINUTES.toNanos(3);

    private final Dice dice = new Dice(SEED);
    private final AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>(Child.registry());
    private final Set<String> garbage = new HashSet<>();
    private int misrouted;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @ParameterizedTest
    @EnumSource
    void shouldPublishTheSameAsIfItHadNeverBeenKilled(KpiTopology.StoreKind stores) throws Exception {
        System.out.printf("zonepulse.seed=%d%n", SEED);
        TrustedRecords.trust();
        serializer.configure(Map.of("auto.register.schemas", true), false);
        try (TestBroker broker = TestBroker.start(folder.resolve("broker"));
                Topics topics = Topics.create(broker.address())) {
            // Given
            List<Event> events = events();
            openDay(topics);

            // When
            int sent = 0;
            for (int life = 0; life < KILLS; life++) {
                int until = events.size() * (life + 1) / (KILLS + 1);
                int killAt = dice.between(sent + (until - sent) / 4, until - (until - sent) / 2);
                send(topics, events.subList(sent, until));
                sent = until;
                runUntil(broker, stores, topics, () -> consumed(topics) >= killAt);
                System.out.printf("killed after %d of %d records, sent %d%n", consumed(topics), events.size(), sent);
            }
            send(topics, events.subList(sent, events.size()));
            int records = events.size() + garbage.size() + misrouted;
            runUntil(broker, stores, topics, () -> isCaughtUp(topics, records));
            topics.readToTheEnd();

            // Then
            assertThat(ExpectedKpis.published(
                            topics.latest(TopicCatalogue.KPI_VALUES),
                            topics.latest(TopicCatalogue.KPI_DAILY),
                            topics.latest(TopicCatalogue.ANOMALIES)))
                    .as("zonepulse.seed=%d", SEED)
                    .isEqualTo(ExpectedKpis.of(events, TODAY));
            assertThat(topics.<Cut>values(TopicCatalogue.KPI_CUTS))
                    .extracting(Cut::getNumber)
                    .containsExactlyElementsOf(LongStream.rangeClosed(
                                    1, topics.records(TopicCatalogue.KPI_CUTS).size())
                            .boxed()
                            .toList());
            assertThat(topics.<DeadLetter>values(TopicCatalogue.DEAD_LETTERS))
                    .extracting(letter -> text(letter))
                    .containsExactlyInAnyOrderElementsOf(garbage);
            assertThat(eventRecords(topics))
                    .as("all that was sent, and each stray once more where it belongs")
                    .isEqualTo(records);
        }
    }

    private static String text(DeadLetter letter) {
        return new String(letter.getValue().array(), StandardCharsets.UTF_8);
    }

    /** Lives of many enterprises, in an order in which each is cut by the kills. */
    private List<Event> events() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < HISTORIES; i++) {
            Map<String, String> codes = new HashMap<>();
            for (int j = 1; j <= 3; j++) {
                codes.put(CreditCodes.of(j), CreditCodes.of(10 * i + j));
            }
            for (Event event : Histories.of(dice.seed()).events()) {
                events.add(new Event(
                        event.eventId(),
                        event.source(),
                        event.occurredOn(),
                        event.recordedAt(),
                        codes.getOrDefault(event.enterpriseId(), event.enterpriseId()),
                        event.fact()));
            }
        }
        dice.shuffle(events);
        return events;
    }

    private void openDay(Topics topics) {
        BusinessDayOpened day = new BusinessDayOpened(TestZone.ZONE.id(), TODAY, Instant.EPOCH);
        topics.send(TopicCatalogue.CALENDAR, null, TestZone.ZONE.id(), bytes(TopicCatalogue.CALENDAR, day));
    }

    /** Sends events, now and then one to a wrong partition, and now and then what is none. */
    private void send(Topics topics, List<Event> events) {
        for (Event event : events) {
            Topic topic = TopicCatalogue.ofStream(event.fact().stream().id());
            byte[] key = event.enterpriseId().getBytes(StandardCharsets.UTF_8);
            int right = Utils.toPositive(Utils.murmur2(key)) % Child.PARTITIONS;
            boolean astray = dice.chance(5);
            misrouted += astray ? 1 : 0;
            int partition = astray ? (right + 1) % Child.PARTITIONS : right;
            topics.send(topic, partition, event.enterpriseId(), bytes(topic, EventAvro.write(event)));
            if (dice.chance(2)) {
                String none = "not Avro " + garbage.size();
                garbage.add(none);
                topics.send(topic, null, event.enterpriseId(), none.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private byte[] bytes(Topic topic, SpecificRecord record) {
        return Objects.requireNonNull(serializer.serialize(topic.name(), new RecordHeaders(), record), "bytes");
    }

    /** Runs the topology in a JVM of its own until this has come to pass, and kills it. */
    private void runUntil(TestBroker broker, KpiTopology.StoreKind stores, Topics topics, BooleanSupplier over)
            throws Exception {
        Path log = folder.resolve("child.log");
        long deadline = System.nanoTime() + HANGS_AFTER_NANOS;
        Process child = Child.start(broker.address(), folder.resolve("state"), stores, log);
        try {
            do {
                assertThat(child.isAlive() && System.nanoTime() < deadline)
                        .as("zonepulse.seed=%d; the service says%n%s", SEED, Files.readString(log))
                        .isTrue();
                topics.read();
            } while (!over.getAsBoolean());
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    /** How many records the newest cut includes. */
    private static long consumed(Topics topics) {
        return inputs(topics).values().stream().mapToLong(Long::longValue).sum();
    }

    /** How far the newest cut has read each partition. */
    private static Map<String, Long> inputs(Topics topics) {
        Map<String, Long> inputs = new HashMap<>();
        topics.<Cut>last(TopicCatalogue.KPI_CUTS)
                .ifPresent(cut -> cut.getInputs()
                        .forEach(input ->
                                inputs.put(input.getTopic() + "/" + input.getPartition(), input.getNextOffset())));
        return inputs;
    }

    /**
     * Whether all that was sent, and sent on to its right partition, is here and has been published. What has not come
     * here yet can't be missed in the newest cut.
     */
    private boolean isCaughtUp(Topics topics, int records) {
        return eventRecords(topics) >= records && inputs(topics).equals(topics.ends());
    }

    private static int eventRecords(Topics topics) {
        return TopicCatalogue.events().stream()
                .mapToInt(topic -> topics.records(topic).size())
                .sum();
    }
}
