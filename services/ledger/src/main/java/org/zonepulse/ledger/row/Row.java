package org.zonepulse.ledger.row;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.Reversed;

/**
 * The set of accepted events about one subject. Since it is a set, neither order of arrival nor repetition can show in
 * anything computed from it. Immutable.
 *
 * <p>Of an id under which different events came, two are kept: the first two in order of content. That is all that a
 * contradiction needs, it is the same two whatever arrives first, and it bounds the row.
 */
public final class Row {

    /** The row of a subject that nothing is known of. */
    public static final Row EMPTY = new Row(new Entry[0]);

    private static final int KEPT_OF_ONE_ID = 2;

    private final Entry[] entries;
    private @Nullable Settled settled;
    private @Nullable Evaluation evaluation;
    private @Nullable Placement evaluatedFor;
    private @Nullable Profile profile;

    private Row(Entry[] entries) {
        this.entries = entries;
    }

    /**
     * The row of these entries.
     *
     * @throws IllegalArgumentException if they don't come from {@link #entries()} of a row
     */
    public static Row of(List<Entry> entries) {
        Entry[] array = entries.toArray(Entry[]::new);
        for (int i = 1; i < array.length; i++) {
            if (Entry.ORDER.compare(array[i - 1], array[i]) >= 0) {
                throw new IllegalArgumentException("entries out of order: " + array[i - 1] + ", " + array[i]);
            }
        }
        return array.length == 0 ? EMPTY : new Row(array);
    }

    /** The row of entries that are known to come from a row, in its order. The array belongs to the row from now on. */
    static Row inOrder(Entry[] entries) {
        return entries.length == 0 ? EMPTY : new Row(entries);
    }

    /** The i-th of its entries. */
    Entry entry(int i) {
        return entries[i];
    }

    /** What the row holds, in a fixed order. */
    public List<Entry> entries() {
        return List.of(entries);
    }

    /** Number of entries. */
    public int size() {
        return entries.length;
    }

    /** The row with this entry too; this very row if that changes nothing. */
    Row with(Entry entry) {
        int first = firstOf(entry.key());
        int after = first;
        while (after < entries.length && entries[after].key().equals(entry.key())) {
            if (entries[after].equals(entry)) {
                return this;
            }
            after++;
        }
        int at = first;
        while (at < after && Entry.ORDER.compare(entries[at], entry) < 0) {
            at++;
        }
        if (after - first < KEPT_OF_ONE_ID) {
            Entry[] more = new Entry[entries.length + 1];
            System.arraycopy(entries, 0, more, 0, at);
            more[at] = entry;
            System.arraycopy(entries, at, more, at + 1, entries.length - at);
            return new Row(more);
        }
        if (at == after) {
            return this;
        }
        Entry[] same = entries.clone();
        System.arraycopy(entries, at, same, at + 1, after - at - 1);
        same[at] = entry;
        return new Row(same);
    }

    /** Index of the first entry whose key isn't before this one. */
    private int firstOf(EventKey key) {
        int low = 0;
        int high = entries.length;
        if (high > 0 && entries[high - 1].key().compareTo(key) < 0) {
            // Ids often ascend.
            return high;
        }
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (entries[middle].key().compareTo(key) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The facts that stand: neither reversed, nor contradicted under their own id, nor reversals themselves. */
    public List<Entry> standing() {
        return settled().facts();
    }

    /** The facts that stand once duplicates, contradictions and reversals are settled. */
    Settled settled() {
        Settled known = settled;
        if (known == null) {
            known = settle();
            settled = known;
        }
        return known;
    }

    /** What the row says of its enterprise, if it is a profile; computed once. */
    Profile profile(ProfileRules rules) {
        Profile known = profile;
        if (known == null) {
            known = rules.read(this);
            profile = known;
        }
        return known;
    }

    /** The row's evaluation at this placement if it was the last one asked for, else null. */
    @Nullable Evaluation evaluationFor(Placement placement) {
        return evaluatedFor != null && evaluatedFor.equals(placement) ? evaluation : null;
    }

    /** Remembers the last evaluation: the next event of the subject compares with it. */
    void remember(Placement placement, Evaluation result) {
        evaluatedFor = placement;
        evaluation = result;
    }

    private Settled settle() {
        if (entries.length == 0) {
            return Settled.EMPTY;
        }
        return isPlain() ? new Settled(entries(), List.of()) : settleAgainst(reversible());
    }

    /** Whether nothing is reversed or contradictory: of most rows that is so. */
    private boolean isPlain() {
        for (int i = 0; i < entries.length; i++) {
            if (entries[i].fact() instanceof Reversed
                    || (i > 0 && entries[i].key().equals(entries[i - 1].key()))) {
                return false;
            }
        }
        return true;
    }

    private Set<EventKey> reversible() {
        Set<EventKey> facts = new HashSet<>();
        for (int i = 0; i < entries.length; i++) {
            if (!isAlone(i) || !(entries[i].fact() instanceof Reversed)) {
                facts.add(entries[i].key());
            }
        }
        return facts;
    }

    /** The slow way, for rows with reversals or contradictions. */
    private Settled settleAgainst(Set<EventKey> reversible) {
        Set<EventKey> reversed = new HashSet<>();
        List<SubjectFinding> findings = new ArrayList<>();
        for (int i = 0; i < entries.length; i++) {
            if (entries[i].fact() instanceof Reversed reversal && isAlone(i)) {
                EventKey target = new EventKey(entries[i].key().source(), reversal.eventId());
                reversed.add(target);
                if (!reversible.contains(target)) {
                    findings.add(SubjectFinding.of(entries[i], AnomalyCode.REVERSAL_WITHOUT_EVENT, entries[i].key()));
                }
            }
        }
        List<Entry> standing = new ArrayList<>(entries.length);
        for (int i = 0; i < entries.length; i++) {
            EventKey key = entries[i].key();
            if (!isAlone(i)) {
                boolean firstOfPair =
                        i + 1 < entries.length && entries[i + 1].key().equals(key);
                if (firstOfPair && !reversed.contains(key)) {
                    findings.add(SubjectFinding.of(entries[i], AnomalyCode.CONTRADICTORY_EVENTS, key));
                }
            } else if (!(entries[i].fact() instanceof Reversed) && !reversed.contains(key)) {
                standing.add(entries[i]);
            }
        }
        return new Settled(standing, findings);
    }

    private boolean isAlone(int i) {
        EventKey key = entries[i].key();
        return !(i > 0 && entries[i - 1].key().equals(key))
                && !(i + 1 < entries.length && entries[i + 1].key().equals(key));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Row row && Arrays.equals(entries, row.entries));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(entries);
    }

    @Override
    public String toString() {
        return "Row" + Arrays.toString(entries);
    }
}
