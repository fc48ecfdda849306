package org.zonepulse.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import java.io.File;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zonepulse.avrocodec.AvroDeserializer;
import org.zonepulse.avrocodec.AvroSerializer;
import org.zonepulse.contract.EventAvro;
import org.zonepulse.contract.ZoneFile;
import org.zonepulse.feed.KpiState;
import org.zonepulse.feed.KpiView;
import org.zonepulse.inbox.access.AclScript;
import org.zonepulse.inbox.access.ServiceRights;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.RegistrationFact;
import org.zonepulse.sandbox.deploy.ClusterUsers;
import org.zonepulse.sandbox.deploy.Deployment;
import org.zonepulse.sandbox.deploy.Patience;
import org.zonepulse.schemas.Inbox;
import org.zonepulse.schemas.Topic;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.schemas.TrustedRecords;
import org.zonepulse.schemas.calendar.BusinessDayOpened;
import org.zonepulse.schemas.deadletter.DeadLetter;
import org.zonepulse.testkit.CreditCodes;

/**
 * A publisher's credential, on a broker that asks for one, lets it publish as its own sources and as nobody else: the
 * broker refuses all topics but its inboxes, and the inbox service what names another source.
 */
class KafkaCredentialsTest {

    private static final Map<String, Object> REGISTRY = Map.of("schema.registry.url", "mock://kafka-credentials");
    private static final LocalDate DAY = LocalDate.of(2023, 12, 31);
    private static final Path QUIET =
            Path.of("src", "test", "resources", "logback-test.xml").toAbsolutePath();
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Inbox OWN = new Inbox("registrations", "foshan-amr");
    private static final Inbox OTHERS = new Inbox("registrations", "shunde-amr");
    private static final Map<String, List<Inbox>> PUBLISHERS = Map.of(
            "foshan-amr", List.of(OWN),
            "shunde-amr", List.of(OTHERS, new Inbox("loans", "shunde-amr")));

    @TempDir
    private Path folder;

    @Test
    @Timeout(600)
    void shouldLetAPublisherSpeakAsItselfAndNobodyElse() throws Exception {
        TrustedRecords.trust();
        try (SecuredBroker broker = SecuredBroker.start(folder)) {
            // Given
            broker.addUsers(List.of("foshan-amr", "shunde-amr", "kpi-service", "inbox-service", "kpi-reader"));
            createTopics(broker);
            Deployment.registerSchemas(REGISTRY);
            AclScript scripts =
                    new AclScript(broker.address(), adminSettings(broker).toString());
            run(scripts.giveServices());
            run(scripts.give(PUBLISHERS));
            run(scripts.give(PUBLISHERS));

            try (ApplicationContext kpis = start(broker, "kpi-service", org.zonepulse.kpi.Application::start);
                    ApplicationContext inboxes =
                            start(broker, "inbox-service", org.zonepulse.inbox.Application::start)) {
                // When
                assertThat(refused(broker, "foshan-amr", OWN.topic(), registered(1, "foshan-amr")))
                        .isFalse();
                assertThat(refused(broker, "foshan-amr", OWN.topic(), registered(2, "shunde-amr")))
                        .isFalse();
                openDay(broker);

                // Then
                DeadLetter letter = firstLetter(broker);
                assertThat(letter.getReason()).isEqualTo("FOREIGN_SOURCE");
                assertThat(letter.getTopic()).isEqualTo(OWN.topic().name());
                assertThat(registeredEnterprises(broker)).isEqualTo(1);
                assertThat(kpis.isRunning() && inboxes.isRunning()).isTrue();
            }
            for (Topic topic : notIts()) {
                assertThat(refused(broker, "foshan-amr", topic, registered(3, "foshan-amr")))
                        .as("writing to " + topic.name())
                        .isTrue();
                assertThat(refusedToRead(broker, "foshan-amr", topic))
                        .as("reading " + topic.name())
                        .isTrue();
            }
            assertThat(refusedToRead(broker, "foshan-amr", OWN.topic())).isTrue();

            // When: its rights are taken
            run(scripts.take(Map.of("foshan-amr", List.of(OWN))));

            // Then
            assertThat(refused(broker, "foshan-amr", OWN.topic(), registered(4, "foshan-amr")))
                    .isTrue();
            assertThat(refused(broker, "shunde-amr", OTHERS.topic(), registered(5, "shunde-amr")))
                    .isFalse();
        }
    }

