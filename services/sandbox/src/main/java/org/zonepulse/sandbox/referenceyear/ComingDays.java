package org.zonepulse.sandbox.referenceyear;

import static java.time.format.DateTimeFormatter.BASIC_ISO_DATE;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.zonepulse.contract.ZoneFile;
import org.zonepulse.ledger.event.CertificateKind;
import org.zonepulse.ledger.event.CertificationFact.CityTotalReported;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.LoanFact.LoanDisbursed;
import org.zonepulse.ledger.event.LoanFact.LoanGranted;
import org.zonepulse.ledger.event.RegistrationFact.Relocated;
import org.zonepulse.ledger.event.Reversed;
import org.zonepulse.ledger.zone.Zone;

/**
 * What happens in the zone after the reference year, working day by working day, for ever: invented, plausible, and never in
 * contradiction at a day's end. It follows from the events before, the seed and the numbers of events of the days.
 */
public final class ComingDays {

    /** To be raised when other events come of the same seed: a pipeline that has some of the former can't go on with these. */
    public static final int EDITION = 1;

    private static final LocalTime OFFICE_OPENS = LocalTime.of(8, 30);
    private static final int OFFICE_SECONDS = 9 * 3600;
    private static final int ODDS_OF_REPEAT = 60;
    private static final int ODDS_OF_MISTAKE = 15;
    /** Of the grants that are drawn at once, one in so many is published after the payment: a contradiction for a while. */
    private static final int ODDS_OF_GRANT_BEHIND = 25;

    private static final int LONGEST_BEHIND = 12;

    private final Zone zone = ZoneFile.bundled();
    private final Draw draw;
    private final Desk registrations;
    private final Desk certifications;
    private final Desk loans;
    private final Desk fairs;
    private long cityTotal;
    private LocalDate day = ReferenceYear.AS_OF;

    /**
     * A working day.
     *
     * @param day its date
     * @param events in the order in which they are published
     */
    public record Day(LocalDate day, List<Event> events) {
        public Day {
            Objects.requireNonNull(day, "day");
            events = List.copyOf(events);
        }
    }

    private ComingDays(Standing standing, long seed) {
        List<Inhabitant> inhabitants = standing.inhabitants();
        InventedCodes codes = new InventedCodes(new Draw(seed, "new-codes"), standing.codes());
        draw = new Draw(seed, "coming-days");
        registrations = new RegistrationDesk(zone, inhabitants, codes, seed);
        certifications = new CertificationDesk(inhabitants, seed);
        loans = new LoanDesk(zone, inhabitants, standing.loans(), seed);
        fairs = new FairDesk(zone.currency(), inhabitants, standing.orders(), seed);
        cityTotal = standing.cityTotal();
    }

    /**
     * Days after these events of the reference year; none of them may be dated after it.
     *
     * @param published at least one enterprise's
     */
    public static ComingDays after(Collection<Event> published, long seed) {
        return new ComingDays(Standing.after(published), seed);
    }

    /**
     * The next working day.
     *
     * @param events how many are published on it, at least; some more if what was begun has to be finished
     */
    public Day next(int events) {
        day = nextWorkingDay(day);
        Paper paper = new Paper(events);
        if (isFirstOfQuartersLastMonth()) {
            cityTotal += draw.between(15, 60);
            paper.write(new Draft(
                    Source.SCIENCE_BUREAU,
                    day,
                    zone.city().divisionCode(),
                    new CityTotalReported(CertificateKind.HIGH_TECH_ENTERPRISE, cityTotal)));
        }
        while (paper.events.size() < events) {
            paper.write(desk().next(day));
        }
        paper.finish();
        return new Day(day, paper.events);
    }

    private boolean isFirstOfQuartersLastMonth() {
        return day.getMonthValue() % 3 == 0
                && nextWorkingDay(day.withDayOfMonth(1).minusDays(1)).equals(day);
    }

    private static LocalDate nextWorkingDay(LocalDate after) {
        LocalDate next = after.plusDays(1);
        while (isOff(next)) {
            next = next.plusDays(1);
        }
        return next;
    }

    private static boolean isOff(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY
                || day.getDayOfWeek() == DayOfWeek.SUNDAY
                || day.getDayOfYear() == 1;
    }

    private Desk desk() {
        int chance = draw.below(100);
        return chance < 18 ? registrations : chance < 38 ? certifications : chance < 76 ? loans : fairs;
    }

    /** A day's events as they go out, with what comes twice, behind, or is taken back. */
    private final class Paper {
        private final List<Event> events = new ArrayList<>();
        private final List<Draft> behind = new ArrayList<>();
        private final List<Event> mistakes = new ArrayList<>();
        private final int planned;
        private int number;
        private int untilRelease;

        Paper(int planned) {
            this.planned = planned;
        }

        void write(List<Draft> drafts) {
            boolean drawnAtOnce = drafts.size() == 2
                    && drafts.getFirst().fact() instanceof LoanGranted
                    && drafts.getLast().fact() instanceof LoanDisbursed;
            if (drawnAtOnce && behind.isEmpty() && draw.oneIn(ODDS_OF_GRANT_BEHIND)) {
                behind.add(drafts.getFirst());
                untilRelease = draw.between(3, LONGEST_BEHIND);
                write(drafts.getLast());
            } else {
                drafts.forEach(this::write);
            }
        }

        void write(Draft draft) {
            Event event = event(draft);
            events.add(event);
            if (draft.fact() instanceof Relocated && draw.oneIn(ODDS_OF_MISTAKE)) {
                mistakes.add(event);
            } else if (draw.oneIn(ODDS_OF_REPEAT)) {
                events.add(event);
            }
            if (!behind.isEmpty() && --untilRelease <= 0) {
                release();
            }
        }

        private void release() {
            List<Draft> now = List.copyOf(behind);
            behind.clear();
            now.forEach(this::write);
        }

        /** Before evening all that contradicts itself is resolved, and mistakes are taken back. */
        void finish() {
            release();
            mistakes.forEach(mistake -> events.add(event(new Draft(
                    Source.MARKET_REGULATOR,
                    mistake.occurredOn(),
                    mistake.enterpriseId(),
                    new Reversed(mistake.eventId(), mistake.fact().subject(), "entered by mistake")))));
        }

        private Event event(Draft draft) {
            number++;
            Instant recordedAt = day.atTime(OFFICE_OPENS)
                    .atZone(zone.timeZone())
                    .toInstant()
                    .plusSeconds((long) OFFICE_SECONDS * Math.min(number, planned) / planned);
            String id = "%s-%s-%06d".formatted(draft.source().prefix(), BASIC_ISO_DATE.format(day), number);
            return new Event(
                    id, draft.source().id(), draft.occurredOn(), recordedAt, draft.enterpriseId(), draft.fact());
        }
    }
}
