package org.zonepulse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zonepulse.audit.archive.ArchiveLog;
import org.zonepulse.audit.archive.ArchiveWriter;
import org.zonepulse.audit.archive.Manifest;
import org.zonepulse.audit.replay.LogReader;
import org.zonepulse.avrocodec.AvroSerializer;
import org.zonepulse.feed.KpiView;
import org.zonepulse.schemas.Edition;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.schemas.registration.Registered;
import org.zonepulse.schemas.registration.RegistrationEvent;
import org.zonepulse.schemas.registration.Relocated;

/** The way of a log through an archive into another cluster, by the command line, with real brokers and a real registry. */
class RestoreCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final LocalDate DAY = LocalDate.of(2023, 12, 31);
    private static final String TOPIC = TopicCatalogue.REGISTRATIONS.name();
    private static final String CUTS = TopicCatalogue.KPI_CUTS.name();
    private static final String ONE = "91440605000000101Y";
    private static final String OTHER = "91350100M000100Y43";

    /** Where what can't be read lies. */
    private static final TopicPartition DUMP = new TopicPartition(TOPIC, 2);

    /** Schemas that the other registry has beforehand; then it gives this id to the events' schema, which had 1. */
    private static final int OTHERS = 20;

    private static final int EVENTS_ID = OTHERS + 1;
    private static final int LARGE = 120_000;

    @TempDir
    private static Path shared = Path.of("");

    @TempDir
    private Path folder;

    private record Run(int status, String out, String err) {
        JsonNode json() throws IOException {
            return JSON.readTree(out);
        }
    }

    /** The pipeline has gone when the tests begin: an archive is all that is left. */
    @BeforeAll
    static void export() throws Exception {
        KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        pem("key.pem", "PRIVATE KEY", keys.getPrivate().getEncoded());
        pem("pub.pem", "PUBLIC KEY", keys.getPublic().getEncoded());
        pem(
                "other.pem",
                "PUBLIC KEY",
                KeyPairGenerator.getInstance("Ed25519")
                        .generateKeyPair()
                        .getPublic()
                        .getEncoded());
        try (SmallPipeline source = SmallPipeline.start(Files.createDirectories(shared.resolve("source")))) {
            publish(source);
            source.await(DAY);
            Run export = run(source.arguments(
                    "audit",
                    "export",
                    "--out",
                    archive().toString(),
                    "--report",
                    shared.resolve("export.json").toString(),
                    "--sign",
                    shared.resolve("key.pem").toString()));
            assertThat(export.status()).as(export.err()).isEqualTo(ExitStatus.OK);
        }
    }

    private static Path archive() {
        return shared.resolve("log.zip");
    }

    private static void pem(String name, String label, byte[] encoded) throws IOException {
        Files.writeString(
                shared.resolve(name),
                "-----BEGIN " + label + "-----\n" + Base64.getEncoder().encodeToString(encoded) + "\n-----END " + label
                        + "-----\n");
    }

    /** An event, a repeat, one in the wrong partition, one with headers, and what can't be read. */
    private static void publish(SmallPipeline source) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer(source.settings());
                Serializer<RegistrationEvent> serializer = new AvroSerializer<>()) {
            serializer.configure(asServicesDo(source.settings()), false);
            byte[] one = bytes(serializer, registered("a-1", ONE, "nanhai"));
            byte[] other = bytes(serializer, registered("a-2", OTHER, "shunde"));
            int home = producer.send(new ProducerRecord<>(TOPIC, utf8(ONE), one))
                    .get()
                    .partition();
            producer.send(new ProducerRecord<>(TOPIC, home, 7L, utf8(ONE), one)).get();
            int away = (producer.send(new ProducerRecord<>(TOPIC, utf8(OTHER), utf8("no event")))
                                    .get()
                                    .partition()
                            + 1)
                    % TopicCatalogue.EVENT_PARTITIONS;
            var headers = new RecordHeaders().add("trace", utf8("x")).add("trace", null);
            producer.send(new ProducerRecord<>(TOPIC, away, 8L, utf8(OTHER), other, headers))
                    .get();
            byte[] large = new byte[LARGE];
            new Random(1).nextBytes(large);
            large[0] = 1;
            dump(producer, utf8("before"));
            dump(producer, large);
            dump(producer, null);
            // By accident it is readable where the id is another's.
            byte[] unknown = bytes(serializer, relocated("a-3", ONE, "chancheng"));
            ByteBuffer.wrap(unknown).putInt(1, EVENTS_ID);
            producer.send(new ProducerRecord<>(TOPIC, home, 9L, utf8(ONE), unknown))
                    .get();
        }
    }

    private static void dump(KafkaProducer<byte[], byte[]> producer, byte @Nullable [] value) throws Exception {
        producer.send(new ProducerRecord<>(DUMP.topic(), DUMP.partition(), 10L, null, value))
                .get();
    }

    private static RegistrationEvent registered(String id, String enterprise, String park) {
        return new RegistrationEvent(
                id,
                "market-regulator",
                LocalDate.of(2020, 1, 1),
                Instant.EPOCH,
                enterprise,
                new Registered("A", park, "C3670"),
                null,
                null,
                null,
                null,
                null);
    }

    private static RegistrationEvent relocated(String id, String enterprise, String park) {
        return new RegistrationEvent(
                id,
                "market-regulator",
                LocalDate.of(2021, 1, 1),
                Instant.EPOCH,
                enterprise,
                null,
                new Relocated(park),
                null,
                null,
                null,
                null);
    }

    private static byte[] bytes(Serializer<RegistrationEvent> serializer, RegistrationEvent event) {
        return Objects.requireNonNull(serializer.serialize(TOPIC, event));
    }

    private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> settings) {
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** By the published schema, which somebody has registered. */
    private static Map<String, Object> asServicesDo(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("auto.register.schemas", false);
        all.put("avro.remove.java.properties", true);
        return all;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(TopicPartition partition) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (ArchiveLog log = ArchiveLog.open(archive());
                LogReader reader = log.reader(List.of(partition))) {
            reader.readToEnd((_, record) -> records.add(record));
        }
        return records;
    }

    private static long archived() {
        try (ArchiveLog log = ArchiveLog.open(archive())) {
            return log.manifest().partitions().stream()
                    .filter(each -> each.partition().topic().equals(TopicCatalogue.CALENDAR.name())
                            || TopicCatalogue.events().stream()
                                    .anyMatch(topic ->
                                            topic.name().equals(each.partition().topic())))
                    .mapToLong(Manifest.Partition::records)
                    .sum();
        }
    }

    @Test
    void shouldComeToTheSameFiguresOnAnotherClusterWithAnotherRegistry() throws Exception {
        Ports ports = Ports.anywhere();
        try (DataFolder data = DataFolder.open(folder)) {
            var settings = new RegistryProcess.Settings(Installation.in(Path.of("target")), data, ports, false);
            PipelineAddress address = PipelineAddress.of(ports);
            try (EmbeddedBroker _ = EmbeddedBroker.start(
                            data.stateOf("broker"),
                            ports.address(Ports.Use.BROKER),
                            ports.address(Ports.Use.CONTROLLER));
                    RegistryKeeper registry = new RegistryKeeper(settings, Progress.silent(), Words.english())) {
                // Given: a registry that has given the archive's ids to others
                Progress.silent().step("registry", registry::start);
                registerOthers(settings.url());

                // When, Then: all is there, under other ids
                Run restored = restore(
                        ports,
                        "--json",
                        "--signed-report",
                        shared.resolve("export.json").toString(),
                        "--key",
                        shared.resolve("pub.pem").toString());
                assertThat(restored.status()).as(restored.err()).isEqualTo(ExitStatus.OK);
                JsonNode json = restored.json();
                assertThat(json.path("equal").asBoolean()).isTrue();
                assertThat(json.path("signatureChecked").asBoolean()).isTrue();
                assertThat(json.path("records").asLong()).isEqualTo(archived());
                assertThat(json.path("written").asLong()).isEqualTo(archived());
                assertThat(json.path("schemaIdsKept").asBoolean()).isFalse();
                assertThat(idOfEvents(json)).as("what the test hangs on").isEqualTo(EVENTS_ID);
                assertThat(json.path("unreadable").asInt()).isEqualTo(1);
                assertThat(json.path("rewritten").asInt()).isPositive();
                assertThat(json.path("created")).hasSize(TopicCatalogue.all().size());

                // When, Then: once more, there is nothing left to write
                Run again = restore(ports, "--json");
                assertThat(again.status()).as(again.err()).isEqualTo(ExitStatus.OK);
                assertThat(again.json().path("written").asLong()).isZero();
                assertThat(again.json().path("digest")).isEqualTo(json.path("digest"));

                // When, Then: nothing has computed yet
                Run early = restore(ports, "--compare", "--wait", "0");
                assertThat(early.status()).isEqualTo(ExitStatus.REFUSED);
                assertThat(early.err()).contains("Is kpi-service running?");

                SandboxService.Running kpiService = kpiService(address, ports, data);
                try {
                    comparePublished(ports);
                    refuseBesideKpiService(ports);
                    tellWhatIsOtherwise(ports, address);
                } finally {
                    kpiService.close();
                }
            }
        }
    }

    private static void registerOthers(URI registry) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (int i = 1; i <= OTHERS; i++) {
                String body = """
                    {"schema": "{\\"type\\":\\"record\\",\\"name\\":\\"Other%d\\",\\"fields\\":[]}"}\
                    """.formatted(i);
                HttpResponse<String> answer = http.send(
                        HttpRequest.newBuilder(URI.create(registry + "/subjects/other-" + i + "/versions"))
                                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            }
        }
    }

    private static int idOfEvents(JsonNode json) {
        for (JsonNode schema : json.path("schemas")) {
            if (schema.path("name").asText().endsWith(".RegistrationEvent")) {
                return schema.path("id").asInt();
            }
        }
        return -1;
    }

    private static SandboxService.Running kpiService(PipelineAddress address, Ports ports, DataFolder data)
            throws Exception {
        return Services.all(Map.of()).stream()
                .filter(service -> service.port() == Ports.Use.KPI_SERVICE)
                .findFirst()
                .orElseThrow()
                .start(new SandboxService.Surroundings(
                        address.bootstrapServers(), URI.create(address.registry()), ports, data, _ -> {}));
    }

    private void comparePublished(Ports ports) throws Exception {
        // When
        Run compared = restore(ports, "--compare", "--json", "--wait", "60");
        Run inWords = restore(ports, "--compare", "--lang", "zh");
        Run verified = run("audit", "verify", "--all", "--port-base", Integer.toString(ports.base()));

        // Then: "no event", "before", the large one, the null, and the one of an unknown schema
        assertThat(compared.status()).as(compared.err() + compared.out()).isEqualTo(ExitStatus.OK);
        assertThat(compared.json().path("equal").asBoolean()).isTrue();
        assertThat(compared.json().path("kpisCompared").asInt()).isGreaterThan(2);
        assertThat(compared.json().path("archivedDeadLetters").asInt()).isEqualTo(5);
        assertThat(compared.json().path("deadLetters").asInt()).isEqualTo(5);
        assertThat(compared.json().path("otherZone").asBoolean(true)).isFalse();
        assertThat(inWords.status()).isEqualTo(ExitStatus.OK);
        assertThat(inWords.out()).contains("归档中 5 条，此处 5 条", "一致。");
        assertThat(verified.status()).as(verified.out()).isEqualTo(ExitStatus.OK);
    }

    private void refuseBesideKpiService(Ports ports) {
        // When
        Run refused = restore(ports);

        // Then
        assertThat(refused.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(refused.err()).contains("kpi-service has run on the cluster at");
    }

    private void tellWhatIsOtherwise(Ports ports, PipelineAddress address) throws Exception {
        // Given
        try (KafkaProducer<byte[], byte[]> producer = producer(address.settings());
                Serializer<RegistrationEvent> serializer = new AvroSerializer<>();
                KpiView view = KpiView.open(address.settings())) {
            serializer.configure(asServicesDo(address.settings()), false);
            producer.send(new ProducerRecord<>(
                            TOPIC, utf8(ONE), bytes(serializer, relocated("later", ONE, "chancheng"))))
                    .get();
            Progress.silent().step("final", step -> {
                new FinalFigures(address, view, PATIENCE).await(DAY, step, Words.english());
                return "";
            });
        }

        // When
        Run json = restore(ports, "--compare", "--json");
        Run text = restore(ports, "--compare", "--limit", "1");

        // Then
        assertThat(json.status()).isEqualTo(ExitStatus.ANSWER_IS_NO);
        assertThat(json.json().path("logEqual").asBoolean()).isTrue();
        assertThat(json.json().path("later").asInt()).isPositive();
        assertThat(json.json().path("differences").toString())
                .contains("registered-enterprises@park:nanhai", "registered-enterprises@park:chancheng");
        assertThat(text.out())
                .contains("more records have come after the archive's", "Different:", "--limit or --json");
    }

    @Test
    void shouldGoOnFromWhereItBrokeOff() throws Exception {
        Ports ports = Ports.anywhere();
        try (EmbeddedBroker broker = EmbeddedBroker.start(
                        folder.resolve("broker"),
                        ports.address(Ports.Use.BROKER),
                        ports.address(Ports.Use.CONTROLLER));
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            // Given: a cluster that doesn't take the large record, in the middle
            create(admin, TOPIC, TopicCatalogue.EVENT_PARTITIONS, Map.of("max.message.bytes", "60000"));
            String[] there = {"--bootstrap-servers", broker.bootstrapServers(), "--registry", "mock://restore-broken"};

            // When, Then
            Run broken = restore(there);
            assertThat(broken.status()).isEqualTo(ExitStatus.REFUSED);
            assertThat(broken.err()).contains("doesn't take more records; the first was of " + DUMP, "goes on from");

            // When, Then: with the cause gone, what was written is left as it is
            alter(admin, TOPIC, "max.message.bytes", "1048576");
            Run resumed = restore(plus(there, "--json"));
            assertThat(resumed.status()).as(resumed.err()).isEqualTo(ExitStatus.OK);
            assertThat(resumed.json().path("begun").asLong()).isPositive();
            assertThat(resumed.json().path("written").asLong()).isPositive();
            assertThat(resumed.json().path("records").asLong()).isEqualTo(archived());
            assertThat(resumed.json().path("schemaIdsKept").asBoolean()).isTrue();
            assertThat(resumed.json().path("rewritten").asInt(-1)).isZero();
            assertThat(resumed.json().path("unreadable").asInt()).isEqualTo(1);

            // When, Then: as text
            Run complete = restore(there);
            assertThat(complete.status()).isEqualTo(ExitStatus.OK);
            assertThat(complete.out())
                    .contains("An earlier restoration had broken off after", "Read back: equal", "unzip -p");

            // When, Then: somebody reads
            try (KafkaConsumer<byte[], byte[]> reader = new KafkaConsumer<>(
                    Map.of("bootstrap.servers", broker.bootstrapServers(), "group.id", "somebody"),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer())) {
                reader.subscribe(List.of(TOPIC));
                long deadline = System.nanoTime() + PATIENCE.toNanos();
                while (reader.assignment().isEmpty() && System.nanoTime() < deadline) {
                    var _ = reader.poll(Duration.ofMillis(100));
                }
                Run beside = restore(there);
                assertThat(beside.status()).isEqualTo(ExitStatus.REFUSED);
                assertThat(beside.err()).contains("consumer groups somebody");
            }

            // When, Then: the log has gone on
            try (KafkaProducer<byte[], byte[]> producer =
                    producer(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
                producer.send(new ProducerRecord<>(TopicCatalogue.CALENDAR.name(), 0, null, utf8("day")))
                        .get();
            }
            Run longer = restore(there);
            assertThat(longer.status()).isEqualTo(ExitStatus.REFUSED);
            assertThat(longer.err()).contains(TopicCatalogue.CALENDAR.name() + "-0 holds more than the archive's");
        }
    }

    @Test
    void shouldRefuseAClusterThatIsNotEmpty() throws Exception {
        Ports ports = Ports.anywhere();
        try (EmbeddedBroker broker = EmbeddedBroker.start(
                        folder.resolve("broker"),
                        ports.address(Ports.Use.BROKER),
                        ports.address(Ports.Use.CONTROLLER));
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
                KafkaProducer<byte[], byte[]> producer =
                        producer(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            String[] there = {"--bootstrap-servers", broker.bootstrapServers(), "--registry", "mock://restore-refused"};

            // When, Then: another number of partitions
            create(admin, TopicCatalogue.LOANS.name(), 3, Map.of());
            Run uneven = restore(there);
            assertThat(uneven.status()).isEqualTo(ExitStatus.REFUSED);
            assertThat(uneven.err())
                    .contains(TopicCatalogue.LOANS.name() + " with 3 partitions, and the archive has 8");
            assertThat(admin.listTopics().names().get()).doesNotContain(TOPIC);
            delete(admin, TopicCatalogue.LOANS.name());

            // When, Then: others' records
            create(admin, TOPIC, TopicCatalogue.EVENT_PARTITIONS, Map.of());
            producer.send(new ProducerRecord<>(DUMP.topic(), DUMP.partition(), null, utf8("mine")))
                    .get();
            Run different = restore(there);
            assertThat(different.status()).as(different.err()).isEqualTo(ExitStatus.REFUSED);
            assertThat(different.err()).contains(DUMP + " holds 1 records that are not the archive's first");

            // When, Then: something was published here
            producer.send(new ProducerRecord<>(CUTS, 0, null, utf8("cut"))).get();
            Run published = restore(there);
            assertThat(published.status()).isEqualTo(ExitStatus.REFUSED);
            assertThat(published.err()).contains("is not empty: there are records in " + CUTS);

            // When, Then: of a log whose beginning is gone, no audit could be made
            admin.deleteRecords(Map.of(new TopicPartition(CUTS, 0), RecordsToDelete.beforeOffset(1)))
                    .all()
                    .get();
            assertThat(restore(there).err()).contains("is not empty: there are records in " + CUTS);
            delete(admin, CUTS);

            // When, Then: another edition was computed here
            String cutsOfAutumn = new Edition("autumn").cuts().name();
            create(admin, cutsOfAutumn, 1, Map.of());
            producer.send(new ProducerRecord<>(cutsOfAutumn, 0, null, utf8("cut")))
                    .get();
            assertThat(restore(there).err()).contains("is not empty: there are records in " + cutsOfAutumn);
        }
    }

    @Test
    void shouldWriteNothingOfAnArchiveThatIsNotSound() throws Exception {
        // Given
        byte[] whole = Files.readAllBytes(archive());
        Path damaged = Files.write(folder.resolve("damaged.zip"), Arrays.copyOf(whole, whole.length / 2));
        Path altered = folder.resolve("altered.zip");
        alterOne(altered);
        String report = shared.resolve("export.json").toString();

        // When
        Run isDamaged = run("restore", "--archive", damaged.toString(), "--bootstrap-servers", "127.0.0.1:9");
        Run isAltered = run("restore", "--archive", altered.toString(), "--bootstrap-servers", "127.0.0.1:9");
        Run isAnother = signed(altered, report, "pub.pem");
        Run isOfAnother = signed(archive(), report, "other.pem");

        // Then
        assertThat(isDamaged.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(isDamaged.err()).contains("Nothing was written", "is no archive");
        assertThat(isAltered.status()).as(isAltered.err()).isEqualTo(ExitStatus.ANSWER_IS_NO);
        assertThat(isAltered.err()).contains("not those that its cut was computed from", "audit digest --archive");
        assertThat(isAnother.status()).isEqualTo(ExitStatus.ANSWER_IS_NO);
        assertThat(isAnother.err()).contains("NOT genuine");
        assertThat(isOfAnother.status()).isEqualTo(ExitStatus.ANSWER_IS_NO);
    }

    private static Run signed(Path archive, String report, String key) {
        return run(
                "restore",
                "--archive",
                archive.toString(),
                "--bootstrap-servers",
                "127.0.0.1:9",
                "--signed-report",
                report,
                "--key",
                shared.resolve(key).toString());
    }

    /** With a manifest that fits. */
    private static void alterOne(Path to) throws IOException {
        try (ArchiveLog log = ArchiveLog.open(archive());
                ArchiveWriter writer = ArchiveWriter.to(to)) {
            for (Manifest.Partition partition : log.manifest().partitions()) {
                writer.begin(partition.partition(), partition.beginning());
                for (ConsumerRecord<byte[], byte[]> record : records(partition.partition())) {
                    if (partition.partition().equals(DUMP)
                            && record.value() != null
                            && record.value().length == LARGE) {
                        record.value()[1]++;
                    }
                    writer.add(record);
                }
                writer.end(partition.nextOffset());
            }
            writer.schemas(log.registry());
            writer.zone(log.zone().orElseThrow());
            writer.finish(log.manifest().origin(), log.manifest().complete());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "restore | --archive",
                "restore --archive a.zip --key pub.pem | --signed-report and --key go together",
                "restore --archive a.zip --wait -1 | --wait -1 is no number of seconds",
                "restore --archive a.zip --limit -1 | --limit -1 is no number of rows",
                "restore --archive a.zip --replication-factor 1 --min-insync-replicas 2 | --min-insync-replicas",
                "restore --archive no-such.zip | there is no archive no-such.zip"
            })
    void shouldRefuseWhatCannotBeMeant(String line, String why) {
        // When
        Run run = run(line.split(" "));

        // Then
        assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(run.err()).contains(why);
    }

    private static void create(Admin admin, String topic, int partitions, Map<String, String> settings)
            throws Exception {
        admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1).configs(settings)))
                .all()
                .get();
    }

    /** And waits until the broker has forgotten it. */
    private static void delete(Admin admin, String topic) throws Exception {
        admin.deleteTopics(List.of(topic)).all().get();
        await().atMost(PATIENCE).until(() -> !admin.listTopics().names().get().contains(topic));
    }

    private static void alter(Admin admin, String topic, String setting, String value) throws Exception {
        admin.incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, topic),
                        List.of(new AlterConfigOp(new ConfigEntry(setting, value), AlterConfigOp.OpType.SET))))
                .all()
                .get();
    }

    private static Run restore(Ports ports, String... more) {
        return restore(plus(more, "--port-base", Integer.toString(ports.base())));
    }

    private static Run restore(String... more) {
        return run(plus(new String[] {"restore", "--archive", archive().toString()}, more));
    }

    private static String[] plus(String[] some, String... more) {
        List<String> all = new ArrayList<>(List.of(some));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static Run run(String... arguments) {
        PrintStream realOut = System.out;
        PrintStream realErr = System.err;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            List<String> all = new ArrayList<>(List.of(arguments));
            if (!all.contains("--lang")) {
                all.addAll(List.of("--lang", "en"));
            }
            int status = Zonepulse.run(all.toArray(String[]::new));
            return new Run(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(realOut);
            System.setErr(realErr);
        }
    }
}
