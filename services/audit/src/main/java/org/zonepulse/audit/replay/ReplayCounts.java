package org.zonepulse.audit.replay;

import java.util.Map;
import java.util.TreeMap;
import org.zonepulse.ledger.event.RejectionReason;

/**
 * What became of the records of a replay.
 *
 * @param records all that were read
 * @param taken events that were new
 * @param repeats events that were known already
 * @param elsewhere events that belong to another partition, where they were sent on to
 * @param left events that were not to count, by the replay's own rules
 * @param refusedThen events that would be acceptable, but that the live pipeline refused: they don't count
 * @param acceptedThen records that are refused here, and of which the live pipeline has no dead letter that fits
 * @param refused records that are refused here, by the first reason
 */
public record ReplayCounts(
        long records,
        long taken,
        long repeats,
        long elsewhere,
        long left,
        long refusedThen,
        long acceptedThen,
        Map<RejectionReason, Long> refused) {

    /** Of nothing. */
    public static final ReplayCounts NONE = new ReplayCounts(0, 0, 0, 0, 0, 0, 0, Map.of());

    public ReplayCounts {
        refused = Map.copyOf(refused);
    }

    /** The sum of both. */
    public ReplayCounts plus(ReplayCounts other) {
        Map<RejectionReason, Long> sum = new TreeMap<>(refused);
        other.refused.forEach((reason, count) -> sum.merge(reason, count, Long::sum));
        return new ReplayCounts(
                records + other.records,
                taken + other.taken,
                repeats + other.repeats,
                elsewhere + other.elsewhere,
                left + other.left,
                refusedThen + other.refusedThen,
                acceptedThen + other.acceptedThen,
                sum);
    }
}
