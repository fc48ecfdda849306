package org.zonepulse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zonepulse.audit.archive.ArchiveLog;
import org.zonepulse.audit.archive.ArchiveWriter;
import org.zonepulse.audit.archive.Manifest;
import org.zonepulse.audit.replay.AuditedLog;
import org.zonepulse.audit.replay.KafkaLog;
import org.zonepulse.audit.replay.LogReader;
import org.zonepulse.avrocodec.AvroSerializer;
import org.zonepulse.contract.ZoneDigest;
import org.zonepulse.contract.ZoneFile;
import org.zonepulse.sandbox.deploy.Deployment;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.schemas.TrustedRecords;
import org.zonepulse.schemas.kpi.Cut;
import org.zonepulse.schemas.kpi.InputPosition;
import org.zonepulse.schemas.kpi.KpiValue;

/**
 * The way of a log from a real broker into an archive and back, by the command line. What the events say doesn't matter here;
 * that they come in transactions, of which some are aborted, does.
 */
class AuditArchiveTest {

    private static final String REGISTRY = "mock://audit-archive";
    private static final TopicPartition LOANS = new TopicPartition(TopicCatalogue.LOANS.name(), 3);
    private static final long TIME = 1_700_000_000_000L;

    @TempDir
    private static Path folder = Path.of("");

    private static Map<String, Object> settings = Map.of();

    /** What the log held when it was exported, as text. */
    private static List<String> original = List.of();

    private static Map<String, String> stateBefore = Map.of();
    private static Map<String, String> stateAfter = Map.of();
    private static int exportStatus = -1;

    /** The broker has gone when the tests begin: an archive needs none. */
    @BeforeAll
    static void export() throws Exception {
        TrustedRecords.trust();
        Ports ports = Ports.anywhere();
        try (EmbeddedBroker broker = EmbeddedBroker.start(
                folder.resolve("broker"), ports.address(Ports.Use.BROKER), ports.address(Ports.Use.CONTROLLER))) {
            settings = Map.of("bootstrap.servers", broker.bootstrapServers(), "schema.registry.url", REGISTRY);
            Deployment.createTopics(Map.of("bootstrap.servers", broker.bootstrapServers()));
            publish();
            stateBefore = state();
            exportStatus = run(
                    "audit",
                    "export",
                    "--bootstrap-servers",
                    broker.bootstrapServers(),
                    "--registry",
                    REGISTRY,
                    "--cut",
                    "2",
                    "--out",
                    archive().toString(),
                    "--report",
                    folder.resolve("export.json").toString());
            stateAfter = state();
            try (AuditedLog log = KafkaLog.open(settings)) {
                original = texts(log, LOANS);
            }
        }
    }

    private static Path archive() {
        return folder.resolve("log.zip");
    }

    private static int run(String... arguments) {
        return Zonepulse.run(arguments);
    }

