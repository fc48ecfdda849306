package org.zonepulse.schemas;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/**
 * The folder of released schemas: {@code v1/LoanEvent.avsc} and so on, and a list of checksums that tells whether one was
 * edited since ({@code sha256sum -c SHA256SUMS} tells it too).
 */
record SchemaReleases(Path folder) {

    private static final String CHECKSUMS = "SHA256SUMS";

    /** How to release; part of every failure's message. */
    static final String REMEDY =
            "A released schema stays as it is: records written with it are kept for ever. Change the"
                    + " schema of today in src/main/avro (docs/contracts.md says what can be changed), then release it under the"
                    + " next version:  mvn -pl schemas test -Dschemas.release=v<next>  and commit schemas/released.";

    /** One released schema. */
    record Released(int version, String file, Schema schema) {
        @Override
        public String toString() {
            return file;
        }
    }

    /** All of them, by version and name. */
    List<Released> all() {
        return files().stream()
                .map(file -> new Released(version(file), file, parse(folder.resolve(file))))
                .sorted((one, other) -> Integer.compare(one.version, other.version))
                .toList();
    }

    /** The last release of the record of this name. */
    Optional<Released> newest(String recordName) {
        return all().stream()
                .filter(released -> released.schema.getFullName().equals(recordName))
                .reduce((earlier, later) -> later);
    }

    /** What was edited, added or removed since the release, in words. */
    List<String> edited() {
        Map<String, String> listed = checksums();
        List<String> problems = new ArrayList<>();
        for (String file : files()) {
            String sum = listed.remove(file);
            if (sum == null) {
                problems.add(file + " is in no release");
            } else if (!sum.equals(sha256(folder.resolve(file)))) {
                problems.add(file + " was edited since its release");
            }
        }
        listed.keySet().forEach(file -> problems.add(file + " was removed since its release"));
        return problems;
    }

    /** Freezes the published schemas of these topics that differ from their last release. */
    void release(String version, List<Topic> topics) throws IOException {
        if (!version.matches("v[1-9]\\d{0,3}") || Files.exists(folder.resolve(version))) {
            throw new IllegalArgumentException("a new version is needed, such as v2, and not " + version);
        }
        Map<String, String> sums = checksums();
        Files.createDirectories(folder.resolve(version));
        for (Topic topic : topics) {
            Schema schema = new Schema.Parser().parse(topic.publishedSchema());
            if (newest(schema.getFullName()).map(Released::schema).equals(Optional.of(schema))) {
                continue;
            }
            String file = version + "/" + schema.getName() + ".avsc";
            Files.writeString(folder.resolve(file), topic.publishedSchema() + "\n");
            sums.put(file, sha256(folder.resolve(file)));
        }
        StringBuilder lines = new StringBuilder();
        sums.forEach((file, sum) -> lines.append(sum).append("  ").append(file).append('\n'));
        Files.writeString(folder.resolve(CHECKSUMS), lines);
    }

    private List<String> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> !file.equals(CHECKSUMS))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Map<String, String> checksums() {
        Map<String, String> sums = new TreeMap<>();
        for (String line : text(folder.resolve(CHECKSUMS)).lines().toList()) {
            String[] sumAndFile = line.split("  ", 2);
            sums.put(sumAndFile[1], sumAndFile[0]);
        }
        return sums;
    }

    private static int version(String file) {
        return Integer.parseInt(file, 1, file.indexOf('/'), 10);
    }

    private static Schema parse(Path file) {
        return new Schema.Parser().parse(text(file));
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Of the text with plain line ends, so that a checkout on Windows has the same sum. */
    private static String sha256(Path file) {
        try {
            byte[] text = text(file).replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
