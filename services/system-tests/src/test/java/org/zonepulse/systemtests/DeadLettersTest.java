package org.zonepulse.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zonepulse.audit.anomaly.Advisor;
import org.zonepulse.audit.anomaly.AnomalyFilter;
import org.zonepulse.audit.anomaly.AnomalyLog;
import org.zonepulse.audit.anomaly.FoundEvent;
import org.zonepulse.audit.anomaly.OpenAnomaly;
import org.zonepulse.audit.anomaly.Remedy;
import org.zonepulse.audit.deadletter.Attempt;
import org.zonepulse.audit.deadletter.Corrections;
import org.zonepulse.audit.deadletter.DeadLetterLog;
import org.zonepulse.audit.deadletter.FencedOff;
import org.zonepulse.audit.deadletter.Letter;
import org.zonepulse.audit.deadletter.LetterFilter;
import org.zonepulse.audit.deadletter.Original;
import org.zonepulse.audit.deadletter.Outcome;
import org.zonepulse.audit.deadletter.RedriveBook;
import org.zonepulse.audit.deadletter.Redriver;
import org.zonepulse.audit.log.TopicLog;
import org.zonepulse.audit.replay.AuditedLog;
import org.zonepulse.audit.replay.CutHistory;
import org.zonepulse.audit.replay.KafkaLog;
import org.zonepulse.audit.replay.Odometer;
import org.zonepulse.audit.verify.Target;
import org.zonepulse.audit.verify.Verification;
import org.zonepulse.audit.verify.VerificationReport;
import org.zonepulse.avrocodec.AvroSerializer;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.contract.EventAvro;
import org.zonepulse.contract.EventJson;
import org.zonepulse.contract.Parsed;
import org.zonepulse.contract.ZoneFile;
import org.zonepulse.feed.KpiView;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.Subject;
import org.zonepulse.ledger.row.Anomaly;
import org.zonepulse.ledger.zone.Zone;
import org.zonepulse.sandbox.Ports;
import org.zonepulse.schemas.Edition;
import org.zonepulse.schemas.redrive.Redrive;

/** What a client has got wrong is found, looked at and put right; and counts then as if it had been right at once. */
class DeadLettersTest {

