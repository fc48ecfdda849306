package org.zonepulse.sandbox;

import java.io.IOException;
import java.io.Reader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the pipeline is that a command works with, and how it is let in: the same options for each such command. */
final class PipelineOptions {

    private static final int CONNECT_MILLIS = 1_000;

    @Option(
            names = "--port-base",
            paramLabel = "PORT",
            defaultValue = "" + Ports.DEFAULT_BASE,
            descriptionKey = "option.portBase")
    private int portBase;

    @Option(names = "--bootstrap-servers", paramLabel = "HOST:PORT,...", descriptionKey = "option.bootstrapServers")
    private @Nullable String bootstrapServers;

    @Option(names = "--registry", paramLabel = "URL", descriptionKey = "option.registry")
    private @Nullable String registry;

    @Option(names = "--client-config", paramLabel = "FILE", descriptionKey = "option.clientConfig")
    private @Nullable Path clientConfig;

    /** Whether a pipeline was named other than by its ports. */
    boolean isNamed() {
        return bootstrapServers != null || registry != null || clientConfig != null;
    }

    /** The ports of a pipeline on this machine. */
    Ports ports() {
        return new Ports(portBase);
    }

    /** Where it is. */
    PipelineAddress address() {
        PipelineAddress usual = PipelineAddress.of(new Ports(portBase));
        return new PipelineAddress(
                Objects.requireNonNullElse(bootstrapServers, usual.bootstrapServers()),
                Objects.requireNonNullElse(registry, usual.registry()));
    }

    /**
     * What Kafka's clients and the codec are to be told: the address, and what stands in the file given, which may name the
     * address, too.
     *
     * @throws Refusal if the file can't be read
     */
    Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(address().settings());
        if (clientConfig != null) {
            Properties given = new Properties();
            try (Reader in = Files.newBufferedReader(clientConfig, StandardCharsets.UTF_8)) {
                given.load(in);
            } catch (IOException | IllegalArgumentException e) {
                throw Refusal.because(e, "refusal.clientConfig", clientConfig, e);
            }
            given.stringPropertyNames().forEach(name -> settings.put(name, given.getProperty(name)));
        }
        if (bootstrapServers != null) {
            settings.put("bootstrap.servers", bootstrapServers);
        }
        if (registry != null) {
            settings.put("schema.registry.url", registry);
        }
        return settings;
    }

    /**
     * Settings of a pipeline that someone answers for. Kafka's client would try for a long time, and then not say why.
     *
     * @throws Refusal if nobody does, or the file of settings can't be read
     */
    Map<String, Object> settingsOfOneThere() {
        Map<String, Object> settings = settings();
        String servers = String.valueOf(settings.get("bootstrap.servers"));
        if (Arrays.stream(servers.split(",", -1)).noneMatch(PipelineOptions::isThere)) {
            throw new Refusal("refusal.noPipeline", servers);
        }
        return settings;
    }

    private static boolean isThere(String server) {
        int colon = server.lastIndexOf(':');
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(
                            server.substring(0, colon).strip(),
                            Integer.parseInt(server.substring(colon + 1).strip())),
                    CONNECT_MILLIS);
            return true;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }
}
