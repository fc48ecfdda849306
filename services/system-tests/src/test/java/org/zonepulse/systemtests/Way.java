package org.zonepulse.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.contract.EventJson;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.sandbox.Ports;
import org.zonepulse.schemas.Inbox;

/** A way into the pipeline. Whoever adds one adds a constant here, and so has it compared with all others. */
enum Way {
    HTTP_BATCH {
        @Override
        void publish(Pipeline pipeline, Map<EventStream, List<Event>> events, Path folder) throws Exception {
            pipeline.feed(events, Files.createDirectory(folder.resolve("markers")));
        }
    },
    FILE_IMPORT {
        @Override
        void publish(Pipeline pipeline, Map<EventStream, List<Event>> events, Path folder) throws Exception {
            for (Map.Entry<EventStream, List<Event>> each : events.entrySet()) {
                Path file = ndjson(folder, each.getKey().id(), each.getValue());
                try (ImportProcess process = ImportProcess.of(each.getKey().id(), file, pipeline.ports())) {
                    assertThat(process.exitStatus()).as(process::said).isZero();
                }
            }
        }
    },
    KAFKAJS {
        @Override
        void publish(Pipeline pipeline, Map<EventStream, List<Event>> events, Path folder) throws Exception {
            javaScript(pipeline, "kafkajs.mjs", events, folder);
        }
    },
    /** Puts most records into wrong partitions. */
    KAFKAJS_WITH_ITS_LEGACY_PARTITIONER {
        @Override
        void publish(Pipeline pipeline, Map<EventStream, List<Event>> events, Path folder) throws Exception {
            javaScript(pipeline, "kafkajs.mjs", events, folder, "LegacyPartitioner");
            assertThat(pipeline.metric(Ports.Use.KPI_SERVICE, "zonepulse_events_total", "misrouted"))
                    .isPositive();
        }
    },
    CONFLUENT_JAVASCRIPT {
        @Override
        void publish(Pipeline pipeline, Map<EventStream, List<Event>> events, Path folder) throws Exception {
            javaScript(pipeline, "confluent-schemaregistry.mjs", events, folder);
        }
    },
    CONFLUENT_JAVA {
        @Override
        void publish(Pipeline pipeline, Map<EventStream, List<Event>> events, Path folder) throws Exception {
            for (Map.Entry<EventStream, List<Event>> each : events.entrySet()) {
                Path file = ndjson(folder, each.getKey().id(), each.getValue());
                String said = ForeignClients.confluentJava(
                        folder,
                        pipeline.address().bootstrapServers(),
                        pipeline.address().registry(),
                        each.getKey().id(),
                        file.toString());
                assertThat(said).contains(each.getValue().size() + " acknowledged");
            }
        }
    },
    /** Each source in its own topics, as where a cluster asks for credentials. */
    INBOXES {
        @Override
        void publish(Pipeline pipeline, Map<EventStream, List<Event>> events, Path folder) throws Exception {
            Map<Inbox, List<Event>> byInbox = events.values().stream()
                    .flatMap(List::stream)
                    .collect(Collectors.groupingBy(
                            event -> new Inbox(event.fact().stream().id(), event.source())));
            create(pipeline, byInbox.keySet().stream().toList());
            int all = 0;
            for (Map.Entry<Inbox, List<Event>> each : byInbox.entrySet()) {
                String inbox = each.getKey().topic().name();
                Path file = ndjson(folder, inbox, each.getValue());
                // The inbox gets its subject when the service finds it.
                awaitSubject(pipeline, each.getKey());
                javaScript(pipeline, "kafkajs.mjs", inbox, file, each.getValue().size());
                all += each.getValue().size();
            }
            double published = all;
            await().atMost(PATIENCE)
                    .until(
                            () -> pipeline.metric(Ports.Use.INBOX_SERVICE, "zonepulse_inbox_admitted_total", ""),
                            admitted -> admitted >= published);
        }
    };

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Publishes all of the events and returns when they are acknowledged; for inboxes, when they are let in. */
    abstract void publish(Pipeline pipeline, Map<EventStream, List<Event>> events, Path folder) throws Exception;

    private static void javaScript(
            Pipeline pipeline, String program, Map<EventStream, List<Event>> events, Path folder, String... more)
            throws IOException {
        for (Map.Entry<EventStream, List<Event>> each : events.entrySet()) {
            String stream = each.getKey().id();
            Path file = ndjson(folder, stream, each.getValue());
            javaScript(pipeline, program, stream, file, each.getValue().size(), more);
        }
    }

    private static void javaScript(
            Pipeline pipeline, String program, String stream, Path file, int events, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                pipeline.address().bootstrapServers(), pipeline.address().registry(), stream, file.toString()));
        arguments.addAll(List.of(more));
        String said = ForeignClients.javaScript(Map.of(), program, arguments.toArray(String[]::new));
        assertThat(said).contains(events + " acknowledged");
    }

    private static Path ndjson(Path folder, String name, List<Event> events) throws IOException {
        Path file = folder.resolve(name + ".ndjson");
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            for (Event event : events) {
                out.write(EventJson.write(event));
                out.write('\n');
            }
        }
        return file;
    }

    private static void create(Pipeline pipeline, List<Inbox> inboxes) throws ExecutionException, InterruptedException {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", pipeline.address().bootstrapServers()))) {
            admin.createTopics(inboxes.stream()
                            .map(Inbox::topic)
                            .map(topic ->
                                    new NewTopic(topic.name(), topic.partitions(), (short) 1).configs(topic.config()))
                            .toList())
                    .all()
                    .get();
        }
    }

    private static void awaitSubject(Pipeline pipeline, Inbox inbox) {
        try (SchemaRegistry registry = SchemaRegistry.open(pipeline.address().settings())) {
            await().atMost(PATIENCE)
                    .until(() -> registry.latest(inbox.topic().valueSubject()).isPresent());
        }
    }
}
