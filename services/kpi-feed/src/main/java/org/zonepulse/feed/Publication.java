package org.zonepulse.feed;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.kpi.Kpi;
import org.zonepulse.ledger.kpi.MonthFlows;
import org.zonepulse.ledger.kpi.MonthKey;

/** A record of one of the topics that make up a cut. */
sealed interface Publication {

    /** Number of the cut that it belongs to. */
    long cut();

    /**
     * The new value of a KPI.
     *
     * @param kpi null if this version doesn't know the measure or the scope; the record counts all the same
     * @param currency of amounts of money, else null
     */
    record OfValue(long cut, @Nullable Kpi kpi, @Nullable String currency) implements Publication {}

    /**
     * All flows of a KPI in a month.
     *
     * @param key null if this version doesn't know the measure or the scope; the record counts all the same
     */
    record OfMonth(long cut, @Nullable MonthKey key, MonthFlows flows) implements Publication {
        public OfMonth {
            Objects.requireNonNull(flows, "flows");
        }
    }

    /** The cut itself. */
    record OfCut(PublishedCut published) implements Publication {
        @Override
        public long cut() {
            return published.number();
        }
    }
}
