package org.zonepulse.audit.explain;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.replay.CutHistory;
import org.zonepulse.audit.replay.InputDifference;
import org.zonepulse.audit.replay.PublishedCut;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.ledger.row.Anomaly;
import org.zonepulse.ledger.row.CertificateTerm;
import org.zonepulse.ledger.story.Account;
import org.zonepulse.ledger.story.StageSpell;

/**
 * All that is known of one enterprise by a cut.
 *
 * @param enterpriseId the enterprise
 * @param history the history of cuts
 * @param cut the cut up to which its events were read
 * @param asOf the day that amounts are as of
 * @param name its name on that day; null if it isn't registered
 * @param facts its facts in order of business date
 * @param stages its stages of growth; those that begin after the day are in sight, unless something comes in between
 * @param certificates its certificates that make sense
 * @param accounts its loans and orders
 * @param contributions what it adds to summed KPIs as of the day, without zeros
 * @param anomalies what contradicts itself
 * @param logDifferences where its part of the log isn't what cuts state of it
 * @param addsUp whether the effects of its facts add up to what it contributes
 */
public record Biography(
        String enterpriseId,
        CutHistory history,
        PublishedCut cut,
        LocalDate asOf,
        @Nullable String name,
        List<Told> facts,
        List<StageSpell> stages,
        List<CertificateTerm> certificates,
        List<Account> accounts,
        SortedMap<Series, Long> contributions,
        List<Anomaly> anomalies,
        List<InputDifference> logDifferences,
        boolean addsUp) {

    public Biography {
        Objects.requireNonNull(enterpriseId, "enterpriseId");
        Objects.requireNonNull(cut, "cut");
        Objects.requireNonNull(asOf, "asOf");
        facts = List.copyOf(facts);
        stages = List.copyOf(stages);
        certificates = List.copyOf(certificates);
        accounts = List.copyOf(accounts);
        SortedMap<Series, Long> sorted = new TreeMap<>(Series.CATALOGUE_ORDER);
        sorted.putAll(contributions);
        contributions = Collections.unmodifiableSortedMap(sorted);
        anomalies = List.copyOf(anomalies);
        logDifferences = List.copyOf(logDifferences);
    }

    /** Whether all is as it should be. */
    public boolean holds() {
        return addsUp && logDifferences.isEmpty();
    }
}
