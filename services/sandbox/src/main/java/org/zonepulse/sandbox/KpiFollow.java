package org.zonepulse.sandbox;

import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
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
        KpiAnswer shown = answer(view);
        out.println(json ? shown.jsonLine() : shown.table(words));
        while (!out.checkError()) {
            long number = number(shown);
            if (view.await(state -> state.cut().map(PublishedCut::number).orElse(0L) > number, LOOK_AGAIN)) {
                KpiAnswer now = answer(view);
                KpiAnswer changed = now.changedSince(shown);
                if (!changed.values().isEmpty()) {
                    out.print(json ? changed.jsonLine() + "\n" : changed.lines(shown, words));
                }
                shown = now;
            }
        }
    }

    private KpiAnswer answer(KpiView view) {
        return view.ask(state -> KpiAnswer.of(state, selection, asOf));
    }

    private static long number(KpiAnswer answer) {
        PublishedCut cut = answer.cut();
        return cut == null ? 0 : cut.number();
    }
}
