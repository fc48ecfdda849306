package org.zonepulse.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.zonepulse.contract.InvalidZoneFile;
import org.zonepulse.contract.ZoneFile;
import org.zonepulse.ledger.zone.Zone;
import picocli.CommandLine.Option;

/** Which zone's rules a command checks events by: it should be the pipeline's. */
final class ZoneOption {

    @Option(names = "--zone", paramLabel = "FILE", descriptionKey = "option.zone")
    private @Nullable Path file;

    /** Whether one was named. */
    boolean isGiven() {
        return file != null;
    }

    /** The file named; null if none is. */
    @Nullable Path file() {
        return file;
    }

    /** The text of the file named, else of the bundled one. */
    String text() {
        if (file == null) {
            return ZoneFile.bundledText();
        }
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw Refusal.because(e, "refusal.fileUnreadable", file, e);
        }
    }

    /** @throws Refusal if the file can't be used */
    Zone zone() {
        return read(file);
    }

    /**
     * The zone in that file; the bundled one if there is none.
     *
     * @throws Refusal if the file can't be used
     */
    static Zone read(@Nullable Path file) {
        if (file == null) {
            return ZoneFile.bundled();
        }
        try {
            return ZoneFile.read(file);
        } catch (InvalidZoneFile e) {
            throw Refusal.because(e, "refusal.zoneFile", file, String.join("\n  ", e.problems()));
        }
    }
}