    private static void publish() throws Exception {
        Map<String, Object> config = new HashMap<>(settings);
        config.put("transactional.id", "test");
        config.put("auto.register.schemas", true);
        try (KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
                Serializer<KpiValue> values = new AvroSerializer<>();
                Serializer<Cut> cuts = new AvroSerializer<>()) {
            values.configure(config, false);
            cuts.configure(config, false);
            producer.initTransactions();
            producer.beginTransaction();
            send(producer, "aborted before", "key");
            producer.flush();
            producer.abortTransaction();
            producer.beginTransaction();
            send(producer, "first", "key");
            send(producer, "second", null);
            producer.commitTransaction();
            publishCut(producer, values, cuts, 1);
            producer.beginTransaction();
            send(producer, "aborted", "key");
            producer.flush();
            producer.abortTransaction();
            producer.beginTransaction();
            send(producer, null, "tombstone");
            var headers = new RecordHeaders()
                    .add("trace", utf8("x"))
                    .add("trace", null)
                    .add("", new byte[0]);
            var _ = producer.send(
                    new ProducerRecord<>(LOANS.topic(), LOANS.partition(), TIME, utf8(""), utf8(""), headers));
            producer.commitTransaction();
            publishCut(producer, values, cuts, 2);
            producer.beginTransaction();
            send(producer, "after the cut", "key");
            producer.commitTransaction();
            publishCut(producer, values, cuts, 3);
        }
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, @Nullable String value, @Nullable String key) {
        var _ = producer.send(new ProducerRecord<>(
                LOANS.topic(),
                LOANS.partition(),
                TIME,
                key == null ? null : utf8(key),
                value == null ? null : utf8(value)));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void publishCut(
            KafkaProducer<byte[], byte[]> producer, Serializer<KpiValue> values, Serializer<Cut> cuts, long number)
            throws Exception {
        byte[] chain = new byte[32];
        long next = 0;
        try (AuditedLog log = KafkaLog.open(settings)) {
            for (ConsumerRecord<byte[], byte[]> record : records(log, LOANS)) {
                chain = chained(chain, record);
                next = record.offset() + 1;
            }
        }
        producer.beginTransaction();
        byte[] value = values.serialize(
                TopicCatalogue.KPI_VALUES.name(),
                new KpiValue("loans", "zone", "loans", number, null, null, null, LocalDate.EPOCH, number));
        byte[] cut = cuts.serialize(
                TopicCatalogue.KPI_CUTS.name(),
                new Cut(
                        number,
                        Instant.ofEpochMilli(TIME + number),
                        null,
                        List.of(new InputPosition(LOANS.topic(), LOANS.partition(), next, ByteBuffer.wrap(chain))),
                        List.of(),
                        1,
                        0,
                        ByteBuffer.wrap(ZoneDigest.of(ZoneFile.bundled()))));
        var _ = producer.send(
                new ProducerRecord<>(TopicCatalogue.KPI_VALUES.name(), 0, TIME, utf8("loans@zone"), value));
        var _ = producer.send(new ProducerRecord<>(TopicCatalogue.KPI_CUTS.name(), 0, TIME, utf8("" + number), cut));
        producer.commitTransaction();
    }

    /** By the description in docs/audit-archive.md alone. */
    private static byte[] chained(byte[] before, ConsumerRecord<byte[], byte[]> record) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(before);
            out.writeLong(record.offset());
            out.writeLong(record.timestamp());
            write(out, record.key());
            write(out, record.value());
            Header[] headers = record.headers().toArray();
            out.writeLong(headers.length);
            for (Header header : headers) {
                write(out, utf8(header.key()));
                write(out, header.value());
            }
        }
        return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
    }

    private static void write(DataOutputStream out, byte @Nullable [] bytes) throws IOException {
        out.writeLong(bytes == null ? -1 : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    /** All that a reader could leave behind in a cluster: topics, groups, and records. */
    private static Map<String, String> state() throws Exception {
        Map<String, String> state = new TreeMap<>();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", settings.get("bootstrap.servers")))) {
            state.put("groups", admin.listGroups().all().get().toString());
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            List<String> topics = List.copyOf(admin.listTopics(new ListTopicsOptions().listInternal(true))
                    .names()
                    .get());
            admin.describeTopics(topics)
                    .allTopicNames()
                    .get()
                    .forEach((name, description) -> description
                            .partitions()
                            .forEach(
                                    each -> ends.put(new TopicPartition(name, each.partition()), OffsetSpec.latest())));
            admin.listOffsets(ends)
                    .all()
                    .get()
                    .forEach((partition, end) -> state.put(partition.toString(), Long.toString(end.offset())));
        }
        return state;
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(AuditedLog log, TopicPartition partition) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (LogReader reader = log.reader(List.of(partition))) {
            reader.readToEnd((_, record) -> records.add(record));
        }
        return records;
    }

    private static List<String> texts(AuditedLog log, TopicPartition partition) {
        return records(log, partition).stream().map(AuditArchiveTest::text).toList();
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        StringBuilder text = new StringBuilder();
        text.append(record.offset()).append(' ').append(record.timestamp()).append(' ');
        text.append(Arrays.toString(record.key())).append(' ').append(Arrays.toString(record.value()));
        record.headers()
                .forEach(header ->
                        text.append(' ').append(header.key()).append('=').append(Arrays.toString(header.value())));
        return text.toString();
    }

    @Test
    void shouldHoldWhatWasCommittedUpToTheCut() {
        // When
        List<String> archived;
        try (ArchiveLog log = ArchiveLog.open(archive())) {
            archived = texts(log, LOANS);
            assertThat(texts(log, new TopicPartition(TopicCatalogue.KPI_VALUES.name(), 0)))
                    .hasSize(2);
            assertThat(texts(log, new TopicPartition(TopicCatalogue.KPI_CUTS.name(), 0)))
                    .hasSize(2);
            assertThat(log.partitions(LOANS.topic())).hasSize(TopicCatalogue.EVENT_PARTITIONS);
        }

        // Then
        assertThat(original).hasSize(5);
        assertThat(archived).isEqualTo(original.subList(0, 4));
        assertThat(exportStatus).isEqualTo(ExitStatus.OK);
    }

    @Test
    void shouldChangeNothingInTheCluster() {
        assertThat(stateAfter).isEqualTo(stateBefore).containsKey("zone.loans.v1-3");
    }

    @Test
    void shouldComeToTheDigestOfTheCut() throws IOException {
        // Given
        Path report = folder.resolve("digest.json");

        // When
        int status = run("audit", "digest", "--archive", archive().toString(), "--report", report.toString());

        // Then
        JsonNode json = new ObjectMapper().readTree(report.toFile());
        assertThat(status).isEqualTo(ExitStatus.OK);
        assertThat(json.path("equal").asBoolean()).isTrue();
        assertThat(json.path("digest")).isEqualTo(json.path("stated"));
        assertThat(json.path("digest"))
                .isEqualTo(new ObjectMapper()
                        .readTree(folder.resolve("export.json").toFile())
                        .path("digest"));
        assertThat(json.path("partitions").path(0).path("records").asInt()).isEqualTo(4);
    }

    @Test
    void shouldTellWhereAnAlteredArchiveDiffers() throws IOException {
        // Given
        Path altered = folder.resolve("altered.zip");
        Path report = folder.resolve("altered.json");
        alter(archive(), altered);

        // When
        int status = run("audit", "digest", "--archive", altered.toString(), "--report", report.toString());

        // Then
        JsonNode json = new ObjectMapper().readTree(report.toFile());
        assertThat(status).isEqualTo(ExitStatus.ANSWER_IS_NO);
        assertThat(json.path("differences")).hasSize(1);
        JsonNode difference = json.path("differences").path(0);
        assertThat(difference.path("topic").asText()).isEqualTo(LOANS.topic());
        assertThat(difference.path("partition").asInt()).isEqualTo(LOANS.partition());
        assertThat(difference.path("equalUpToCut").asInt()).isEqualTo(1);
        assertThat(difference.path("cut").asInt()).isEqualTo(2);
        long changed = difference.path("until").asLong() - 1;
        assertThat(original.get(3)).startsWith(changed + " ");
        assertThat(difference.path("from").asLong()).isLessThan(changed);
    }

    /** The bundled zone with an industry less: by its id nobody can tell. */
    private static Path otherRules() throws IOException {
        String text = ZoneFile.bundledText();
        String other = text.replaceFirst("(?m)^ +- \\{id: C21,.*\n", "");
        assertThat(other).isNotEqualTo(text);
        return Files.writeString(folder.resolve("other-rules.yaml"), other);
    }

    @Test
    void shouldTellTheDigestOverAllThatAuditsHangOn() throws IOException {
        // Given
        Path report = folder.resolve("complete.json");
        JsonNode exported =
                new ObjectMapper().readTree(folder.resolve("export.json").toFile());

        // When
        int status = run("audit", "digest", "--archive", archive().toString(), "--report", report.toString());

        // Then
        JsonNode json = new ObjectMapper().readTree(report.toFile());
        String zone = HexFormat.of().formatHex(ZoneDigest.of(ZoneFile.bundled()));
        assertThat(status).isEqualTo(ExitStatus.OK);
        assertThat(json.path("complete").path("digest")).isEqualTo(exported.path("complete"));
        assertThat(json.path("complete").path("zone").asText()).isEqualTo(zone);
        assertThat(json.path("complete").path("statedZone").asText()).isEqualTo(zone);
        assertThat(exported.path("zoneDigest").asText()).isEqualTo(zone);
        assertThat(exported.path("newestCut").asInt()).isEqualTo(3);
    }

    @Test
    void shouldNotTakeAnotherZonesFileForThePipelines() throws IOException {
        // Given
        String other = otherRules().toString();
        String archive = archive().toString();
        Path report = folder.resolve("other-zone.json");
        Path exported = folder.resolve("other-zone.zip");

        // When
        int digest = run("audit", "digest", "--archive", archive, "--zone", other, "--report", report.toString());
        int export = run("audit", "export", "--archive", archive, "--zone", other, "--out", exported.toString());
        int asOf = run("audit", "as-of", "2023-01-01", "--known-at-cut", "1", "--archive", archive, "--zone", other);
        int verify = run("audit", "verify", "--archive", archive, "--zone", other, "--report", report + ".verify");

        // Then
        JsonNode told = new ObjectMapper().readTree(report.toFile());
        assertThat(List.of(digest, export, asOf, verify))
                .containsExactly(ExitStatus.ANSWER_IS_NO, ExitStatus.USAGE, ExitStatus.USAGE, ExitStatus.ANSWER_IS_NO);
        assertThat(told.path("equal").asBoolean()).isFalse();
        assertThat(told.path("digest")).isEqualTo(told.path("stated"));
        assertThat(exported).doesNotExist();
        JsonNode first = new ObjectMapper()
                .readTree(Path.of(report + ".verify").toFile())
                .path("differences")
                .path(0);
        assertThat(first.path("what").asText()).isEqualTo("zone");
        assertThat(first.path("cut").asInt()).isEqualTo(2);
    }

    /** By someone who can write a manifest that fits. */
    @Test
    void shouldHoldTheZonesFileInAnArchiveToItsCuts() throws IOException {
        // Given
        Path altered = folder.resolve("altered-zone.zip");
        try (ArchiveLog log = ArchiveLog.open(archive());
                ArchiveWriter writer = ArchiveWriter.to(altered)) {
            for (Manifest.Partition partition : log.manifest().partitions()) {
                writer.begin(partition.partition(), partition.beginning());
                for (ConsumerRecord<byte[], byte[]> record : records(log, partition.partition())) {
                    writer.add(record);
                }
                writer.end(partition.nextOffset());
            }
            writer.schemas(log.registry());
            writer.zone(Files.readString(otherRules()));
            writer.finish(log.manifest().origin(), log.manifest().complete());
        }

        // When, Then
        assertThat(run("audit", "digest", "--archive", altered.toString())).isEqualTo(ExitStatus.ANSWER_IS_NO);
        assertThat(run("audit", "verify", "--archive", altered.toString())).isEqualTo(ExitStatus.ANSWER_IS_NO);
        assertThat(run("audit", "explain", "loan-balance", "--archive", altered.toString()))
                .isEqualTo(ExitStatus.USAGE);
    }

    /** The last record gets another value, and all else is as it was. */
    private static void alter(Path from, Path to) throws IOException {
        try (ArchiveLog log = ArchiveLog.open(from);
                ArchiveWriter writer = ArchiveWriter.to(to)) {
            for (Manifest.Partition partition : log.manifest().partitions()) {
                writer.begin(partition.partition(), partition.beginning());
                List<ConsumerRecord<byte[], byte[]>> records = records(log, partition.partition());
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    boolean isMeant = partition.partition().equals(LOANS)
                            && record.offset() == records.getLast().offset();
                    writer.add(
                            isMeant
                                    ? new ConsumerRecord<>(
                                            LOANS.topic(), LOANS.partition(), record.offset(), record.key(), utf8("y"))
                                    : record);
                }
                writer.end(partition.nextOffset());
            }
            writer.schemas(log.registry());
            writer.finish(log.manifest().origin(), log.manifest().complete());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "digest",
                "explain loan-balance --as-of 2023-12-31",
                "as-of 2023-12-31 --known-at-cut 2",
                "what-if --exclude-source nobody",
                "export --force --out",
                "verify",
            })
    void shouldNotHideThatTheHistoryOfCutsContradictsItself(String command) throws IOException {
        // Given
        Path damaged = folder.resolve("history.zip");
        copy(
                archive(),
                damaged,
                record -> !record.topic().equals(TopicCatalogue.KPI_CUTS.name())
                        || !Arrays.equals(record.key(), utf8("1")));
        Path report = folder.resolve("history.json");
        List<String> arguments = new ArrayList<>(List.of(("audit " + command).split(" ")));
        if (command.startsWith("export")) {
            arguments.add(folder.resolve("again.zip").toString());
        }
        arguments.addAll(List.of("--report", report.toString(), "--archive"));
        PrintStream realErr = System.err;
        ByteArrayOutputStream complained = new ByteArrayOutputStream();

        // When
        int sound = run(with(arguments, archive()));
        JsonNode before = new ObjectMapper().readTree(report.toFile());
        int unsound;
        System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
        try {
            unsound = run(with(arguments, damaged));
        } finally {
            System.setErr(realErr);
        }

        // Then: what was published here doesn't follow from the events, so verify finds more.
        JsonNode after = new ObjectMapper().readTree(report.toFile());
        assertThat(sound).isEqualTo(command.equals("verify") ? ExitStatus.ANSWER_IS_NO : ExitStatus.OK);
        assertThat(before.path("historyDamageCount").asInt(-1)).isZero();
        assertThat(unsound).isEqualTo(ExitStatus.ANSWER_IS_NO);
        assertThat(after.path("historyDamageCount").asInt()).isEqualTo(1);
        assertThat(after.path("historyDamages").path(0).asText()).isEqualTo("cut 2 follows cut 0");
        assertThat(complained.toString(StandardCharsets.UTF_8))
                .contains("the history of cuts contradicts itself", "cut 2 follows cut 0");
    }

    private static String[] with(List<String> arguments, Path archive) {
        List<String> all = new ArrayList<>(arguments);
        all.add(archive.toString());
        return all.toArray(String[]::new);
    }

    /** The records that are meant, as they are. */
    private static void copy(Path from, Path to, Predicate<ConsumerRecord<byte[], byte[]>> isMeant) throws IOException {
        try (ArchiveLog log = ArchiveLog.open(from);
                ArchiveWriter writer = ArchiveWriter.to(to)) {
            for (Manifest.Partition partition : log.manifest().partitions()) {
                writer.begin(partition.partition(), partition.beginning());
                for (ConsumerRecord<byte[], byte[]> record : records(log, partition.partition())) {
                    if (isMeant.test(record)) {
                        writer.add(record);
                    }
                }
                writer.end(partition.nextOffset());
            }
            writer.schemas(log.registry());
            writer.finish(log.manifest().origin(), log.manifest().complete());
        }
    }

    @Test
    void shouldSayThatADamagedArchiveCannotBeUsed() throws IOException {
        // Given
        byte[] whole = Files.readAllBytes(archive());
        Path damaged = Files.write(folder.resolve("damaged.zip"), Arrays.copyOf(whole, whole.length / 2));

        // When, Then
        assertThat(run("audit", "digest", "--archive", damaged.toString())).isEqualTo(ExitStatus.USAGE);
    }

    @Test
    void shouldExportAgainFromAnArchiveAndLeaveFilesAlone() {
        // Given
        Path earlier = folder.resolve("earlier.zip");

        // When
        int first =
                run("audit", "export", "--archive", archive().toString(), "--cut", "1", "--out", earlier.toString());
        int second = run("audit", "export", "--archive", archive().toString(), "--out", earlier.toString());
        int none = run(
                "audit",
                "export",
                "--archive",
                archive().toString(),
                "--cut",
                "3",
                "--out",
                folder.resolve("none.zip").toString());

        // Then
        assertThat(List.of(first, second, none)).containsExactly(ExitStatus.OK, ExitStatus.USAGE, ExitStatus.USAGE);
        assertThat(folder.resolve("none.zip")).doesNotExist();
        try (ArchiveLog log = ArchiveLog.open(earlier)) {
            assertThat(texts(log, LOANS)).isEqualTo(original.subList(0, 2));
        }
    }

    @Test
    void shouldSignReportsAndCheckThem() throws IOException {
        // Given: the keys of RFC 8032, section 7.1, test 3.
        Path key = pem(
                "key.pem",
                "PRIVATE KEY",
                "302e020100300506032b657004220420"
                        + "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7");
        Path open = pem(
                "pub.pem",
                "PUBLIC KEY",
                "302a300506032b6570032100" + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025");
        Path report = folder.resolve("signed.json");
        Path other = folder.resolve("other.json");
        String archive = archive().toString();

        // When
        int signed =
                run("audit", "digest", "--archive", archive, "--report", report.toString(), "--sign", key.toString());
        Files.writeString(other, Files.readString(report).replace("true", "false"));

        // Then
        assertThat(signed).isEqualTo(ExitStatus.OK);
        assertThat(check(report, open)).isEqualTo(ExitStatus.OK);
        assertThat(check(other, open, "--signature", report + ".sig")).isEqualTo(ExitStatus.ANSWER_IS_NO);
        assertThat(check(other, open)).as("it has no signature").isEqualTo(ExitStatus.USAGE);
        assertThat(check(report, key)).as("that is the private key").isEqualTo(ExitStatus.USAGE);
        assertThat(run("audit", "digest", "--archive", archive, "--sign", key.toString()))
                .isEqualTo(ExitStatus.USAGE);
    }

    private static int check(Path report, Path key, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("audit", "check-report", report.toString(), "--key", key.toString()));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private static Path pem(String name, String label, String hex) throws IOException {
        String base64 = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
        return Files.writeString(
                folder.resolve(name), "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n");
    }
}
