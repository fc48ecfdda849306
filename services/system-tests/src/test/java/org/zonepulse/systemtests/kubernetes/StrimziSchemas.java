package org.zonepulse.systemtests.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The schemas of Strimzi's resources, by the program with which Strimzi makes its own {@code CustomResourceDefinition}s for a
 * release. It comes with libraries inside, so it runs in a process of its own.
 */
final class StrimziSchemas {

    private static final String MODELS = "io.strimzi.api.kafka.model.";
    private static final Map<String, String> CLASSES =
            Map.of("Kafka", "kafka.Kafka", "KafkaNodePool", "nodepool.KafkaNodePool", "KafkaUser", "user.KafkaUser");
    private static final long SECONDS_AT_MOST = 120;

    private StrimziSchemas() {}

    /** The schemas as the API server would apply them, by kind. */
    static Map<String, JsonNode> all() {
        try {
            Path folder = Files.createDirectories(Path.of("target/strimzi/crds"));
            generate(folder);
            return CLASSES.keySet().stream()
                    .collect(Collectors.toMap(kind -> kind, kind -> schemaIn(folder.resolve(kind + ".yaml"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void generate(Path folder) throws IOException {
        String version = System.getProperty("strimzi.version");
        String classPath = Stream.of("crd-generator", "api")
                .map(name -> "target/strimzi/" + name + "-" + version + ".jar")
                .collect(Collectors.joining(File.pathSeparator));
        Stream<String> program = Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                "io.strimzi.crdgenerator.CrdGenerator",
                "--target-kube",
                "1.27+",
                "--crd-api-version",
                "v1",
                "--api-versions",
                "v1",
                "--storage-version",
                "v1",
                "--yaml");
        Stream<String> outputs = CLASSES.entrySet().stream()
                .map(each -> MODELS + each.getValue() + "=" + folder.resolve(each.getKey() + ".yaml"));
        List<String> command = Stream.concat(program, outputs).toList();
        File said = folder.resolve("said.txt").toFile();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said)
                .start();
        try {
            boolean ended = process.waitFor(SECONDS_AT_MOST, TimeUnit.SECONDS);
            if (!ended || process.exitValue() != 0) {
                throw new IllegalStateException("Strimzi's generator did not do it: "
                        + Files.readString(said.toPath(), StandardCharsets.UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static JsonNode schemaIn(Path file) {
        JsonNode version = Manifests.read(file).getFirst().at("/spec/versions/0");
        if (!version.path("name").asText().equals("v1")) {
            throw new IllegalStateException(file + " is of " + version.path("name"));
        }
        JsonNode schema = version.at("/schema/openAPIV3Schema");
        close(schema);
        return schema;
    }

    /** The API server drops what a schema doesn't know, unless told otherwise; here it is an error. */
    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object
                && object.path("properties").isObject()
                && !object.has("additionalProperties")
                && !object.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
            object.put("additionalProperties", false);
        }
        schema.forEach(StrimziSchemas::close);
    }
}
