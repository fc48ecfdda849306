package org.zonepulse.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts cuts together from topics that are read side by side, and writes each down when it is whole.
 *
 * <p>A cut's record tells how many values and months belong to it. On each topic cuts come in order; so a count that is
 * missed although a later cut has come means that compaction has replaced the rest. Such a cut can't be shown any more,
 * and is shown as part of the next. So is what comes of a cut before the base when that is shown already: a base that changed no
 * value can't tell that values of the one before it aren't there yet.
 */
final class CutAssembly {

    private final KpiBook book;
    private final NavigableMap<Long, Parts> underWay = new TreeMap<>();
    private final @Nullable PublishedCut base;
    private int baseValues;
    private int baseMonths;
    private long next;
    private boolean allOfBaseRead;
    private boolean shown;

    /** What has come of a cut. */
    private static final class Parts {
        private final List<Publication.OfValue> values = new ArrayList<>();
        private final List<Publication.OfMonth> months = new ArrayList<>();
        private int valuesOfBefore;
        private int monthsOfBefore;
        private @Nullable PublishedCut cut;

        private boolean hasAllValues(PublishedCut of) {
            return values.size() - valuesOfBefore == of.changedValues();
        }

        private boolean hasAllMonths(PublishedCut of) {
            return months.size() - monthsOfBefore == of.changedMonths();
        }

        private void putBefore(Parts before) {
            values.addAll(0, before.values);
            months.addAll(0, before.months);
            valuesOfBefore += before.values.size();
            monthsOfBefore += before.months.size();
        }
    }

    /**
     * An assembly that begins with what was published up to a cut.
     *
     * @param base the cut; null to begin before the first
     */
    CutAssembly(KpiBook book, @Nullable PublishedCut base) {
        this.book = book;
        this.base = base;
        this.next = base == null ? 1 : base.number() + 1;
    }

    /** Takes the next record of its topic. */
    void accept(Publication publication) {
        boolean isOld = publication.cut() < next;
        boolean ofBase = isOld && !shown;
        switch (publication) {
            case Publication.OfValue value
            when ofBase -> {
                book.put(value);
                baseValues += value.cut() == next - 1 ? 1 : 0;
            }
            case Publication.OfMonth month
            when ofBase -> {
                book.put(month);
                baseMonths += month.cut() == next - 1 ? 1 : 0;
            }
            case Publication.OfValue late
            when isOld -> {
                // Under the number of the cut that shows it: readers of those before don't have it.
                parts(next).values.add(new Publication.OfValue(next, late.kpi(), late.currency()));
                parts(next).valuesOfBefore++;
            }
            case Publication.OfMonth late
            when isOld -> {
                parts(next).months.add(late);
                parts(next).monthsOfBefore++;
            }
            case Publication.OfCut _ when isOld -> {}
            case Publication.OfValue value -> parts(value.cut()).values.add(value);
            case Publication.OfMonth month -> parts(month.cut()).months.add(month);
            case Publication.OfCut cut -> parts(cut.cut()).cut = cut.published();
        }
    }

    private Parts parts(long cut) {
        return underWay.computeIfAbsent(cut, _ -> new Parts());
    }

    /** All that was there of values and months when the base was seen has been accepted. */
    void baseIsRead() {
        allOfBaseRead = true;
    }

    /**
     * Writes down what is whole by now.
     *
     * @return whether the book shows another cut than before
     */
    boolean advance() {
        if (!allOfBaseRead) {
            return false;
        }
        boolean news = false;
        if (!shown && (base == null || isBaseWhole(base))) {
            if (base != null) {
                book.put(base);
            }
            shown = true;
            news = true;
        }
        while (shown || isBasePassed()) {
            Parts parts = underWay.get(next);
            PublishedCut cut = parts == null ? null : parts.cut;
            if (parts == null || cut == null) {
                return news;
            }
            if (parts.hasAllValues(cut) && parts.hasAllMonths(cut)) {
                apply(parts, cut);
                news = true;
            } else if (isPassed(parts, cut)) {
                underWay.remove(next);
                next++;
                parts(next).putBefore(parts);
            } else {
                return news;
            }
        }
        return news;
    }

    private void apply(Parts parts, PublishedCut cut) {
        parts.values.forEach(book::put);
        parts.months.forEach(book::put);
        book.put(cut);
        underWay.remove(next);
        next++;
        shown = true;
    }

    private boolean isBaseWhole(PublishedCut cut) {
        return baseValues == cut.changedValues() && baseMonths == cut.changedMonths();
    }

    private boolean isBasePassed() {
        return base != null
                && (baseValues == base.changedValues() || hasLaterValues(base.number()))
                && (baseMonths == base.changedMonths() || hasLaterMonths(base.number()));
    }

    private boolean isPassed(Parts parts, PublishedCut cut) {
        return (parts.hasAllValues(cut) || hasLaterValues(cut.number()))
                && (parts.hasAllMonths(cut) || hasLaterMonths(cut.number()));
    }

    private boolean hasLaterValues(long than) {
        return underWay.tailMap(than, false).values().stream().anyMatch(parts -> !parts.values.isEmpty());
    }

    private boolean hasLaterMonths(long than) {
        return underWay.tailMap(than, false).values().stream().anyMatch(parts -> !parts.months.isEmpty());
    }
}