    /** A probe without the service's credentials would never be answered, and the service never get work. */
    @Test
    @Timeout(300)
    void shouldFindAnEmitterReadyThatIsLetIn() throws Exception {
        TrustedRecords.trust();
        try (SecuredBroker broker = SecuredBroker.start(folder)) {
            // Given
            broker.addUsers(List.of("registration-service"));
            createTopics(broker);
            Deployment.registerSchemas(REGISTRY);
            try (ClusterUsers users = ClusterUsers.open(broker.settings("admin"), patience())) {
                assertThat(users.give(ServiceRights.all())).isNotEmpty();
            }
            int port;
            try (ServerSocket free = new ServerSocket(0)) {
                port = free.getLocalPort();
            }

            // When
            try (ApplicationContext emitter = start(broker, "registration-service", settings -> {
                settings.put("micronaut.server.port", port);
                return org.zonepulse.registration.Application.start(settings);
            })) {
                // Then
                assertThat(emitter.isRunning()).isTrue();
                assertThat(readiness(port)).contains("zone.registrations.v1 has 8 partitions");
            }
        }
    }

    /** The rights of a cluster that containers make, by the command that makes them. */
    @Test
    @Timeout(300)
    void shouldMakeUsersThatMayDoTheirWorkAndNoMore() throws Exception {
        TrustedRecords.trust();
        try (SecuredBroker broker = SecuredBroker.start(folder)) {
            // Given
            createTopics(broker);
            Deployment.registerSchemas(REGISTRY);
            Set<AclBinding> rights = ServiceRights.all();
            try (ClusterUsers users = ClusterUsers.open(broker.settings("admin"), patience())) {
                // When
                List<AclBinding> given = users.give(rights);
                users.setPasswords(Map.of(
                        "registration-service",
                        "registration-service",
                        "kpi-feed",
                        "kpi-feed",
                        "calendar",
                        "calendar"));

                // Then
                assertThat(given).containsExactlyInAnyOrderElementsOf(rights);
                assertThat(users.give(rights)).isEmpty();
                assertThat(users.beyond(rights)).isEmpty();
                assertThat(refused(broker, "registration-service", TopicCatalogue.REGISTRATIONS, registered(1, "amr")))
                        .isFalse();
                assertThat(refused(broker, "registration-service", TopicCatalogue.LOANS, registered(2, "amr")))
                        .isTrue();
                assertThat(refusedToRead(broker, "registration-service", TopicCatalogue.REGISTRATIONS))
                        .isTrue();
                assertThat(refusedToRead(broker, "kpi-feed", TopicCatalogue.KPI_VALUES))
                        .isFalse();
                assertThat(refusedToRead(broker, "kpi-feed", TopicCatalogue.CALENDAR))
                        .isTrue();
                for (Topic topic : TopicCatalogue.all()) {
                    assertThat(refused(broker, "kpi-feed", topic, registered(3, "amr")))
                            .as("kpi-feed writing to " + topic.name())
                            .isTrue();
                }

                // When: somebody gives one more, and it is taken
                AclBinding more = new AclBinding(
                        new ResourcePattern(ResourceType.TOPIC, TopicCatalogue.LOANS.name(), PatternType.LITERAL),
                        new AccessControlEntry("User:kpi-feed", "*", AclOperation.WRITE, AclPermissionType.ALLOW));
                Set<AclBinding> foreign = Set.of(more, of("User:somebody", more));
                users.give(foreign);
                List<AclBinding> beyond = users.beyond(rights);
                users.take(beyond);

                // Then: it was, and what a user has that isn't ours stays
                assertThat(beyond).containsExactly(more);
                assertThat(users.give(foreign)).containsExactly(more);
            }
        }
    }

