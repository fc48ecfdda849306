package org.zonepulse.testkit.history;

import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.zonepulse.ledger.event.Acceptance;

/**
 * The few days on which everything in a history happens, so that facts collide on a day, or miss each other by one.
 *
 * @param days in order, at least three
 */
record DaysOfInterest(List<LocalDate> days) {

    private static final LocalDate BEGIN = LocalDate.of(2020, 1, 15);

    /** Offsets that matter: the term of an expiry notice, months, and years with a leap day or without. */
    private static final List<Integer> STEPS = List.of(1, 1, 28, 29, 30, 31, 89, 90, 91, 365, 366);

    /** Spans of a few weeks, months, years, or all the time that there is. */
    static DaysOfInterest of(Dice dice) {
        int span = dice.between(1, 100);
        if (span <= 40) {
            return of(dice, BEGIN, 40);
        } else if (span <= 75) {
            return of(dice, BEGIN, 300);
        } else if (span <= 97) {
            return of(dice, BEGIN.minusYears(5), 3000);
        }
        DaysOfInterest some = of(dice, Acceptance.EARLIEST.plusYears(30), 15_000);
        NavigableSet<LocalDate> days = new TreeSet<>(some.days);
        days.add(Acceptance.EARLIEST);
        days.add(Acceptance.LATEST);
        return new DaysOfInterest(List.copyOf(days));
    }

    private static DaysOfInterest of(Dice dice, LocalDate begin, int length) {
        int size = dice.between(3, 11);
        NavigableSet<LocalDate> days = new TreeSet<>();
        while (days.size() < size) {
            LocalDate day = begin.plusDays(dice.between(0, length));
            days.add(day);
            if (dice.chance(50)) {
                days.add(day.plusDays(dice.pick(STEPS)));
            }
        }
        return new DaysOfInterest(List.copyOf(days));
    }

    LocalDate any(Dice dice) {
        return dice.pick(days);
    }

    /** One of the earlier days. */
    LocalDate early(Dice dice) {
        return dice.pick(days.subList(0, (days.size() + 2) / 3));
    }

    /** One of the days from this on; the day itself if there is no other. */
    LocalDate from(LocalDate day, Dice dice) {
        List<LocalDate> later =
                days.stream().filter(each -> !each.isBefore(day)).toList();
        return later.isEmpty() ? day : dice.pick(later);
    }

    /** One of the days from the first to the last, both included; the first if there is no other. */
    LocalDate within(LocalDate first, LocalDate last, Dice dice) {
        List<LocalDate> inside = days.stream()
                .filter(each -> !each.isBefore(first) && !each.isAfter(last))
                .toList();
        return inside.isEmpty() ? first : dice.pick(inside);
    }

    LocalDate last() {
        return days.getLast();
    }
}
