package org.zonepulse.sandbox.referenceyear;

import java.time.LocalDate;
import java.util.Objects;

/**
 * One loan as it is to come out.
 *
 * @param borrower who borrows
 * @param granted the day of the grant
 * @param course what becomes of it
 * @param weight its size beside the others'
 */
record LoanPlan(Enterprise borrower, LocalDate granted, Course course, long weight) {

    /** What has become of a loan by the last day. */
    enum Course {
        /** Drawn, and nothing due yet. */
        STANDING(22),
        /** Repaid month by month. */
        REPAYING(48),
        /** Repaid whole. */
        SETTLED(27),
        /** Partly repaid, the rest given up. */
        LOST(3),
        /** Granted and not drawn: never by chance. */
        UNDRAWN(0);

        private final int weight;

        Course(int weight) {
            this.weight = weight;
        }

        /** How common it is. */
        int weight() {
            return weight;
        }
    }

    LoanPlan {
        Objects.requireNonNull(borrower, "borrower");
        Objects.requireNonNull(granted, "granted");
        Objects.requireNonNull(course, "course");
    }

    /** Whether it has a balance on the last day. */
    boolean isOutstanding() {
        return course == Course.STANDING || course == Course.REPAYING;
    }
}
