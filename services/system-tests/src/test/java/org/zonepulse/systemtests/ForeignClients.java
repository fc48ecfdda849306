package org.zonepulse.systemtests;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The example programs of {@code docs/examples/publish-kafka}, each run as its readers run it: in a process of its own. */
final class ForeignClients {

    private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
    private static final Path EXAMPLES = HOME.resolve("docs/examples/publish-kafka");
    /** A copy, so that a build leaves no packages among the sources. */
    private static final Path INSTALLED = Path.of("target/publish-kafka").toAbsolutePath();

    private ForeignClients() {}

    /** Runs an example in JavaScript; arguments as it has them. */
    static String javaScript(Map<String, String> environment, String program, String... arguments) {
        install();
        List<String> command = new ArrayList<>(List.of("node", program));
        command.addAll(Arrays.asList(arguments));
        return Programs.run(command, INSTALLED, environment);
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

    /** {@code npm ci}, unless what the lock file names is there from another run. */
    private static synchronized void install() {
        try {
            Files.createDirectories(INSTALLED);
            Path lock = INSTALLED.resolve("package-lock.json");
            boolean same = Files.exists(INSTALLED.resolve("node_modules/.package-lock.json"))
                    && Files.exists(lock)
                    && Files.mismatch(lock, EXAMPLES.resolve("package-lock.json")) < 0;
            try (Stream<Path> files = Files.list(EXAMPLES)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, INSTALLED.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            if (!same) {
                Programs.run(List.of("npm", "ci", "--no-audit", "--no-fund"), INSTALLED, Map.of());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
