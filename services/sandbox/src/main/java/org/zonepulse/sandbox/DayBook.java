package org.zonepulse.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.zonepulse.sandbox.referenceyear.ComingDays;

/**
 * The numbers of events of the days that a trickle has begun, one a line: the same days follow from them. A day is written
 * down before any event of it is published, so that no id is ever used for something else.
 */
final class DayBook {

    private static final String HEAD = "coming-days edition " + ComingDays.EDITION + " seed ";

    private final Path file;

    private DayBook(Path file) {
        this.file = file;
    }

    /**
     * The book in that folder, or a new one.
     *
     * @throws Refusal if what was begun are other days, as another version of this program makes them
     */
    static DayBook in(Path folder, long seed) {
        DayBook book = new DayBook(folder.resolve("days.txt"));
        List<String> lines = book.lines();
        if (lines.isEmpty()) {
            book.append(HEAD + seed);
        } else if (!lines.getFirst().equals(HEAD + seed)) {
            throw new Refusal("refusal.daysDiffer");
        }
        return book;
    }

    /** The days that were begun, the last of which may not be complete. */
    List<Integer> begun() {
        return lines().stream().skip(1).map(Integer::valueOf).toList();
    }

    /** Notes that a day of so many events begins. */
    void begin(int events) {
        append(Integer.toString(events));
    }

    /** Without a last line that was cut off by a crash: nothing of its day was published. */
    private List<String> lines() {
        try {
            String text = Files.exists(file) ? Files.readString(file) : "";
            return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void append(String line) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            // Over a line that was cut off.
            channel.position(
                    lines().stream().mapToLong(each -> each.length() + 1).sum());
            channel.truncate(channel.position());
            channel.write(StandardCharsets.US_ASCII.encode(line + "\n"));
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
