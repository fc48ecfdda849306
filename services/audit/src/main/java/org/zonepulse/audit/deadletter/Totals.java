package org.zonepulse.audit.deadletter;

import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** Counts letters by reason and source. Sources can be any number; beyond a bound they are counted as one. */
public final class Totals {

    /** Stands for all sources beyond the bound. */
    public static final String OTHER_SOURCES = "…";

    private static final int MOST = 1_000;

    /** What is counted together. */
    public record Group(String reason, String source) implements Comparable<Group> {
        private static final Comparator<Group> ORDER =
                Comparator.comparing(Group::reason).thenComparing(Group::source);

        @Override
        public int compareTo(Group other) {
            return ORDER.compare(this, other);
        }
    }

    private final Map<Group, Long> counts = new TreeMap<>();
    private long all;

    /** Counts a letter. */
    public void add(Letter letter) {
        Group group = new Group(letter.content().getReason(), letter.source());
        boolean known = counts.containsKey(group) || counts.size() < MOST;
        counts.merge(known ? group : new Group(group.reason(), OTHER_SOURCES), 1L, Long::sum);
        all++;
    }

    /** How many of each, in order. */
    public Map<Group, Long> counts() {
        return Collections.unmodifiableMap(counts);
    }

    /** How many altogether. */
    public long all() {
        return all;
    }
}
