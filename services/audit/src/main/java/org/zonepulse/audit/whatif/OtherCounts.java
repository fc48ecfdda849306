package org.zonepulse.audit.whatif;

import java.util.Map;
import java.util.TreeMap;
import org.zonepulse.ledger.event.RejectionReason;

/**
 * What became of the log's records under the alternative. Records that were sent on to another partition are counted there.
 *
 * @param taken events that were new
 * @param repeats events that were known already
 * @param excluded records that were left out as asked
 * @param refused records that live count, and here can't be accepted, by the first reason
 * @param admitted events that live were refused, and here are accepted
 */
public record OtherCounts(long taken, long repeats, long excluded, Map<RejectionReason, Long> refused, long admitted) {

    /** Of nothing. */
    static final OtherCounts NONE = new OtherCounts(0, 0, 0, Map.of(), 0);

    public OtherCounts {
        refused = Map.copyOf(refused);
    }

    OtherCounts plus(OtherCounts more) {
        Map<RejectionReason, Long> sum = new TreeMap<>(refused);
        more.refused.forEach((reason, count) -> sum.merge(reason, count, Long::sum));
        return new OtherCounts(
                taken + more.taken, repeats + more.repeats, excluded + more.excluded, sum, admitted + more.admitted);
    }
}
