package org.zonepulse.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.zonepulse.ledger.zone.Zone;

/**
 * Reads a zone from its YAML file. It is configuration, read once at start-up by the one who wrote it: so what is wrong
 * with it is thrown, all at once, and stops the start.
 */
public final class ZoneFile {

    /** Largest file, in bytes: some hundred times the bundled one would be needed to pass it. */
    static final int MAX_BYTES = 256 * 1024;

    private static final String BUNDLED = "fhidz.yaml";

    private ZoneFile() {}

    /** The zone that comes with the build: the Foshan National High-tech Industrial Development Zone. */
    public static Zone bundled() {
        return of(bundledText(), BUNDLED + " (bundled)");
    }

    /** The text of the file that comes with the build. */
    public static String bundledText() {
        try (InputStream in = Objects.requireNonNull(ZoneFile.class.getResourceAsStream(BUNDLED), BUNDLED)) {
            return new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The zone file that comes with the build can't be read", unreadable);
        }
    }

    /**
     * The zone in a file's text.
     *
     * @param name of the file, for messages
     * @throws InvalidZoneFile if it is too large, no YAML, or says no usable zone
     */
    public static Zone of(String text, String name) {
        return parse(text.getBytes(StandardCharsets.UTF_8), name);
    }

    /**
     * The zone in this file.
     *
     * @throws InvalidZoneFile if the file is missing, too large, no YAML, or says no usable zone
     */
    public static Zone read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return parse(in.readNBytes(MAX_BYTES + 1), file.toString());
        } catch (NoSuchFileException missing) {
            throw new InvalidZoneFile(
                    file.toString(), List.of("there is no such file; leave it out to use the bundled " + BUNDLED));
        } catch (IOException unreadable) {
            throw new InvalidZoneFile(file.toString(), List.of("it can't be read: " + unreadable));
        }
    }

    private static Zone parse(byte[] content, String file) {
        try {
            ZoneShape shape = new ZoneShape();
            Zone zone = shape.zone(YamlText.load(content, MAX_BYTES));
            if (zone == null) {
                throw new InvalidZoneFile(file, shape.problems());
            }
            return zone;
        } catch (YamlText.Unreadable unreadable) {
            throw new InvalidZoneFile(file, List.of(unreadable.remedy()));
        }
    }
}
