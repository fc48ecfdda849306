package org.zonepulse.audit.verify;

import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.replay.Amounts;
import org.zonepulse.ledger.kpi.MonthFlows;

/** Something that was published, and that the log doesn't come to. */
public sealed interface Difference {

    /** Number of the first cut that shows it. */
    long cut();

    /**
     * A KPI has another value.
     *
     * @param kpi its name, such as {@code loan-balance@zone}
     * @param cut the first cut at which they part
     * @param published what that cut and those before it say
     * @param recomputed what the log comes to
     * @param input what the cut takes in that the one before it doesn't: where to look
     */
    record OfValue(String kpi, long cut, Amounts published, Amounts recomputed, List<Range> input)
            implements Difference {
        public OfValue {
            input = List.copyOf(input);
        }
    }

    /**
     * The daily flows of a KPI differ in a month.
     *
     * @param month their name, such as {@code loan-balance@zone/2023-04}
     * @param cut the first cut at which they part
     * @param published null if nothing was published
     * @param recomputed empty if there are none
     * @param input what the cut takes in that the one before it doesn't
     */
    record OfFlows(String month, long cut, @Nullable MonthFlows published, MonthFlows recomputed, List<Range> input)
            implements Difference {
        public OfFlows {
            input = List.copyOf(input);
        }
    }

    /**
     * A range of the log is not what a cut was computed from: altered, lost, inserted or moved.
     *
     * @param cut the first cut that states otherwise
     * @param range where it lies; all before it is as stated
     * @param stated digest at the range's end as stated, in hexadecimal digits
     * @param found digest that the records come to
     */
    record OfInput(long cut, Range range, String stated, String found) implements Difference {}

    /**
     * What a topic says isn't what the history of cuts says.
     *
     * @param topic the topic of values
     * @param offset of the record; -1 if one is missing
     * @param kpi the KPI's name
     * @param cut the cut that the record names, or should
     * @param said what the record says; null if it says nothing
     * @param history what the history says
     */
    record OfPublication(
            TopicPartition topic,
            long offset,
            String kpi,
            long cut,
            @Nullable Amounts said,
            Amounts history) implements Difference {}

    /**
     * A record that was published is none that the pipeline would publish.
     *
     * @param topic the topic
     * @param offset of the record
     * @param cut the cut that it names; 0 if none can be read
     * @param what what is wrong with it
     */
    record OfRecord(TopicPartition topic, long offset, long cut, String what) implements Difference {}

    /**
     * What is shown as contradictory about a subject isn't what the log comes to.
     *
     * @param key the enterprise and the subject, such as {@code 91440600MAGX5NNL4J|loan:L-1}
     * @param cut the latest cut
     * @param offset of the record in the topic of anomalies; -1 if there is none
     * @param published the findings that are shown, each as its code and the events concerned; empty if none are
     * @param recomputed those that the log comes to
     */
    record OfAnomaly(String key, long cut, long offset, List<String> published, List<String> recomputed)
            implements Difference {
        public OfAnomaly {
            published = List.copyOf(published);
            recomputed = List.copyOf(recomputed);
        }
    }

    /**
     * A cut was computed by another zone's rules than those of this audit. Then figures may differ, and nobody is to blame but
     * who named the zone's file; or whoever altered it.
     *
     * @param cut the cut
     * @param stated digest of the zone that it states, in hexadecimal digits
     * @param used digest of this audit's
     */
    record OfZone(long cut, String stated, String used) implements Difference {}

    /**
     * The history of cuts contradicts itself, or the calendar.
     *
     * @param cut the cut
     * @param what what is wrong with it
     */
    record OfHistory(long cut, String what) implements Difference {}
}