    private static AclBinding of(String user, AclBinding right) {
        return new AclBinding(
                right.pattern(),
                new AccessControlEntry(
                        user, "*", right.entry().operation(), right.entry().permissionType()));
    }

    /** Asks until the service is ready; the time of the test is the bound. */
    private static String readiness(int port) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/readiness"))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer;
            do {
                answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            } while (answer.statusCode() != 200);
            return answer.body();
        }
    }

    private static List<Topic> notIts() {
        List<Topic> topics = new ArrayList<>(TopicCatalogue.all());
        PUBLISHERS.values().forEach(inboxes -> inboxes.forEach(inbox -> topics.add(inbox.topic())));
        topics.removeIf(topic -> topic.name().equals(OWN.topic().name()));
        return topics;
    }

    private static void createTopics(SecuredBroker broker) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(broker.settings("admin"))) {
            admin.createTopics(TopicCatalogue.all().stream()
                            .map(topic ->
                                    new NewTopic(topic.name(), topic.partitions(), (short) 1).configs(topic.config()))
                            .toList())
                    .all()
                    .get();
        }
    }

    private Path adminSettings(SecuredBroker broker) throws Exception {
        StringBuilder text = new StringBuilder();
        broker.settings("admin")
                .forEach((key, value) ->
                        text.append(key).append('=').append(value).append('\n'));
        return Files.writeString(folder.resolve("admin.properties"), text);
    }

    /** As an administrator runs it; Kafka's scripts stand for the same classes on this class path. */
    private void run(String script) throws Exception {
        Path tools = Files.createDirectories(folder.resolve("tools"));
        tool(tools, "kafka-topics.sh", "org.apache.kafka.tools.TopicCommand");
        tool(tools, "kafka-acls.sh", "org.apache.kafka.tools.AclCommand");
        Path file = Files.writeString(folder.resolve("script.sh"), script);
        Programs.run(List.of("sh", file.toString()), folder, Map.of("PATH", tools + ":" + System.getenv("PATH")));
    }

    /** It is started dozens of times: what its first start loads is kept for those that follow, which needs a class path of jars. */
    private static void tool(Path tools, String name, String main) throws Exception {
        Path tool = tools.resolve(name);
        if (Files.notExists(tool)) {
            String jars = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                    .filter(entry -> entry.endsWith(".jar"))
                    .collect(Collectors.joining(File.pathSeparator));
            Files.writeString(tool, """
                    #!/bin/sh
                    exec '%s' -XX:+AutoCreateSharedArchive -XX:SharedArchiveFile='%s.jsa' \\
                      -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Dlogback.configurationFile='%s' -cp '%s' %s "$@"
                    """.formatted(
                            Path.of(System.getProperty("java.home"), "bin", "java"), tool, QUIET, jars, main));
            Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private ApplicationContext start(
            SecuredBroker broker, String service, Function<Map<String, Object>, ApplicationContext> application) {
        Map<String, Object> settings = new HashMap<>(REGISTRY);
        broker.settings(service).forEach((key, value) -> settings.put("kafka." + key, value));
        settings.put("micronaut.server.port", -1);
        // Of the emitters, which share the class path here.
        settings.put("kafka.health.enabled", false);
        settings.put("zonepulse.kpi.state-dir", folder.resolve("kpi").toString());
        settings.put("zonepulse.inbox.state-dir", folder.resolve("inbox").toString());
        return application.apply(settings);
    }

    private static Event registered(int enterprise, String source) {
        return new Event(
                "e-" + enterprise,
                source,
                LocalDate.of(2023, 1, 31),
                Instant.EPOCH,
                CreditCodes.of(enterprise),
                new RegistrationFact.Registered("Enterprise " + enterprise, "nanhai", "C3670"));
    }

    /** For as long from now on. */
    private static Patience patience() {
        return Patience.of(Duration.ofMinutes(2), _ -> {});
    }

    /** Whether the broker refuses this user to write it there; else it is written. */
    private static boolean refused(SecuredBroker broker, String user, Topic topic, Event event) throws Exception {
        byte[] value = bytes(topic, EventAvro.write(event));
        Map<String, Object> settings = broker.settings(user);
        settings.put("max.block.ms", 20_000);
        // Who may write nowhere isn't given a producer's number either; what is asked here is the topic.
        settings.put("enable.idempotence", false);
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            topic.name(), event.enterpriseId().getBytes(StandardCharsets.UTF_8), value))
                    .get();
            return false;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicAuthorizationException) {
                return true;
            }
            throw e;
        }
    }

    private static boolean refusedToRead(SecuredBroker broker, String user, Topic topic) {
        try (Consumer<byte[], byte[]> consumer = consumer(broker, user)) {
            TopicPartition partition = new TopicPartition(topic.name(), 0);
            consumer.assign(List.of(partition));
            consumer.seek(partition, 0);
            consumer.poll(Duration.ofSeconds(10));
            return false;
        } catch (TopicAuthorizationException e) {
            return true;
        }
    }

    private static void openDay(SecuredBroker broker) throws Exception {
        BusinessDayOpened day = new BusinessDayOpened(ZoneFile.bundled().id(), DAY, Instant.EPOCH);
        byte[] key = ZoneFile.bundled().id().getBytes(StandardCharsets.UTF_8);
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(broker.settings("admin"), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            TopicCatalogue.CALENDAR.name(), key, bytes(TopicCatalogue.CALENDAR, day)))
                    .get();
        }
    }

    private static DeadLetter firstLetter(SecuredBroker broker) {
        AvroDeserializer<DeadLetter> deserializer = new AvroDeserializer<>();
        Map<String, Object> settings = new HashMap<>(REGISTRY);
        settings.put("specific.avro.reader", true);
        deserializer.configure(settings, false);
        TopicPartition partition = new TopicPartition(TopicCatalogue.DEAD_LETTERS.name(), 0);
        try (Consumer<byte[], byte[]> consumer = consumer(broker, "admin")) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, 0);
            while (true) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    @Nullable DeadLetter letter = deserializer.deserialize(record.topic(), record.value());
                    return Objects.requireNonNull(letter);
                }
            }
        }
    }

    private static Consumer<byte[], byte[]> consumer(SecuredBroker broker, String user) {
        Map<String, Object> settings = broker.settings(user);
        settings.put("isolation.level", "read_committed");
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static long registeredEnterprises(SecuredBroker broker) throws Exception {
        Map<String, Object> settings = broker.settings("kpi-reader");
        settings.putAll(REGISTRY);
        try (KpiView view = KpiView.open(settings)) {
            assertThat(view.await(state -> amount(state) != 0, Duration.ofMinutes(2)))
                    .isTrue();
            return view.ask(KafkaCredentialsTest::amount);
        }
    }

    private static long amount(KpiState state) {
        return state.current().stream()
                .filter(kpi -> kpi.series().toString().equals("registered-enterprises@zone"))
                .map(kpi -> Objects.requireNonNullElse(kpi.amount(), 0L))
                .findFirst()
                .orElse(0L);
    }

    private static byte[] bytes(Topic topic, SpecificRecord record) {
        Map<String, Object> settings = new HashMap<>(REGISTRY);
        settings.put("auto.register.schemas", true);
        settings.put("avro.remove.java.properties", true);
        try (AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>()) {
            serializer.configure(settings, false);
            return Objects.requireNonNull(serializer.serialize(topic.name(), record));
        }
    }
}
