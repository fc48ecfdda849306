package org.zonepulse.fileimport;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zonepulse.contract.EventReader;
import org.zonepulse.contract.Parsed;
import org.zonepulse.fileimport.mapping.RowMapper;
import org.zonepulse.fileimport.mapping.RowMapper.Mapped;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.RejectionReason;
import org.zonepulse.ledger.event.Violation;

/** Makes a line's text into events, or finds what is wrong with it. */
final class LineParser {

    private final ImportSettings settings;
    private final EventReader events;
    private final EventEncoding encoding;

    LineParser(ImportSettings settings, EventReader events, EventEncoding encoding) {
        this.settings = settings;
        this.events = events;
        this.encoding = encoding;
    }

    /** A line that can't be read at all. */
    ReadLine malformed(Input input, long line, String problem) {
        return new ReadLine.Rejected(
                input.name(), line, List.of(new Violation(RejectionReason.MALFORMED, "$", problem)));
    }

    /** A line that is an event. */
    ReadLine json(Input input, long line, String text) throws InterruptedException {
        return read(input, line, List.of(text), Map.of());
    }

    /** A row. */
    ReadLine mapped(Input input, long line, Mapped mapped) throws InterruptedException {
        return switch (mapped) {
            case Mapped.Events(List<String> json, Map<String, String> columns) -> read(input, line, json, columns);
            case Mapped.Rejected(List<Violation> violations) -> new ReadLine.Rejected(input.name(), line, violations);
        };
    }

    private ReadLine read(Input input, long line, List<String> json, Map<String, String> columns)
            throws InterruptedException {
        List<ReadEvent> acceptable = new ArrayList<>(json.size());
        List<Violation> violations = new ArrayList<>();
        Instant now = Instant.now();
        for (String each : json) {
            switch (events.json(each, settings.stream(), now)) {
                case Parsed.Ok(Event event)
                when isForeign(event) ->
                    violations.add(new Violation(
                            RejectionReason.FOREIGN_SOURCE,
                            "source",
                            "must be " + settings.inbox() + ": the inbox takes no other source's events"));
                case Parsed.Ok(Event event) -> acceptable.add(ReadEvent.of(event, encoding.encode(event)));
                case Parsed.Rejected(List<Violation> found) ->
                    found.forEach(one -> violations.add(RowMapper.inColumn(one, column(columns, one.field()))));
            }
        }
        return violations.isEmpty()
                ? new ReadLine.Acceptable(input.name(), line, acceptable)
                : new ReadLine.Rejected(
                        input.name(), line, violations.stream().distinct().toList());
    }

    private boolean isForeign(Event event) {
        return settings.inbox() != null && !settings.inbox().equals(event.source());
    }

    /** The column that the field comes from: {@code fact.amount.amount} from where {@code fact.amount} does. */
    private static @Nullable String column(Map<String, String> columns, String field) {
        String path = field;
        while (!columns.containsKey(path)) {
            int dot = path.lastIndexOf('.');
            if (dot < 0) {
                return null;
            }
            path = path.substring(0, dot);
        }
        return columns.get(path);
    }
}
