package org.zonepulse.sandbox.referenceyear;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.ledger.event.Reversed;
import org.zonepulse.sandbox.referenceyear.Journal.Publication;

/**
 * What goes wrong on the way: events that come late or twice, and wrong ones that are reversed. All of it is settled in
 * the end, so it changes no figure.
 */
final class Noise {

    private static final int ODDS_OF_LATE = 40;
    private static final int MOST_DAYS_LATE = 200;
    private static final int ODDS_OF_REPEAT = 80;
    private static final int ODDS_OF_REPEAT_WRITTEN_ANEW = 120;
    private static final int ODDS_OF_MISTAKE = 50;
    private static final int ODDS_OF_REVERSAL_FIRST = 5;
    private static final int ODDS_OF_TWO_UNDER_ONE_ID = 12;
    private static final int MOST_SECONDS_TO_REPEAT = 20 * 24 * 3600;

    private static final List<String> REASONS =
            List.of("entered by mistake", "wrong amount or place", "belongs to another file");

    private final Journal journal;
    private final Mistakes mistakes;
    private final Draw draw;

    Noise(Journal journal, Mistakes mistakes, long seed) {
        this.journal = journal;
        this.mistakes = mistakes;
        this.draw = new Draw(seed, "noise");
    }

    /** A stream's events in the order in which they are published at last. */
    List<Event> publish(EventStream stream) {
        List<Publication> out = new ArrayList<>();
        for (Publication publication : journal.of(stream)) {
            Publication sent = draw.oneIn(ODDS_OF_LATE) ? late(publication) : publication;
            out.add(sent);
            if (draw.oneIn(ODDS_OF_REPEAT)) {
                out.add(new Publication(soonAfter(sent.at()), sent.event()));
            }
            if (draw.oneIn(ODDS_OF_REPEAT_WRITTEN_ANEW)) {
                out.add(writtenAnew(sent));
            }
            if (draw.oneIn(ODDS_OF_MISTAKE)) {
                addMistake(publication, out);
            }
        }
        // The sort is stable: what is published in one moment stays in the order of noting.
        out.sort(Comparator.comparing(Publication::at));
        return out.stream().map(Publication::event).toList();
    }

    private Publication late(Publication publication) {
        Duration delay = Duration.ofDays(draw.between(1, MOST_DAYS_LATE)).plusSeconds(draw.below(36_000));
        return new Publication(publication.at().plus(delay), publication.event());
    }

    /** The same fact under the same id, with a later moment of recording. */
    private Publication writtenAnew(Publication publication) {
        Instant at = soonAfter(publication.at());
        Event event = publication.event();
        return new Publication(
                at,
                new Event(
                        event.eventId(),
                        event.source(),
                        event.occurredOn(),
                        at.minusSeconds(30),
                        event.enterpriseId(),
                        event.fact()));
    }

    /** A wrong event before the right one, and its reversal; sometimes that is sent first, or two share the id. */
    private void addMistake(Publication right, List<Publication> out) {
        Event event = right.event();
        Source source = new Source(event.source(), mistakes.prefixOf(event));
        int year = event.recordedAt().atOffset(ZoneOffset.UTC).getYear();
        String id = journal.nextId(source, year);
        Event wrong = mistakes.madeOf(event, id);
        Instant sent = right.at().minusSeconds(draw.between(60, 3_600));
        Instant noticed = soonAfter(right.at());
        Event reversal = new Event(
                journal.nextId(source, year),
                event.source(),
                event.occurredOn(),
                noticed.minusSeconds(40),
                event.enterpriseId(),
                new Reversed(id, wrong.fact().subject(), draw.pick(REASONS)));
        boolean reversalFirst = draw.oneIn(ODDS_OF_REVERSAL_FIRST);
        out.add(new Publication(reversalFirst ? noticed : sent, wrong));
        out.add(new Publication(reversalFirst ? sent : noticed, reversal));
        if (draw.oneIn(ODDS_OF_TWO_UNDER_ONE_ID)) {
            Event other = mistakes.madeOf(event, id);
            if (other.fact().subject().equals(wrong.fact().subject())) {
                out.add(new Publication(sent.plusSeconds(20), other));
            }
        }
    }

    private Instant soonAfter(Instant moment) {
        return moment.plusSeconds(draw.between(1, MOST_SECONDS_TO_REPEAT));
    }
}
