package org.zonepulse.ledger.row;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.measure.Scope;

/**
 * How many spells of a kind begin and end for an enterprise on each day of a year: what a distinct count over many rows
 * is computed from without reading them. It is a sum over the rows, so it doesn't depend on their order, and holds at
 * most one entry a day however many rows there are. Immutable.
 *
 * <p>Years are kept apart, so that an event costs the same after ten loans and after ten thousand. The latest year, where
 * most events belong, lies together with what is needed to pass over the years before it.
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
     * @param year the year of its days; {@link #LATEST} for the latest of all, whichever it is
     */
    public record Key(String enterpriseId, Kind kind, Scope scope, int year) {

        /** Stands for the latest year with a day. */
        public static final int LATEST = 0;

        public Key {
            Objects.requireNonNull(enterpriseId, "enterpriseId");
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(scope, "scope");
        }

        @Override
        public int hashCode() {
            return 31 * (31 * (31 * enterpriseId.hashCode() + scope.hashCode()) + kind.hashCode()) + year;
        }

        Key of(int otherYear) {
            return new Key(enterpriseId, kind, scope, otherYear);
        }
    }

    /**
     * What is to know of a year in order to pass over it.
     *
     * @param year the year
     * @param net by how many spells more are open at its end than at its start
     * @param lowest the least that this difference is at the end of any day, or before the first
     * @param firstBegin the first day on which a spell begins; {@link Integer#MAX_VALUE} if none does
     */
    public record Year(int year, int net, int lowest, int firstBegin) {}

    /** Of an enterprise that holds nothing. */
    public static final Presence EMPTY = new Presence(new int[0], new int[0], new int[0], List.of());

    private final int[] days;
    private final int[] begins;
    private final int[] ends;
    private final List<Year> earlier;

    private Presence(int[] days, int[] begins, int[] ends, List<Year> earlier) {
        this.days = days;
        this.begins = begins;
        this.ends = ends;
        this.earlier = earlier;
    }

    /**
     * The presence of these numbers.
     *
     * @param days ascending, counted from 1970-01-01
     * @param begins spells that begin on each of them
     * @param ends spells that have ended on each of them
     * @param earlier the years before the latest, ascending; empty for any other year than the latest
     */
    public static Presence of(int[] days, int[] begins, int[] ends, List<Year> earlier) {
        if (days.length != begins.length || days.length != ends.length) {
            throw new IllegalArgumentException("a presence has as many days as begins and ends");
        }
        return new Presence(days.clone(), begins.clone(), ends.clone(), List.copyOf(earlier));
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

    /** The years with a day before the latest, if this is the latest. */
    public List<Year> earlier() {
        return earlier;
    }

    /** Whether nothing is held on any day. */
    public boolean isEmpty() {
        return days.length == 0;
    }

    /** The year of its days; there is one at least. */
    int year() {
        return yearOf(days[0]);
    }

    static int yearOf(int day) {
        return LocalDate.ofEpochDay(day).getYear();
    }

    /** The same days as the latest year, after these. */
    Presence after(List<Year> years) {
        return new Presence(days, begins, ends, List.copyOf(years));
    }

    /** What is to know in order to pass over its days, of which there is one at least. */
    Year passed() {
        int level = 0;
        int lowest = 0;
        int firstBegin = Placement.NEVER;
        for (int i = 0; i < days.length; i++) {
            level += begins[i] - ends[i];
            lowest = Math.min(lowest, level);
            if (begins[i] > 0 && firstBegin == Placement.NEVER) {
                firstBegin = days[i];
            }
        }
        return new Year(year(), level, lowest, firstBegin);
    }

    /** A spell more (sign 1) or less (sign -1). */
    static Presence of(Spell spell, int sign) {
        int begins = spell.from();
        int ends = spell.until();
        if (ends == Placement.NEVER) {
            return new Presence(new int[] {begins}, new int[] {sign}, new int[] {0}, List.of());
        } else if (ends == begins) {
            return new Presence(new int[] {begins}, new int[] {sign}, new int[] {sign}, List.of());
        }
        return new Presence(new int[] {begins, ends}, new int[] {sign, 0}, new int[] {0, sign}, List.of());
    }

    /** The sum of both, day by day; of earlier years nothing is known then. */
    Presence with(Presence other) {
        int[] sumDays = new int[days.length + other.days.length];
        int[] sumBegins = new int[sumDays.length];
        int[] sumEnds = new int[sumDays.length];
        int size = 0;
        int mine = 0;
        int others = 0;
        while (mine < days.length || others < other.days.length) {
            int day = Math.min(
                    mine < days.length ? days[mine] : Placement.NEVER,
                    others < other.days.length ? other.days[others] : Placement.NEVER);
            boolean isMine = mine < days.length && days[mine] == day;
            boolean isOthers = others < other.days.length && other.days[others] == day;
            sumDays[size] = day;
            sumBegins[size] = (isMine ? begins[mine] : 0) + (isOthers ? other.begins[others] : 0);
            sumEnds[size] = (isMine ? ends[mine] : 0) + (isOthers ? other.ends[others] : 0);
            size += sumBegins[size] == 0 && sumEnds[size] == 0 ? 0 : 1;
            mine += isMine ? 1 : 0;
            others += isOthers ? 1 : 0;
        }
        return new Presence(
                Arrays.copyOf(sumDays, size), Arrays.copyOf(sumBegins, size), Arrays.copyOf(sumEnds, size), List.of());
    }

    /** Only the days of one year. */
    Presence within(int year) {
        int from = firstFrom(LocalDate.of(year, 1, 1));
        int until = firstFrom(LocalDate.of(year + 1, 1, 1));
        return new Presence(
                Arrays.copyOfRange(days, from, until),
                Arrays.copyOfRange(begins, from, until),
                Arrays.copyOfRange(ends, from, until),
                List.of());
    }

    private int firstFrom(LocalDate date) {
        int at = Arrays.binarySearch(days, Math.toIntExact(date.toEpochDay()));
        return at < 0 ? -at - 1 : at;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Presence that
                && Arrays.equals(days, that.days)
                && Arrays.equals(begins, that.begins)
                && Arrays.equals(ends, that.ends)
                && earlier.equals(that.earlier);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(days);
    }

    @Override
    public String toString() {
        return "Presence" + Arrays.toString(days) + "+" + Arrays.toString(begins) + "-" + Arrays.toString(ends)
                + (earlier.isEmpty() ? "" : "after" + earlier);
    }
}
