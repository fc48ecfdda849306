package org.zonepulse.systemtests;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The example programs of {@code docs/examples/publish-kafka}, each run as its readers run it: in a process of its own. */
final class ForeignClients {

    private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
    private static final Path EXAMPLES = HOME.resolve("docs/examples/publish-kafka");
    private static final NodeProject JAVA_SCRIPT = NodeProject.of(EXAMPLES);

    private ForeignClients() {}

    /** Runs an example in JavaScript; arguments as it has them. */
    static String javaScript(Map<String, String> environment, String program, String... arguments) {
        return JAVA_SCRIPT.run(environment, program, List.of(arguments));
    }

    /** Runs the example in Java, with the genuine Confluent serializer. */
    static String confluentJava(Path folder, String... arguments) {
        try {
            Path settings = Files.writeString(
                    folder.resolve("confluent.properties"),
                    "value.serializer=io.confluent.kafka.serializers.KafkaAvroSerializer\n");
            String classPath = String.join(
                    File.pathSeparator,
                    EXAMPLES.toString(),
                    HOME.resolve("services/sandbox/target/run/lib") + "/*",
                    System.getProperty("confluent.client"));
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    classPath,
                    EXAMPLES.resolve("Publish.java").toString()));
            command.addAll(Arrays.asList(arguments));
            command.add(settings.toString());
            return Programs.run(command, folder, Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
