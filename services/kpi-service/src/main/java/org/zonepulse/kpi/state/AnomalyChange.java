package org.zonepulse.kpi.state;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.row.Anomaly;
import org.zonepulse.ledger.row.AnomalyCode;

/**
 * What became of a subject's anomaly since the last commit.
 *
 * @param before what was shown then; null if nothing was
 * @param after what is to be shown now; null if it is resolved
 */
public record AnomalyChange(
        @Nullable Anomaly before, @Nullable Anomaly after) {

    /** The ways in which the subject contradicts itself now, and didn't before. */
    public List<AnomalyCode> opened() {
        return only(after, before);
    }

    /** The ways in which it did before, and no longer does. */
    public List<AnomalyCode> resolved() {
        return only(before, after);
    }

    private static List<AnomalyCode> only(@Nullable Anomaly one, @Nullable Anomaly other) {
        List<AnomalyCode> others = codes(other);
        return codes(one).stream().filter(code -> !others.contains(code)).toList();
    }

    private static List<AnomalyCode> codes(@Nullable Anomaly anomaly) {
        return anomaly == null
                ? List.of()
                : anomaly.findings().stream()
                        .map(Anomaly.Finding::code)
                        .distinct()
                        .toList();
    }
}
