package org.zonepulse.publishing;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zonepulse.contract.EventReader;
import org.zonepulse.contract.Line;
import org.zonepulse.contract.LineReader;
import org.zonepulse.contract.Parsed;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.ledger.event.Violation;

/**
 * One batch at work. Each line is sent as soon as it is read, without waiting for the one before; what is wrong with a
 * line is its own affair. Only an outage or a limit ends the reading; the lines from there on are not touched.
 */
final class Batch {

    private final EventLog log;
    private final EventReader reader;
    private final EventStream stream;
    private final PublishingSettings settings;
    private final PublishingMeters meters;
    private final Instant receivedAt;
    private final List<Done> done = new ArrayList<>();
    private int refused;
    private int read;
    private boolean ended;
    private @Nullable Problem stop;
    private volatile boolean failed;

    Batch(
            EventLog log,
            EventReader reader,
            EventStream stream,
            PublishingSettings settings,
            PublishingMeters meters,
            Instant receivedAt) {
        this.log = log;
        this.reader = reader;
        this.stream = stream;
        this.settings = settings;
        this.meters = meters;
        this.receivedAt = receivedAt;
    }

    /** What was done with a line. */
    private sealed interface Done {}

    private record Refused(int line, List<Violation> violations) implements Done {}

    private record NotSent(int line, String eventId, Problem outage) implements Done {}

    private record Sent(int line, String eventId, EventLog.Appending.Sent appending) implements Done {}

    /** Sends the body's lines, and returns when each is confirmed or won't be. */
    void send(LineReader body) {
        while (!ended && stop == null && !failed) {
            try {
                take(body.next());
            } catch (IOException broken) {
                stop = Problem.of(ProblemType.BODY_BROKE_OFF, String.valueOf(broken.getMessage()));
            }
        }
        log.flush();
    }

    private void take(Line line) {
        switch (line) {
            case Line.End() -> ended = true;
            case Line.OverLimit(int number) ->
                stop = Problem.of(
                        ProblemType.TOO_LARGE,
                        "A batch may have " + settings.getMaxBatchBytes() + " bytes; the limit was passed in line "
                                + number);
            case Line.Unreadable(int number, Violation violation) -> refuse(number, List.of(violation));
            case Line.Text(int number, String text) -> take(number, text);
        }
    }

    private void take(int number, String text) {
        if (number > settings.getMaxBatchLines()) {
            stop = Problem.of(ProblemType.TOO_MANY_LINES, "A batch may have " + settings.getMaxBatchLines() + " lines");
            return;
        }
        if (text.isBlank()) {
            read = number;
            return;
        }
        switch (reader.json(text, stream, receivedAt)) {
            case Parsed.Rejected(List<Violation> violations) -> refuse(number, violations);
            case Parsed.Ok(Event event) -> append(number, event);
        }
    }

    private void refuse(int number, List<Violation> violations) {
        meters.refused(violations);
        done.add(new Refused(number, violations));
        read = number;
        refused++;
        if (refused >= settings.getMaxRefused()) {
            stop = Problem.of(
                    ProblemType.TOO_MANY_REFUSED, refused + " lines were refused, the last of them line " + number);
        }
    }

    private void append(int number, Event event) {
        EventLog.Appending appending = log.append(event, (place, failure) -> {
            if (failure != null) {
                failed = true;
            }
        });
        done.add(
                switch (appending) {
                    case EventLog.Appending.Sent sent -> new Sent(number, event.eventId(), sent);
                    case EventLog.Appending.NotSent(Problem outage) -> {
                        failed = true;
                        yield new NotSent(number, event.eventId(), outage);
                    }
                });
        read = number;
    }

    /** Tells what became of each line; to be asked once, after {@link #send}. */
    BatchAnswer answer() throws IOException, InterruptedException {
        BatchAnswer answer = new BatchAnswer();
        for (Done line : done) {
            switch (line) {
                case Refused(int number, List<Violation> violations) ->
                    answer.refused(number, Problem.refused(violations));
                case NotSent(int number, String eventId, Problem outage) -> {
                    meters.unpublished();
                    answer.notPublished(number, eventId, outage);
                }
                case Sent sent -> confirm(sent, answer);
            }
        }
        answer.finish(stop, ended ? null : read + 1);
        return answer;
    }

    private void confirm(Sent sent, BatchAnswer answer) throws IOException, InterruptedException {
        try {
            Receipt receipt = log.confirmed(sent.eventId(), sent.appending());
            meters.published();
            answer.published(sent.line(), receipt);
        } catch (Unconfirmed unconfirmed) {
            meters.unpublished();
            answer.unconfirmed(sent.line(), sent.eventId(), unconfirmed.outage());
        }
    }
}
