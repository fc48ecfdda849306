package org.zonepulse.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.EventStream;

/**
 * How much of the reference year has been acknowledged, so that a feed that broke off goes on from there. It may lag
 * behind the truth, since it is written after each acknowledgement: what is sent again then bears the same ids, and counts
 * once.
 */
public final class FeedMarker {

    private static final String FILE = "marker.properties";
    private static final String CONTENT = "content";
    private static final String COMPLETE = "complete";

    private final @Nullable Path file;
    private final Properties entries;

    private FeedMarker(@Nullable Path file, Properties entries) {
        this.file = file;
        this.entries = entries;
    }

    /** The marker in that folder, or a new one. */
    public static FeedMarker in(Path folder) {
        Path file = folder.resolve(FILE);
        Properties entries = new Properties();
        try {
            if (Files.exists(file)) {
                try (var in = Files.newBufferedReader(file)) {
                    entries.load(in);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new FeedMarker(file, entries);
    }

    /** A marker that nobody finds again: for those who feed all of it, whatever was fed before. */
    static FeedMarker inMemory() {
        return new FeedMarker(null, new Properties());
    }

    /** Whether all has been acknowledged. */
    synchronized boolean isComplete() {
        return Boolean.parseBoolean(entries.getProperty(COMPLETE));
    }

    /**
     * Begins with these events, or goes on with them.
     *
     * @throws Refusal if what was begun are other events, as another version of this program makes them
     */
    synchronized void begin(Map<EventStream, List<Event>> events) {
        String content = identity(events);
        String before = entries.getProperty(CONTENT);
        if (before != null && !before.equals(content)) {
            throw new Refusal("refusal.feedDiffers");
        }
        entries.setProperty(CONTENT, content);
    }

    /** Number and hash of what makes events the same ones: stable from run to run, unlike that of an enum. */
    private static String identity(Map<EventStream, List<Event>> events) {
        Map<EventStream, String> identity = new EnumMap<>(EventStream.class);
        events.forEach((stream, list) -> {
            int hash = 1;
            for (Event event : list) {
                hash = 31 * hash + event.eventId().hashCode();
                hash = 31 * hash + event.enterpriseId().hashCode();
                hash = 31 * hash + event.occurredOn().hashCode();
            }
            identity.put(stream, list.size() + "-" + Integer.toHexString(hash));
        });
        return identity.toString();
    }

    /** Events of the stream that were acknowledged, from the first on. */
    synchronized int acknowledged(EventStream stream) {
        return Integer.parseInt(entries.getProperty(stream.id(), "0"));
    }

    /** From now on, so many were. */
    synchronized void acknowledge(EventStream stream, int events) {
        entries.setProperty(stream.id(), Integer.toString(events));
        write();
    }

    synchronized void complete() {
        entries.setProperty(COMPLETE, "true");
        write();
    }

    /** In one step: a kill leaves the old file or the new one. */
    private void write() {
        if (file == null) {
            return;
        }
        Path written = file.resolveSibling(FILE + ".new");
        try {
            try (var out = Files.newBufferedWriter(written)) {
                entries.store(out, null);
            }
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
