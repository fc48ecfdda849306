package org.zonepulse.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.zonepulse.contract.EventJson;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.ledger.zone.Zone;

/**
 * Events of loans as NDJSON, what every way in starts from.
 *
 * @param path the file
 * @param events how many lines it has
 */
record LoanFile(Path path, int events) {

    /** Writes so many events of the load to a file. */
    static LoanFile write(Path path, Zone zone, long seed, int events) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(path, StandardCharsets.UTF_8)) {
            AtomicInteger left = new AtomicInteger(events);
            // Somewhat more than every third event is of a loan.
            new Load(zone, seed).tell(3 * events + Load.EVENTS_PER_ENTERPRISE, event -> {
                if (event.fact().stream() == EventStream.LOANS && left.getAndDecrement() > 0) {
                    line(out, event);
                }
            });
            if (left.get() > 0) {
                throw new IllegalStateException(left + " events of loans are missing from the load");
            }
        }
        return new LoanFile(path, events);
    }

    private static void line(BufferedWriter out, Event event) {
        try {
            out.write(EventJson.write(event));
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("the load could not be written", e);
        }
    }

    /** Reads the lines one after the other. */
    void lines(Consumer<String> reader) throws IOException {
        try (var lines = Files.lines(path, StandardCharsets.UTF_8)) {
            lines.forEach(reader);
        }
    }
}
