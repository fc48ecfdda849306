package org.zonepulse.sandbox;

import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.zonepulse.feed.KpiState;
import org.zonepulse.feed.KpiView;
import org.zonepulse.feed.PublishedCut;

/**
 * Prints the KPIs, and then those that change, a whole cut at a time. Where cuts come faster than they can be printed, several
 * are shown as one.
 *
 * @param asOf the day that they are of; null for the open business day
 * @param json a line of JSON for each cut, instead of a line of text for each KPI
 */
record KpiFollow(KpiSelection selection, @Nullable LocalDate asOf, boolean json, Words words) {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    /** Goes on until nobody reads any more, which shows when something is printed; or until the process ends. */
    void print(KpiView view, PrintStream out) throws InterruptedException {
        KpiState before = view.ask(state -> state);
        KpiAnswer shown = answer(before);
        out.println(json ? shown.jsonLine() : shown.table(words));
        while (!out.checkError()) {
            KpiState last = before;
            if (view.await(state -> isLater(state, last), LOOK_AGAIN)) {
                before = view.ask(state -> state);
                KpiAnswer now = answer(before);
                KpiAnswer changed = now.changedSince(shown);
                if (!changed.values().isEmpty()) {
                    out.print(json ? changed.jsonLine() + "\n" : changed.lines(shown, words));
                }
                shown = now;
            }
        }
    }

    private KpiAnswer answer(KpiState state) {
        return KpiAnswer.of(state, selection, asOf);
    }

    /** Another edition's cuts have numbers of their own. */
    private static boolean isLater(KpiState state, KpiState last) {
        return number(state) > number(last) || !state.edition().equals(last.edition());
    }

    private static long number(KpiState state) {
        return state.cut().map(PublishedCut::number).orElse(0L);
    }
}
