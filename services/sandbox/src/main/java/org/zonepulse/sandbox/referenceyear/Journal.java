package org.zonepulse.sandbox.referenceyear;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.ledger.event.Fact;

/** What the sources write down, and when they publish it. */
final class Journal {

    /** The sources' books began here: what is older was taken over in the first weeks. */
    private static final LocalDate OPENED = LocalDate.of(2016, 1, 4);

    private static final int WEEKS_OF_TAKING_OVER = 4;
    private static final LocalTime OFFICE_OPENS = LocalTime.of(8, 30);
    private static final int OFFICE_SECONDS = 9 * 3600;
    private static final int MOST_DAYS_TO_WRITE_DOWN = 5;
    private static final int MOST_SECONDS_TO_PUBLISH = 2 * 3600;

    private final ZoneId timeZone;
    private final Draw draw;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<EventStream, List<Publication>> publications = new EnumMap<>(EventStream.class);

    /**
     * An event on its way out.
     *
     * @param at when it is published
     * @param event what is published
     */
    record Publication(Instant at, Event event) {
        Publication {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(event, "event");
        }
    }

    Journal(ZoneId timeZone, Draw draw) {
        this.timeZone = timeZone;
        this.draw = draw;
        for (EventStream stream : EventStream.values()) {
            publications.put(stream, new ArrayList<>());
        }
    }

    /** Notes a fact that is written down within days. */
    void note(Source source, LocalDate occurredOn, String enterpriseId, Fact fact) {
        note(source, occurredOn, occurredOn.plusDays(draw.between(0, MOST_DAYS_TO_WRITE_DOWN)), enterpriseId, fact);
    }

    /** Notes a fact that is written down on that day, or when the books are opened. */
    void note(Source source, LocalDate occurredOn, LocalDate recordedOn, String enterpriseId, Fact fact) {
        LocalDate day =
                recordedOn.isBefore(OPENED) ? OPENED.plusDays(draw.below(WEEKS_OF_TAKING_OVER * 7)) : recordedOn;
        Instant recordedAt =
                day.atTime(OFFICE_OPENS).atZone(timeZone).toInstant().plusSeconds(draw.below(OFFICE_SECONDS));
        Event event = new Event(nextId(source, day.getYear()), source.id(), occurredOn, recordedAt, enterpriseId, fact);
        publish(new Publication(recordedAt.plusSeconds(draw.between(1, MOST_SECONDS_TO_PUBLISH)), event));
    }

    /** An id that this source hasn't given yet. */
    String nextId(Source source, int year) {
        String series = source.prefix() + "-" + year;
        return series + "-" + "%06d".formatted(numbers.merge(series, 1, Integer::sum));
    }

    private void publish(Publication publication) {
        of(publication.event().fact().stream()).add(publication);
    }

    /** What is to be published in a stream, in the order of noting. */
    List<Publication> of(EventStream stream) {
        return Objects.requireNonNull(publications.get(stream));
    }
}
