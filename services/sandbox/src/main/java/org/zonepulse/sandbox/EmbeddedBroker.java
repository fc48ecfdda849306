package org.zonepulse.sandbox;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A genuine Kafka broker inside this JVM: one KRaft node that is broker and controller, on 127.0.0.1 only.
 *
 * <p>Its data outlives it: started again on the same folder, on whatever ports, it has what it had, also after a kill.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final int NODE_ID = 1;

    private final KafkaRaftServer server;
    private final String bootstrapServers;

    private EmbeddedBroker(KafkaRaftServer server, String bootstrapServers) {
        this.server = server;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Starts the broker and returns when it serves clients.
     *
     * @param folder the log folder; formatted if new
     * @param address {@code 127.0.0.1:port} for clients
     * @param controllerAddress {@code 127.0.0.1:port} for the controller
     * @throws Exception whatever Kafka could not start for; nothing is left running then
     */
    public static EmbeddedBroker start(Path folder, String address, String controllerAddress) throws Exception {
        format(folder);
        Properties settings = new Properties();
        settings.putAll(settings(folder, address, controllerAddress));
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
        try {
            server.startup();
        } catch (Exception e) {
            server.shutdown();
            throw e;
        }
        return new EmbeddedBroker(server, address);
    }

    private static void format(Path folder) throws Exception {
        if (Files.exists(folder.resolve("meta.properties"))) {
            return;
        }
        new Formatter()
                .setNodeId(NODE_ID)
                .setClusterId(Uuid.randomUuid().toString())
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(folder.toString())
                .addDirectory(folder.toString())
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .run();
    }

    private static Map<String, String> settings(Path folder, String address, String controllerAddress) {
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", Integer.toString(NODE_ID)),
                Map.entry("log.dirs", folder.toString()),
                Map.entry("listeners", "CLIENT://" + address + ",CONTROLLER://" + controllerAddress),
                Map.entry("advertised.listeners", "CLIENT://" + address),
                Map.entry("listener.security.protocol.map", "CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("inter.broker.listener.name", "CLIENT"),
                Map.entry("controller.listener.names", "CONTROLLER"),
                // The voters by configuration, not in the log: so the ports can differ from run to run.
                Map.entry("controller.quorum.voters", NODE_ID + "@" + controllerAddress),

                // After a crash, the controller waits for the old session to end; on a busy machine, a shorter one ends
                // by itself.
                Map.entry("broker.session.timeout.ms", "3000"),
                Map.entry("broker.heartbeat.interval.ms", "250"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                // Likewise a consumer group waits for a killed member: let clients ask for short sessions.
                Map.entry("group.min.session.timeout.ms", "1000"),

                // One node: one replica, and partitions enough for one JVM's clients.
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "4"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "4"),
                // As the cluster's brokers: readers wait for the transaction of an instance that is gone until this
                // ends it.
                Map.entry("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.num.partitions", "1"),
                Map.entry("default.replication.factor", "1"),

                // Topics come from the catalogue alone: a misspelt name must fail, not become a topic.
                Map.entry("auto.create.topics.enable", "false"),
                // Kept unless a topic says otherwise: the event log is for ever, and so is the registry's journal.
                Map.entry("log.retention.ms", "-1"),
                // Left alone for longer than Kafka's week, a pipeline must still know where it was.
                Map.entry("offsets.retention.minutes", Integer.toString(Integer.MAX_VALUE)),

                // Small: the defaults are those of a server with many disks and thousands of clients.
                Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(8 * 1024 * 1024)),
                Map.entry("log.cleaner.io.buffer.size", Integer.toString(128 * 1024)),
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "4"),
                Map.entry("background.threads", "2"),
                Map.entry("num.recovery.threads.per.data.dir", "2"),
                Map.entry("group.coordinator.threads", "1"),
                // No JMX beans by the thousand: nobody looks at them here, and they cost start-up time.
                Map.entry("metric.reporters", ""));
    }

    /** {@code 127.0.0.1:port}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Stops with a controlled shutdown and returns when all is on disk. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
