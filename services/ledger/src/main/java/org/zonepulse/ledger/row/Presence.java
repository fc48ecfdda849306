package org.zonepulse.ledger.row;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.measure.Scope;

/**
 * How many spells of a kind begin and end for an enterprise on each day: what a distinct count over many rows is
 * computed from without reading them. It is a sum over the rows, so it doesn't depend on their order, and holds at most
 * one entry a day however many rows there are. Immutable.
 */
public final class Presence {

    /** What is counted once an enterprise. */
    public enum Kind {
        /** Principal outstanding. */
        LOAN,
        /** Participation in a fair; it has no end. */
        FAIR
    }

    /**
     * Where a presence is kept.
     *
     * @param enterpriseId the enterprise
     * @param kind what is held
     * @param scope {@link Scope#ZONE} for the count that follows the enterprise, else the product, bank, …
     */
    public record Key(String enterpriseId, Kind kind, Scope scope) {
        public Key {
            Objects.requireNonNull(enterpriseId, "enterpriseId");
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(scope, "scope");
        }
    }

    /** Of an enterprise that holds nothing. */
    public static final Presence EMPTY = new Presence(new int[0], new int[0], new int[0]);

    private final int[] days;
    private final int[] begins;
    private final int[] ends;

    private Presence(int[] days, int[] begins, int[] ends) {
        this.days = days;
        this.begins = begins;
        this.ends = ends;
    }

    /**
     * The presence of these numbers.
     *
     * @param days ascending, counted from 1970-01-01
     * @param begins spells that begin on each of them
     * @param ends spells that have ended on each of them
     */
    public static Presence of(int[] days, int[] begins, int[] ends) {
        if (days.length != begins.length || days.length != ends.length) {
            throw new IllegalArgumentException("a presence has as many days as begins and ends");
        }
        return new Presence(days.clone(), begins.clone(), ends.clone());
    }

    /** Number of days on which something begins or ends. */
    public int size() {
        return days.length;
    }

    /** The i-th day. */
    public int day(int i) {
        return days[i];
    }

    /** Number of spells that begin on the i-th day. */
    public int begins(int i) {
        return begins[i];
    }

    /** Number of spells that have ended on the i-th day. */
    public int ends(int i) {
        return ends[i];
    }

    /** Whether nothing is held on any day. */
    public boolean isEmpty() {
        return days.length == 0;
    }

    /** This presence with a spell more (sign 1) or less (sign -1). */
    Presence with(Spell spell, int sign) {
        Presence begun = with(spell.from(), sign, 0);
        return spell.until() == Placement.NEVER ? begun : begun.with(spell.until(), 0, sign);
    }

    private Presence with(int day, int moreBegins, int moreEnds) {
        int at = Arrays.binarySearch(days, day);
        if (at >= 0 && begins[at] + moreBegins == 0 && ends[at] + moreEnds == 0) {
            return new Presence(without(days, at), without(begins, at), without(ends, at));
        }
        if (at >= 0) {
            int[] newBegins = begins.clone();
            int[] newEnds = ends.clone();
            newBegins[at] += moreBegins;
            newEnds[at] += moreEnds;
            return new Presence(days, newBegins, newEnds);
        }
        int slot = -at - 1;
        return new Presence(
                inserted(days, slot, day), inserted(begins, slot, moreBegins), inserted(ends, slot, moreEnds));
    }

    private static int[] inserted(int[] array, int at, int value) {
        int[] more = new int[array.length + 1];
        System.arraycopy(array, 0, more, 0, at);
        more[at] = value;
        System.arraycopy(array, at, more, at + 1, array.length - at);
        return more;
    }

    private static int[] without(int[] array, int at) {
        int[] fewer = new int[array.length - 1];
        System.arraycopy(array, 0, fewer, 0, at);
        System.arraycopy(array, at + 1, fewer, at, fewer.length - at);
        return fewer;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Presence that
                && Arrays.equals(days, that.days)
                && Arrays.equals(begins, that.begins)
                && Arrays.equals(ends, that.ends);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(days);
    }

    @Override
    public String toString() {
        return "Presence" + Arrays.toString(days) + "+" + Arrays.toString(begins) + "-" + Arrays.toString(ends);
    }
}
