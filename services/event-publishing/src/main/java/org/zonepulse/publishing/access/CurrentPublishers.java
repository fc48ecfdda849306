package org.zonepulse.publishing.access;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the publishers file says at present: it is read anew when it has changed, so that a key that is taken out is out
 * within a second. A changed file that can't be used leaves everything as it was, and is told.
 */
@Singleton
public class CurrentPublishers {

    private static final Logger LOG = LoggerFactory.getLogger(CurrentPublishers.class);
    private static final long LOOK_EVERY_NANOS = Duration.ofSeconds(1).toNanos();

    private final @Nullable Path file;
    private final AtomicInteger unusable = new AtomicInteger();
    private @Nullable Publishers current;
    private @Nullable Version version;
    private long looked;

    private record Version(
            FileTime modified, long size, @Nullable Object key) {}

    /** @throws InvalidPublishersFile if there is to be a file, and it can't be used */
    CurrentPublishers(AccessSettings settings, MeterRegistry meters) {
        this.file = settings.getPublishers().map(Path::of).orElse(null);
        var _ = meters.gauge("zonepulse.access.file.unusable", unusable);
        if (file != null) {
            version = versionOf(file);
            current = PublishersFile.read(file);
            looked = System.nanoTime();
        }
    }

    /** Who may publish what, or null if nobody is asked. */
    public synchronized @Nullable Publishers get() {
        Path known = file;
        if (known != null && System.nanoTime() - looked > LOOK_EVERY_NANOS) {
            looked = System.nanoTime();
            Version now = versionOf(known);
            if (now == null || !now.equals(version)) {
                version = now;
                reread(known);
            }
        }
        return current;
    }

    private void reread(Path known) {
        try {
            current = PublishersFile.read(known);
            unusable.set(0);
            LOG.info("The publishers file {} has changed and is in force", known);
        } catch (InvalidPublishersFile broken) {
            unusable.set(1);
            LOG.error("What was in force before stays so. {}", broken.getMessage());
        }
    }

    private static @Nullable Version versionOf(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Version(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        } catch (IOException gone) {
            return null;
        }
    }
}
