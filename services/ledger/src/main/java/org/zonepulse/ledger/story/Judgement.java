package org.zonepulse.ledger.story;

import java.util.List;
import java.util.Objects;
import org.zonepulse.ledger.row.AnomalyCode;
import org.zonepulse.ledger.row.EventKey;

/**
 * What became of a fact.
 *
 * @param standing whether it counts
 * @param reversedBy the events that reverse it
 * @param findings the contradictions that it is part of
 */
public record Judgement(Standing standing, List<EventKey> reversedBy, List<AnomalyCode> findings) {
    public Judgement {
        Objects.requireNonNull(standing, "standing");
        reversedBy = List.copyOf(reversedBy);
        findings = List.copyOf(findings);
    }
}
