package org.zonepulse.audit.whatif;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.zonepulse.audit.replay.Amounts;
import org.zonepulse.audit.replay.AuditedLog;
import org.zonepulse.audit.replay.CutHistory;
import org.zonepulse.audit.replay.LogIncomplete;
import org.zonepulse.audit.replay.Odometer;
import org.zonepulse.audit.replay.PublishedCut;
import org.zonepulse.audit.replay.RefusedRecords;
import org.zonepulse.audit.replay.Replay;
import org.zonepulse.audit.replay.ReplayRules;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.ledger.zone.Zone;

/**
 * Compares what the live edition published with what this program's fold comes to, by a candidate's rules, at equal input: the
 * live cut's. Unlike {@link WhatIf}, it doesn't ask that the live figures can be recomputed here: that they come out
 * otherwise is what a new fold is for. Whether the candidate publishes what this program comes to, a verification of the
 * candidate tells.
 */
public final class EditionComparison {

    private EditionComparison() {}

    /**
     * Compares.
     *
     * @param live the log with what the live edition has published
     * @param history of that
     * @param candidate the same log with what the candidate has published: what that has refused doesn't count
     * @param zone by whose rules the candidate goes
     * @param number of a cut of the live edition
     * @throws LogIncomplete if the log doesn't hold what is needed
     */
    public static EditionReport run(
            AuditedLog live, CutHistory history, AuditedLog candidate, Zone zone, long number, Odometer odometer) {
        Map<String, Amounts> published = new TreeMap<>();
        PublishedCut cut = WhatIf.published(history, number, published);
        ReplayRules rules = ReplayRules.live(zone, RefusedRecords.of(candidate));
        try (Replay replay = Replay.begin(candidate, rules, history.checkpoints(), null, odometer)) {
            replay.expect(cut);
            replay.advanceTo(cut);
            List<String> unknown = published.entrySet().stream()
                    .filter(each -> Series.parse(each.getKey()) == null)
                    .filter(each -> !each.getValue().saysTheSameAs(Amounts.NOTHING))
                    .map(Map.Entry::getKey)
                    .toList();
            return new EditionReport(
                    live.description(),
                    live.edition(),
                    candidate.edition(),
                    cut.number(),
                    cut.publishedAt(),
                    cut.businessDay(),
                    WhatIf.compare(published, WhatIf.values(replay.book())),
                    unknown,
                    replay.counts(),
                    replay.inputDifferences());
        }
    }
}
