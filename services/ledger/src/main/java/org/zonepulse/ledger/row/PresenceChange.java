package org.zonepulse.ledger.row;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.zonepulse.ledger.row.Presence.Year;

/**
 * Adds spells to a presence, or takes some away, and tells what that changes. Only the years in which something changes
 * are read and written: those of the spells, and those in which nothing is held for a while, with or without them.
 */
final class PresenceChange {

    private final RowStore store;
    private final Presence.Key key;
    private final Presence latest;
    private final Presence difference;
    private final NavigableMap<Integer, Year> years = new TreeMap<>();
    private final Map<Integer, Presence> changedDays = new HashMap<>();
    private final PresenceSteps steps = new PresenceSteps();

    private PresenceChange(RowStore store, Presence.Key key, Presence difference) {
        this.store = store;
        this.key = key;
        this.latest = store.presence(key);
        this.difference = difference;
    }

    /**
     * Writes the changed years to the store, and tells the steps by which its levels change.
     *
     * @param key of the latest year
     * @param difference spells begun and ended more (or less) on days of any years
     */
    static PresenceSteps apply(RowStore store, Presence.Key key, Presence difference) {
        PresenceChange change = new PresenceChange(store, key, difference);
        if (!difference.isEmpty() && !change.addToLatest()) {
            change.addToAny();
        }
        return change.steps;
    }

    /**
     * The short way for most events, which lie in the latest year and leave something in it.
     *
     * @return whether it could be gone
     */
    private boolean addToLatest() {
        boolean fits = difference.year() == Presence.yearOf(difference.day(difference.size() - 1))
                && (latest.isEmpty() || difference.year() == latest.year());
        Presence now = fits ? latest.with(difference) : Presence.EMPTY;
        if (now.isEmpty()) {
            return false;
        }
        int open = 0;
        boolean earlier = false;
        for (Year year : latest.earlier()) {
            open += year.net();
            earlier |= year.firstBegin() != Placement.NEVER;
        }
        steps.addDays(latest, open, -1);
        steps.addDays(now, open, 1);
        if (!earlier) {
            steps.addFirst(latest.isEmpty() ? Placement.NEVER : latest.passed().firstBegin(), -1);
            steps.addFirst(now.passed().firstBegin(), 1);
        }
        store.put(key, now.after(latest.earlier()));
        return true;
    }

    private void addToAny() {
        latest.earlier().forEach(year -> years.put(year.year(), year));
        if (!latest.isEmpty()) {
            years.put(latest.year(), latest.passed());
        }
        NavigableMap<Integer, Year> before = new TreeMap<>(years);
        NavigableMap<Integer, Year> all = new TreeMap<>(years);
        for (int i = 0; i < difference.size(); i++) {
            int year = Presence.yearOf(difference.day(i));
            all.putIfAbsent(year, new Year(year, 0, 0, Placement.NEVER));
        }
        int openBefore = 0;
        int openAfter = 0;
        for (Year year : all.values()) {
            Presence more = difference.within(year.year());
            if (!more.isEmpty()) {
                change(year, more, openBefore, openAfter);
            } else if (openBefore != openAfter && Math.min(openBefore, openAfter) + year.lowest() <= 0) {
                Presence days = days(year.year());
                steps.addDays(days, openBefore, -1);
                steps.addDays(days, openAfter, 1);
            }
            openBefore += year.net();
            Year now = years.get(year.year());
            openAfter += now == null ? 0 : now.net();
        }
        steps.addFirst(firstBegin(before), -1);
        steps.addFirst(firstBegin(years), 1);
        write(before);
    }

    private void change(Year year, Presence more, int openBefore, int openAfter) {
        Presence days = days(year.year());
        Presence now = days.with(more);
        steps.addDays(days, openBefore, -1);
        steps.addDays(now, openAfter, 1);
        changedDays.put(year.year(), now);
        if (now.isEmpty()) {
            years.remove(year.year());
        } else {
            years.put(year.year(), now.passed());
        }
    }

    /** The days of a year as they were. */
    private Presence days(int year) {
        return !latest.isEmpty() && latest.year() == year ? latest.after(List.of()) : store.presence(key.of(year));
    }

    private static int firstBegin(NavigableMap<Integer, Year> years) {
        for (Year year : years.values()) {
            if (year.firstBegin() != Placement.NEVER) {
                return year.firstBegin();
            }
        }
        return Placement.NEVER;
    }

    /** The latest year lies under its own key, together with the years before it; each other under its year's. */
    private void write(NavigableMap<Integer, Year> before) {
        int lastBefore = before.isEmpty() ? Presence.Key.LATEST : before.lastKey();
        int last = years.isEmpty() ? Presence.Key.LATEST : years.lastKey();
        if (lastBefore != last && lastBefore != Presence.Key.LATEST) {
            changedDays.putIfAbsent(lastBefore, days(lastBefore));
        }
        Presence known = changedDays.remove(last);
        Presence days = last == Presence.Key.LATEST ? Presence.EMPTY : known == null ? days(last) : known;
        if (last != lastBefore && before.containsKey(last)) {
            store.put(key.of(last), Presence.EMPTY);
        }
        changedDays.forEach((year, changed) -> {
            if (!changed.isEmpty() || (before.containsKey(year) && year != lastBefore)) {
                store.put(key.of(year), changed);
            }
        });
        List<Year> earlier = new ArrayList<>(years.values());
        if (!earlier.isEmpty()) {
            earlier.removeLast();
        }
        store.put(key, days.after(earlier));
    }
}
