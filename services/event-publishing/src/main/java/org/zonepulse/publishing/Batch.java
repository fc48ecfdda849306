package org.zonepulse.publishing;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.zonepulse.contract.DerivedId;
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
 *
 * <p>While the producer's buffer is full, sending waits, and with it the reading: the caller is slowed down to the
 * broker's pace.
 */
final class Batch {

    private final EventLog log;
    private final EventReader reader;
    private final EventStream stream;
    private final PublishingSettings settings;
    private final Account account;
    private final Instant receivedAt;
    private final DerivedId missingId;
    private final BatchAnswer answer;
    /** Lines that aren't in the answer yet: the first of them isn't confirmed. */
    private final Queue<Done> done = new ArrayDeque<>();

    private final Map<Name, Earlier> earlier = new HashMap<>();
    private int refused;
    private int read;
    private boolean ended;
    private @Nullable Problem stop;
    private volatile boolean failed;

    /** @param key the request's, or null if it has none */
    Batch(
            EventLog log,
            EventReader reader,
            EventStream stream,
            PublishingSettings settings,
            Account account,
            Instant receivedAt,
            @Nullable IdempotencyKey key)
            throws IOException {
        this.log = log;
        this.reader = reader;
        this.stream = stream;
        this.settings = settings;
        this.account = account;
        this.receivedAt = receivedAt;
        this.missingId = key == null ? DerivedId::ofContent : new KeyedIds(key);
        this.answer = new BatchAnswer();
    }

    /** What was done with a line. */
    private sealed interface Done {}

    private record Refused(int line, List<Violation> violations) implements Done {}

    private record NotSent(int line, Name event, Problem outage) implements Done {}

    private record Sent(int line, Name event, EventLog.Appending.Sent appending) implements Done {}

    private record Duplicate(int line, Sent of) implements Done {}

    /** What an event is known by. */
    private record Name(String source, String eventId) {}

    private record Earlier(String content, Sent line) {}

    /** Sends the body's lines, and returns when each is confirmed or won't be. */
    void send(LineReader body) throws IOException, InterruptedException {
        while (!ended && stop == null && !failed) {
            try {
                take(body.next());
            } catch (IOException broken) {
                stop = TimedBody.problem(broken);
            }
            tellWhatIsKnown();
        }
        log.flush();
    }

    private void take(Line line) throws IOException {
        switch (line) {
            case Line.End() -> ended = true;
            case Line.OverLimit(int number) ->
                stop = Problem.of(
                        ProblemType.TOO_LARGE,
                        "A batch may have " + settings.getMaxBatchBytes() + " bytes; the limit was passed in line "
                                + number);
            case Line.Unreadable(int number, Violation violation) -> {
                account.refused(List.of(violation));
                refuse(number, List.of(violation));
            }
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
        switch (reader.json(text, stream, receivedAt, missingId)) {
            case Parsed.Rejected(List<Violation> violations) -> {
                account.refused(violations);
                refuse(number, violations);
            }
            case Parsed.Ok(Event event) -> takeIfAllowed(number, event);
        }
    }

    private void takeIfAllowed(int number, Event event) {
        List<Violation> foreign = account.foreign(event);
        if (foreign.isEmpty()) {
            publish(number, event);
        } else {
            account.refused(foreign, event);
            refuse(number, foreign);
        }
    }

    private void refuse(int number, List<Violation> violations) {
        done.add(new Refused(number, violations));
        read = number;
        refused++;
        if (refused >= settings.getMaxRefused()) {
            stop = Problem.of(
                    ProblemType.TOO_MANY_REFUSED, refused + " lines were refused, the last of them line " + number);
        }
    }

    /** Sends the event, unless a line before says the same under the same id. */
    private void publish(int number, Event event) {
        Name name = new Name(event.source(), event.eventId());
        String content = DerivedId.ofContent(event);
        Earlier same = earlier.get(name);
        if (same != null && same.content.equals(content)) {
            done.add(new Duplicate(number, same.line));
        } else {
            append(number, event, name, content);
        }
        read = number;
    }

    private void append(int number, Event event, Name name, String content) {
        EventLog.Appending appending = log.append(event, (place, failure) -> {
            if (failure != null) {
                failed = true;
            }
        });
        switch (appending) {
            case EventLog.Appending.Sent inWork -> {
                Sent sent = new Sent(number, name, inWork);
                earlier.putIfAbsent(name, new Earlier(content, sent));
                done.add(sent);
            }
            case EventLog.Appending.NotSent(Problem outage) -> {
                failed = true;
                done.add(new NotSent(number, name, outage));
            }
        }
    }

    /** Tells what became of each line; to be asked once, after {@link #send}. */
    BatchAnswer answer() throws IOException, InterruptedException {
        for (Done line = done.poll(); line != null; line = done.poll()) {
            tell(line);
        }
        answer.finish(stop, ended ? null : read + 1);
        return answer;
    }

    /** Confirmed lines go into the answer at once, so that only those in work are held. */
    private void tellWhatIsKnown() throws IOException, InterruptedException {
        for (Done line = done.peek(); line != null && isKnown(line); line = done.peek()) {
            tell(done.remove());
        }
    }

    private static boolean isKnown(Done line) {
        return switch (line) {
            case Sent sent -> sent.appending.place().isDone();
            case Duplicate duplicate -> duplicate.of.appending.place().isDone();
            case Refused _, NotSent _ -> true;
        };
    }

    private void tell(Done line) throws IOException, InterruptedException {
        switch (line) {
            case Refused(int number, List<Violation> violations) -> answer.refused(number, Problem.refused(violations));
            case NotSent(int number, Name event, Problem outage) -> {
                account.notPublished(event.source, event.eventId, outage);
                answer.notPublished(number, event.eventId, outage);
            }
            case Sent sent -> confirm(sent);
            case Duplicate duplicate -> confirm(duplicate);
        }
    }

    private void confirm(Sent sent) throws IOException, InterruptedException {
        try {
            Receipt receipt = log.confirmed(sent.event.eventId, sent.appending);
            account.published(sent.event.source, receipt);
            answer.published(sent.line, receipt);
        } catch (Unconfirmed unconfirmed) {
            account.unconfirmed(sent.event.source, sent.event.eventId, unconfirmed.outage());
            answer.unconfirmed(sent.line, sent.event.eventId, unconfirmed.outage());
        }
    }

    private void confirm(Duplicate duplicate) throws IOException, InterruptedException {
        Sent of = duplicate.of;
        try {
            Receipt receipt = log.confirmed(of.event.eventId, of.appending);
            account.duplicate(of.event.source, receipt);
            answer.duplicate(duplicate.line, of.line, receipt);
        } catch (Unconfirmed unconfirmed) {
            account.unconfirmed(of.event.source, of.event.eventId, unconfirmed.outage());
            answer.unconfirmed(duplicate.line, of.event.eventId, unconfirmed.outage());
        }
    }
}
