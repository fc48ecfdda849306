package org.zonepulse.ledger.row;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Half-open terms of days, and their union. */
final class Terms {

    /** Days from one until another, the latter not included. */
    record Term(int from, int until) {
        boolean isEmpty() {
            return from >= until;
        }

        boolean overlaps(Term other) {
            return !isEmpty() && !other.isEmpty() && from < other.until && other.from < until;
        }

        Term within(int first, int end) {
            return new Term(Math.max(from, first), Math.min(until, end));
        }

        boolean contains(int day) {
            return from <= day && day < until;
        }
    }

    private Terms() {}

    /** The days that belong to at least one of the terms, as disjoint terms in order. */
    static List<Term> union(List<Term> terms) {
        if (terms.size() == 1 && !terms.getFirst().isEmpty()) {
            return terms;
        }
        List<Term> sorted = terms.stream()
                .filter(term -> !term.isEmpty())
                .sorted(Comparator.comparingInt(Term::from))
                .toList();
        List<Term> union = new ArrayList<>(sorted.size());
        for (Term term : sorted) {
            Term last = union.isEmpty() ? null : union.getLast();
            if (last != null && term.from() <= last.until()) {
                union.set(union.size() - 1, new Term(last.from(), Math.max(last.until(), term.until())));
            } else {
                union.add(term);
            }
        }
        return union;
    }

    /** A level of 1 on the days of these terms. */
    static Steps steps(List<Term> union) {
        Steps steps = new Steps();
        for (Term term : union) {
            steps.add(term.from(), 1);
            if (term.until() != Placement.NEVER) {
                steps.add(term.until(), -1);
            }
        }
        return steps;
    }
}
