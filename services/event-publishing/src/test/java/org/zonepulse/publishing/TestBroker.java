package org.zonepulse.publishing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.zonepulse.schemas.Topic;
import org.zonepulse.schemas.TopicCatalogue;

/** A genuine broker in this JVM, which can be stopped and started again with its data, on the same port. */
final class TestBroker implements AutoCloseable {

    private final Path folder;
    private final String address = "127.0.0.1:" + freePort();
    private final String controller = "127.0.0.1:" + freePort();
    private final String advertised;
    private KafkaRaftServer server;

    TestBroker(Path folder) throws Exception {
        this(folder, 0, _ -> {});
    }

    /**
     * With clients sent to another port of this machine, or to its own if that is 0.
     *
     * @param from told where that port has to lead to, before anybody is sent there
     */
    TestBroker(Path folder, int advertisedPort, Consumer<String> from) throws Exception {
        this.folder = folder;
        this.advertised = advertisedPort == 0 ? address : "127.0.0.1:" + advertisedPort;
        from.accept(address);
        new Formatter()
                .setNodeId(1)
                .setClusterId(Uuid.randomUuid().toString())
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(folder.toString())
                .addDirectory(folder.toString())
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .run();
        server = started();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
            List<NewTopic> topics =
                    TopicCatalogue.events().stream().map(TestBroker::topic).toList();
            admin.createTopics(topics).all().get();
        }
    }

    private static NewTopic topic(Topic topic) {
        return new NewTopic(topic.name(), topic.partitions(), (short) 1).configs(topic.config());
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private KafkaRaftServer started() throws IOException {
        Files.createDirectories(folder);
        Properties settings = new Properties();
        settings.putAll(Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("log.dirs", folder.toString()),
                Map.entry("listeners", "CLIENT://" + address + ",CONTROLLER://" + controller),
                Map.entry("advertised.listeners", "CLIENT://" + advertised),
                Map.entry("listener.security.protocol.map", "CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("inter.broker.listener.name", "CLIENT"),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("controller.quorum.voters", "1@" + controller),
                Map.entry("broker.session.timeout.ms", "1500"),
                Map.entry("broker.heartbeat.interval.ms", "250"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("log.cleaner.enable", "false"),
                Map.entry("metric.reporters", "")));
        KafkaRaftServer fresh = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
        fresh.startup();
        return fresh;
    }

    String address() {
        return address;
    }

    void stop() {
        server.shutdown();
        server.awaitShutdown();
    }

    void startAgain() throws IOException {
        server = started();
    }

    @Override
    public void close() {
        stop();
    }
}
