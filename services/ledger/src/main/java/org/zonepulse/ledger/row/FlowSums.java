package org.zonepulse.ledger.row;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.zonepulse.ledger.kpi.MonthFlows;
import org.zonepulse.ledger.kpi.MonthKey;
import org.zonepulse.ledger.measure.Series;

/**
 * Sums flows by series and day. An event brings several flows, most of them on days of their own, so this is what a
 * replay does most often: no object for each, and one place in memory to go to.
 */
final class FlowSums implements FlowSink {

    /** Places for the days of a month, and one over. */
    private static final int DAYS = 32;

    private static final int MONTHS_OF_PAGE = 128;
    private static final int FEW = 1 << 8;
    private static final long FREE = -1;

    private final Map<Series, Integer> numbers = new HashMap<>();
    private final List<Series> series = new ArrayList<>();

    /** In each slot the number of a series, and the number of a month below; {@link #FREE} if none. */
    private long[] slots = freeSlots(FEW);

    /** By slot: where its days lie. */
    private int[] places = new int[FEW];

    private int months;
    private final List<long[]> pages = new ArrayList<>();

    private static long[] freeSlots(int count) {
        long[] slots = new long[count];
        Arrays.fill(slots, FREE);
        return slots;
    }

    @Override
    public void add(Series of, int day, long amount) {
        LocalDate date = LocalDate.ofEpochDay(day);
        int place = place(((long) numberOf(of) << Integer.SIZE) | MonthKey.monthOf(date));
        pages.get(place / MONTHS_OF_PAGE)[place % MONTHS_OF_PAGE * DAYS + date.getDayOfMonth() - 1] += amount;
    }

    private int numberOf(Series of) {
        Integer known = numbers.get(of);
        if (known != null) {
            return known;
        }
        numbers.put(of, series.size());
        series.add(of);
        return series.size() - 1;
    }

    /** The month's place; a new one if it has none. */
    private int place(long key) {
        int slot = slotOf(key);
        if (slots[slot] == key) {
            return places[slot];
        }
        if (months == slots.length / 2) {
            grow();
            slot = slotOf(key);
        }
        if (months % MONTHS_OF_PAGE == 0) {
            pages.add(new long[MONTHS_OF_PAGE * DAYS]);
        }
        slots[slot] = key;
        places[slot] = months;
        return months++;
    }

    /** The slot of a key, or the one to put it in. */
    private int slotOf(long key) {
        int mask = slots.length - 1;
        int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> Integer.SIZE) & mask;
        while (slots[slot] != key && slots[slot] != FREE) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldSlots = slots;
        int[] oldPlaces = places;
        slots = freeSlots(oldSlots.length * 2);
        places = new int[slots.length];
        for (int i = 0; i < oldSlots.length; i++) {
            if (oldSlots[i] != FREE) {
                int slot = slotOf(oldSlots[i]);
                slots[slot] = oldSlots[i];
                places[slot] = oldPlaces[i];
            }
        }
    }

    /** Hands out the months with sums that aren't zero, in no order, and forgets them. */
    void drain(BiConsumer<MonthKey, MonthFlows> sink) {
        for (int slot = 0; slot < slots.length; slot++) {
            if (slots[slot] != FREE) {
                int place = places[slot];
                MonthFlows flows = MonthFlows.of(pages.get(place / MONTHS_OF_PAGE), place % MONTHS_OF_PAGE * DAYS);
                if (!flows.isEmpty()) {
                    sink.accept(
                            new MonthKey(series.get((int) (slots[slot] >>> Integer.SIZE)), (int) slots[slot]), flows);
                }
            }
        }
        numbers.clear();
        series.clear();
        slots = freeSlots(FEW);
        places = new int[FEW];
        months = 0;
        pages.clear();
    }
}
