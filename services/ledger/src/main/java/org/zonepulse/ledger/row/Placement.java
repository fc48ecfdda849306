package org.zonepulse.ledger.row;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where an enterprise sits, day by day: from its registration on in a park and industry, changing at the start of some
 * days. After deregistration the last place stays, for what outlives the enterprise (a loan's balance).
 *
 * <p>Days are counted from 1970-01-01.
 */
final class Placement {

    /** A day after all days. */
    static final int NEVER = Integer.MAX_VALUE;

    /** Of an enterprise that nobody has registered. */
    static final Placement UNREGISTERED = new Placement(NEVER, NEVER, new int[0], new Cell[0]);

    /** Of an enterprise whose profile contradicts itself: nothing of it counts. */
    static final Placement INCONSISTENT = new Placement(NEVER, NEVER, new int[0], new Cell[0]);

    private final int registered;
    private final int deregistered;
    private final int[] from;
    private final Cell[] cells;

    /**
     * A placement.
     *
     * @param registered first day
     * @param deregistered first day that it is no longer registered, or {@link #NEVER}
     * @param from first days of the places, ascending, the first of them {@code registered}
     * @param cells the places
     */
    Placement(int registered, int deregistered, int[] from, Cell[] cells) {
        this.registered = registered;
        this.deregistered = deregistered;
        this.from = from;
        this.cells = cells;
    }

    /** Whether the enterprise has any place, so that it can contribute. */
    boolean isSettled() {
        return cells.length > 0;
    }

    boolean isUnregistered() {
        return equals(UNREGISTERED);
    }

    boolean isInconsistent() {
        return equals(INCONSISTENT);
    }

    int registered() {
        return registered;
    }

    int deregistered() {
        return deregistered;
    }

    int places() {
        return cells.length;
    }

    Cell cell(int place) {
        return cells[place];
    }

    /** First day of a place. */
    int from(int place) {
        return from[place];
    }

    /** First day after a place. */
    int until(int place) {
        return place + 1 < from.length ? from[place + 1] : NEVER;
    }

    /** The place on a day; the day isn't before registration. */
    Cell cellAt(int day) {
        int place = cells.length - 1;
        while (from[place] > day) {
            place--;
        }
        return cells[place];
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof Placement that) || !isSettled() || !that.isSettled()) {
            return false;
        }
        return registered == that.registered
                && deregistered == that.deregistered
                && Arrays.equals(from, that.from)
                && sameScopes(that);
    }

    private boolean sameScopes(Placement that) {
        for (int i = 0; i < cells.length; i++) {
            if (!cells[i].scope().equals(that.cells[i].scope())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return 31 * registered + Arrays.hashCode(from);
    }
}
