package org.zonepulse.sandbox.referenceyear;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.zonepulse.contract.EventJson;
import org.zonepulse.contract.Sha256;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.EventStream;

/**
 * A reference year as files: one of each stream, an event a line as JSON, in the order of publication. Checksums are
 * written beside them, by which a later run knows its own files from anybody else's, and from changed ones.
 */
public final class ReferenceYearFiles {

    /** The checksums, as {@code sha256sum --check} reads them. */
    static final String CHECKSUMS = "reference-year.sha256";

    private static final String UNFINISHED = ".part";

    private final Path folder;

    /** The files in that folder, which need not exist yet. */
    public ReferenceYearFiles(Path folder) {
        this.folder = folder;
    }

    /** The file of a stream. */
    public Path of(EventStream stream) {
        return folder.resolve(stream.id() + ".ndjson");
    }

    /**
     * The files that stand where this would write, and that it didn't write as they are now.
     *
     * @throws IOException if the folder can't be read
     */
    public List<Path> notOurs() throws IOException {
        List<String> known = knownChecksums();
        List<Path> foreign = new ArrayList<>();
        for (EventStream stream : EventStream.values()) {
            Path file = of(stream);
            if (Files.exists(file) && Files.size(file) > 0 && !known.contains(checksumLine(file))) {
                foreign.add(file);
            }
        }
        boolean strange = known.stream()
                .anyMatch(line -> Stream.of(EventStream.values())
                        .noneMatch(stream -> line.endsWith("  " + of(stream).getFileName())));
        if (strange) {
            foreign.add(folder.resolve(CHECKSUMS));
        }
        return foreign;
    }

    /**
     * Writes the events of all streams, and the checksums. Each file is whole or not there at all.
     *
     * @throws IOException if the folder can't be written
     */
    public void write(ReferenceYear year) throws IOException {
        Files.createDirectories(folder);
        List<String> checksums = new ArrayList<>();
        for (EventStream stream : EventStream.values()) {
            checksums.add(write(of(stream), year.events(stream)));
        }
        Files.write(folder.resolve(CHECKSUMS), checksums);
    }

    private static String write(Path file, List<Event> events) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
        MessageDigest digest = Sha256.calculator();
        try (BufferedWriter out = new BufferedWriter(new OutputStreamWriter(
                new DigestOutputStream(Files.newOutputStream(unfinished), digest), StandardCharsets.UTF_8))) {
            for (Event event : events) {
                out.write(EventJson.write(event));
                out.write('\n');
            }
        }
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        return line(digest, file);
    }

    private List<String> knownChecksums() throws IOException {
        Path checksums = folder.resolve(CHECKSUMS);
        return Files.exists(checksums) ? Files.readAllLines(checksums) : List.of();
    }

    private static String checksumLine(Path file) throws IOException {
        MessageDigest digest = Sha256.calculator();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return line(digest, file);
    }

    private static String line(MessageDigest digest, Path file) {
        return HexFormat.of().formatHex(digest.digest()) + "  " + file.getFileName();
    }
}