    private static final Zone ZONE = ZoneFile.bundled();
    private static final LocalDate DAY = LocalDate.of(2023, 12, 31);
    private static final String ENTERPRISE = "91350100M000100Y43";
    private static final Instant NOW = Instant.parse("2024-01-01T00:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @TempDir
    private Path folder;

    @Test
    void shouldCountWhatWasPutRight() throws Exception {
        try (Pipeline pipeline = Pipeline.start(folder.resolve("data"));
                Writer writer = new Writer(pipeline.address().settings())) {
            // Given: of each sort a bad one, one that is cut off, and one good event
            Map<String, Object> settings = new HashMap<>(pipeline.address().settings());
            pipeline.open(DAY, ZONE);
            writer.event(registered("atlantis"));
            writer.event(disbursed("bof-1", ENTERPRISE, "USD"));
            writer.event(disbursed("bof-2", "91350100M000100Y4Z", "CNY"));
            writer.bytes("zone.loans.v1", "loan;L-1;1000".getBytes(StandardCharsets.UTF_8));
            writer.bytes("zone.loans.v1", new byte[] {0, 0, 0, 0x7f, 0x7f, 1});
            writer.bytes("zone.loans.v1", new byte[3 * 1024 * 1024]);
            writer.event(granted());
            pipeline.finalView(DAY).close();

            // When
            List<Letter> letters = letters(settings, LetterFilter.ALL);

            // Then
            assertThat(letters)
                    .extracting(each -> each.content().getReason(), Letter::source)
                    .containsExactlyInAnyOrder(
                            tuple("UNKNOWN_PARK", "foshan-amr"),
                            tuple("FOREIGN_CURRENCY", "bank-of-foshan"),
                            tuple("INVALID_CREDIT_CODE", "bank-of-foshan"),
                            tuple("UNDECODABLE", "unknown"),
                            tuple("UNKNOWN_SCHEMA", "unknown"),
                            tuple("TOO_LARGE", "unknown"));
            Letter cutOff =
                    letters.stream().filter(Letter::isCutOff).findFirst().orElseThrow();
            try (TopicLog log = TopicLog.open(settings)) {
                assertThat(Original.of(cutOff, log))
                        .hasValueSatisfying(
                                original -> assertThat(original.value()).hasSize(3 * 1024 * 1024));
            }

            // When, Then: letters are what an audit takes them for
            VerificationReport report = verify(settings);
            assertThat(report.differences()).isEmpty();
            assertThat(report.counts().refused()).hasSize(6);

            // When: as it was
            Run asItWas = run(settings, LetterFilter.ALL, null, order("ana", false));

            // Then
            assertThat(asItWas.summary).isEqualTo(new Redriver.Summary(0, 6, 0, false));

            // When: what would be
            String corrected = correction(letters, "UNKNOWN_PARK", registered("nanhai"))
                    + correction(letters, "FOREIGN_CURRENCY", disbursed("bof-1", ENTERPRISE, "CNY"))
                    + correction(letters, "INVALID_CREDIT_CODE", disbursed("bof-2", ENTERPRISE, "USD"));
            Run dry = run(settings, LetterFilter.ALL, corrected, order("ana", true));

            // Then
            assertThat(dry.summary).isEqualTo(new Redriver.Summary(2, 1, 0, false));
            assertThat(letters(settings, LetterFilter.ALL)).hasSize(6);

            // When: in earnest, and once more
            Run first = run(settings, LetterFilter.ALL, corrected, order("ben", false));
            Run second = run(settings, LetterFilter.ALL, corrected, order("ben", false));

            // Then
            assertThat(first.summary).isEqualTo(new Redriver.Summary(2, 1, 0, false));
            assertThat(second.summary).isEqualTo(new Redriver.Summary(0, 1, 2, false));
            Letter park = of(letters, "UNKNOWN_PARK");
            assertThat(redrives(settings, park))
                    .extracting(Redrive::getBy, Redrive::getOutcome, Redrive::getToTopic, Redrive::getEventId)
                    .containsExactly(
                            tuple("ana", "REFUSED", null, null),
                            tuple("ben", "CORRECTED", "zone.registrations.v1", "amr-1"));
            assertThat(redrives(settings, park).getLast()).satisfies(redrive -> {
                assertThat(redrive.getTopic()).isEqualTo(park.content().getTopic());
                assertThat(redrive.getPartition()).isEqualTo(park.content().getPartition());
                assertThat(redrive.getOffset()).isEqualTo(park.content().getOffset());
                assertThat(redrive.getDeadLetter()).isEqualTo(park.id());
                assertThat(redrive.getAt()).isEqualTo(NOW);
                assertThat(redrive.getNote()).isEqualTo("a note");
            });
            try (KpiView view = pipeline.finalView(DAY)) {
                assertThat(amount(view, "loan-balance@zone")).isEqualTo(100_000);
                assertThat(amount(view, "registered-enterprises@park:nanhai")).isEqualTo(1);
            }

            // Then: monitoring finds all that it asks for
            Monitoring monitoring = Monitoring.read();
            assertThat(monitoring.size()).isGreaterThan(50);
            assertThat(monitoring.missing(exposed(pipeline))).isEmpty();
            assertThat(pipeline.metric(Ports.Use.KPI_FEED, "zonepulse_kpi{", "measure=\"loan-balance\",scope=\"zone\""))
                    .isEqualTo(1_000);
            assertThat(pipeline.metric(Ports.Use.KPI_SERVICE, "zonepulse_streams_state{", "state=\"RUNNING\""))
                    .isEqualTo(1);
            assertThat(pipeline.metric(Ports.Use.KPI_SERVICE, "zonepulse_event_to_cut_seconds_count", ""))
                    .as(() -> ownLines(pipeline))
                    .isPositive();
        }
    }

    private static String ownLines(Pipeline pipeline) {
        try {
            return pipeline.metrics(Ports.Use.KPI_SERVICE).stream()
                    .filter(line -> line.startsWith("zonepulse_"))
                    .collect(Collectors.joining("\n"));
        } catch (Exception e) {
            return "no metrics: " + e;
        }
    }

    private static List<String> exposed(Pipeline pipeline) throws Exception {
        List<String> lines = new ArrayList<>();
        for (Ports.Use service : List.of(
                Ports.Use.REGISTRATION_SERVICE,
                Ports.Use.CERTIFICATION_SERVICE,
                Ports.Use.LOAN_SERVICE,
                Ports.Use.TRADE_FAIR_SERVICE,
                Ports.Use.KPI_SERVICE,
                Ports.Use.KPI_FEED)) {
            List<String> own = pipeline.metrics(service);
            assertThat(own).as(service.label()).anyMatch(line -> line.startsWith("process_uptime_seconds"));
            lines.addAll(own);
        }
        return lines;
    }

    private static VerificationReport verify(Map<String, Object> settings) {
        try (AuditedLog log = KafkaLog.open(settings)) {
            return Verification.run(log, CutHistory.of(log), ZONE, new Target.All(), new Odometer());
        }
    }

    @Test
    void shouldResolveAnAnomalyByTheAdviceGiven() throws Exception {
        try (Pipeline pipeline = Pipeline.start(folder.resolve("data"));
                Writer writer = new Writer(pipeline.address().settings())) {
            // Given
            Map<String, Object> settings = new HashMap<>(pipeline.address().settings());
            pipeline.open(DAY, ZONE);
            writer.event(registered("nanhai"));
            writer.event(disbursed("bof-1", ENTERPRISE, "CNY"));
            pipeline.finalView(DAY).close();

            // When
            OpenAnomaly open = anomalies(settings).getFirst();
            List<FoundEvent> history = history(settings, ENTERPRISE);
            OpenAnomaly.Finding finding = open.findings().getFirst();
            List<Remedy> remedies = new Advisor(ZONE)
                    .remedies(
                            ENTERPRISE,
                            Objects.requireNonNull(Subject.parse(open.subject())),
                            new Anomaly.Finding(finding.code().orElseThrow(), finding.events()),
                            history.stream().map(FoundEvent::event).toList(),
                            NOW);

            // Then
            assertThat(open.subject()).isEqualTo("loan:L-1");
            assertThat(finding.name()).isEqualTo("LOAN_NOT_GRANTED");
            assertThat(history)
                    .extracting(found -> found.event().eventId(), FoundEvent::topic, FoundEvent::offset)
                    .containsExactlyInAnyOrder(
                            tuple("amr-1", "zone.registrations.v1", 0L), tuple("bof-1", "zone.loans.v1", 0L));

            // When, Then: what is shown is what an audit comes to
            VerificationReport report = verify(settings);
            assertThat(report.differences()).isEmpty();
            assertThat(report.anomalies()).isEqualTo(new VerificationReport.Anomalies(1, 0));

            // When
            for (Event event : remedies.getFirst().events()) {
                writer.event(Remedy.json(event));
            }
            pipeline.finalView(DAY).close();

            // Then
            assertThat(anomalies(settings)).isEmpty();
        }
    }

    /** Two at once would publish twice: whoever begins ends the other's run. */
    @Test
    void shouldEndARunWhenAnotherBegins() throws Exception {
        try (Pipeline pipeline = Pipeline.start(folder.resolve("data"));
                Writer writer = new Writer(pipeline.address().settings())) {
            // Given
            Map<String, Object> settings = new HashMap<>(pipeline.address().settings());
            pipeline.open(DAY, ZONE);
            for (int i = 0; i < 3; i++) {
                writer.bytes("zone.loans.v1", new byte[] {1});
            }
            pipeline.finalView(DAY).close();
            List<Long> ids =
                    letters(settings, LetterFilter.ALL).stream().map(Letter::id).toList();
            Redriver.Order forced = new Redriver.Order("ana", null, true, false, 1, false);
            List<Attempt> own = new ArrayList<>();
            List<Attempt> other = new ArrayList<>();

            // When: another begins after the first letter of this one
            assertThatThrownBy(() -> {
                        try (Redriver redriver = Redriver.open(settings, ZONE, Edition.FIRST, CLOCK)) {
                            redriver.run(
                                    LetterFilter.ALL,
                                    null,
                                    forced,
                                    attempt -> {
                                        own.add(attempt);
                                        other.addAll(begin(settings));
                                    },
                                    () -> false);
                        }
                    })
                    .isInstanceOf(FencedOff.class);

            // Then: the other has passed over what was done, and done the rest (and what came back of that first one,
            // if it
            // was back already)
            assertThat(own).extracting(attempt -> attempt.plan().letter().id()).containsExactly(ids.getFirst());
            assertThat(other)
                    .extracting(attempt -> attempt.plan().letter().id())
                    .containsAll(ids.subList(1, 3))
                    .doesNotContain(ids.getFirst());
            assertThat(other).extracting(attempt -> attempt.plan().outcome()).containsOnly(Outcome.FORCED);
        }
    }

    private static List<Attempt> begin(Map<String, Object> settings) {
        try {
            return run(settings, LetterFilter.ALL, null, new Redriver.Order("ben", null, true, false, 0, false))
                    .attempts;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Redriver.Order order(String by, boolean dryRun) {
        return new Redriver.Order(by, "a note", false, false, 0, dryRun);
    }

    private record Run(Redriver.Summary summary, List<Attempt> attempts) {}

    private static Run run(
            Map<String, Object> settings, LetterFilter filter, @Nullable String corrected, Redriver.Order order)
            throws Exception {
        List<Attempt> attempts = new ArrayList<>();
        Corrections corrections = corrected == null
                ? null
                : Corrections.read(new ByteArrayInputStream(corrected.getBytes(StandardCharsets.UTF_8)), Set.of(), NOW);
        LetterFilter meant = corrections == null ? filter : filter.of(new HashSet<>(corrections.letters()));
        try (Redriver redriver = Redriver.open(settings, ZONE, Edition.FIRST, CLOCK)) {
            return new Run(redriver.run(meant, corrections, order, attempts::add, () -> false), attempts);
        }
    }

    private static List<Letter> letters(Map<String, Object> settings, LetterFilter filter) {
        List<Letter> letters = new ArrayList<>();
        try (SchemaRegistry registry = SchemaRegistry.open(settings);
                TopicLog log = TopicLog.open(settings)) {
            new DeadLetterLog(log, registry, Edition.FIRST).each(filter, new RedriveBook(), letters::add);
        }
        return letters;
    }

    private static List<Redrive> redrives(Map<String, Object> settings, Letter letter) {
        try (SchemaRegistry registry = SchemaRegistry.open(settings);
                TopicLog log = TopicLog.open(settings)) {
            return RedriveBook.of(letter, log, registry);
        }
    }

    private static List<OpenAnomaly> anomalies(Map<String, Object> settings) {
        try (SchemaRegistry registry = SchemaRegistry.open(settings);
                TopicLog log = TopicLog.open(settings)) {
            return new AnomalyLog(log, registry, ZONE, Edition.FIRST).open(new AnomalyFilter(null, null, null));
        }
    }

    private static List<FoundEvent> history(Map<String, Object> settings, String enterprise) {
        try (SchemaRegistry registry = SchemaRegistry.open(settings);
                TopicLog log = TopicLog.open(settings)) {
            return new AnomalyLog(log, registry, ZONE, Edition.FIRST)
                    .histories(Set.of(enterprise))
                    .of(enterprise);
        }
    }

    private static Letter of(List<Letter> letters, String reason) {
        return letters.stream()
                .filter(each -> each.content().getReason().equals(reason))
                .findFirst()
                .orElseThrow();
    }

    private static String correction(List<Letter> letters, String reason, String event) {
        return "{\"deadLetter\":" + of(letters, reason).id() + ",\"event\":" + event + "}\n";
    }

    private static long amount(KpiView view, String series) {
        return view.ask(state -> state.current().stream()
                .filter(kpi -> kpi.series().toString().equals(series))
                .mapToLong(kpi -> Objects.requireNonNull(kpi.amount(), "amount"))
                .sum());
    }

    private static String registered(String park) {
        return event("amr-1", "foshan-amr", "2023-01-01", ENTERPRISE)
                + "{\"type\":\"Registered\",\"name\":\"Company\",\"park\":\"" + park + "\",\"industry\":\"C3670\"}}";
    }

    private static String granted() {
        return event("bof-0", "bank-of-foshan", "2023-02-01", ENTERPRISE)
                + "{\"type\":\"LoanGranted\",\"loanId\":\"L-1\",\"product\":\""
                + ZONE.loanProducts().getFirst().id()
                + "\",\"bank\":\"bank-of-foshan\",\"amount\":{\"amount\":\"5000.00\",\"currency\":\"CNY\"}}}";
    }

    private static String disbursed(String id, String enterprise, String currency) {
        return event(id, "bank-of-foshan", "2023-03-01", enterprise)
                + "{\"type\":\"LoanDisbursed\",\"loanId\":\"L-1\",\"amount\":{\"amount\":\"1000.00\",\"currency\":\""
                + currency + "\"}}}";
    }

    private static String event(String id, String source, String day, String enterprise) {
        return "{\"eventId\":\"" + id + "\",\"source\":\"" + source + "\",\"occurredOn\":\"" + day
                + "\",\"enterpriseId\":\"" + enterprise + "\",\"fact\":";
    }

    /** A client that checks nothing. */
    private static final class Writer implements AutoCloseable {
        private final KafkaProducer<byte[], byte[]> producer;
        private final AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>();

        Writer(Map<String, Object> settings) {
            Map<String, Object> config = new HashMap<>(settings);
            config.put("compression.type", "lz4");
            config.put("max.request.size", 16 * 1024 * 1024);
            config.put("auto.register.schemas", true);
            config.put("avro.remove.java.properties", true);
            producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
            serializer.configure(config, false);
        }

        void event(String json) throws Exception {
            Event event = ((Parsed.Ok) EventJson.read(json, NOW)).event();
            String topic = "zone." + event.fact().stream().id() + ".v1";
            byte[] key = event.enterpriseId().getBytes(StandardCharsets.UTF_8);
            send(new ProducerRecord<>(topic, key, serializer.serialize(topic, EventAvro.write(event))));
        }

        void bytes(String topic, byte[] value) throws Exception {
            send(new ProducerRecord<>(topic, "key".getBytes(StandardCharsets.UTF_8), value));
        }

        private void send(ProducerRecord<byte[], byte[]> record) throws Exception {
            producer.send(record).get();
        }

        @Override
        public void close() {
            producer.close();
            serializer.close();
        }
    }
}
