package org.zonepulse.systemtests;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A genuine broker that asks for credentials, as {@code docs/examples/secured-broker} sets it up. */
final class SecuredBroker implements AutoCloseable {

    private static final Path EXAMPLE =
            Path.of("../../docs/examples/secured-broker").toAbsolutePath().normalize();
    private static final String PASSWORD = "change-me";
    private static final int ITERATIONS = 4096;

    private final Path folder;
    private final KafkaRaftServer server;
    private final String address;

    private SecuredBroker(Path folder, KafkaRaftServer server, String address) {
        this.folder = folder;
        this.server = server;
        this.address = address;
    }

    static SecuredBroker start(Path folder) throws Exception {
        Programs.run(List.of("sh", EXAMPLE.resolve("certificates.sh").toString()), folder, Map.of());
        String address = "127.0.0.1:" + freePort();
        String controller = "127.0.0.1:" + freePort();
        Properties settings = new Properties();
        try (Reader example = Files.newBufferedReader(EXAMPLE.resolve("server.properties"))) {
            settings.load(example);
        }
        // All as in the example, but where it lies and listens, and a quicker start.
        settings.put("log.dirs", folder.resolve("data").toString());
        settings.put("ssl.keystore.location", folder.resolve("broker.p12").toString());
        settings.put("ssl.truststore.location", folder.resolve("trust.p12").toString());
        settings.put("listeners", "CLIENTS://" + address + ",CONTROLLER://" + controller);
        settings.put("advertised.listeners", "CLIENTS://" + address);
        settings.put("controller.quorum.voters", "1@" + controller);
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("offsets.topic.num.partitions", "2");
        settings.put("transaction.state.log.num.partitions", "2");
        settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20));
        new Formatter()
                .setNodeId(1)
                .setClusterId(Uuid.randomUuid().toString())
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(folder.resolve("data").toString())
                .addDirectory(folder.resolve("data").toString())
                .setScramArguments(List.of("SCRAM-SHA-512=[name=admin,password=" + PASSWORD + "]"))
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .run();
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
        server.startup();
        return new SecuredBroker(folder, server, address);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Makes users, each with a password that is its name. */
    void addUsers(List<String> users) throws ExecutionException, InterruptedException {
        List<UserScramCredentialAlteration> alterations = new ArrayList<>();
        ScramCredentialInfo kind = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS);
        users.forEach(user -> alterations.add(new UserScramCredentialUpsertion(user, kind, user)));
        try (Admin admin = Admin.create(settings("admin"))) {
            admin.alterUserScramCredentials(alterations).all().get();
        }
    }

    String address() {
        return address;
    }

    /** What clients trust. */
    Path authority() {
        return folder.resolve("ca.pem");
    }

    /** A user's client settings. */
    Map<String, Object> settings(String user) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", address);
        settings.put("security.protocol", "SASL_SSL");
        settings.put("sasl.mechanism", "SCRAM-SHA-512");
        settings.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(user, user.equals("admin") ? PASSWORD : user));
        settings.put("ssl.truststore.type", "PEM");
        settings.put("ssl.truststore.location", authority().toString());
        return settings;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
