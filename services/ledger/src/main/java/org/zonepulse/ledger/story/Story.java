package org.zonepulse.ledger.story;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.ledger.row.Anomaly;
import org.zonepulse.ledger.row.CertificateTerm;
import org.zonepulse.ledger.row.Place;

/**
 * All that an enterprise's rows tell of it.
 *
 * @param enterpriseId the enterprise
 * @param asOf the last day that amounts and contributions count; null if all days that are known of do
 * @param names its names
 * @param places where it sits; none if it isn't registered, or its profile contradicts itself
 * @param deregisteredOn the first day on which it isn't registered any more; null if none is in sight
 * @param stages its stages of growth
 * @param certificates its certificates that make sense
 * @param accounts its loans and orders, in order of name
 * @param fairs the fairs that it was at, in order of name
 * @param anomalies what contradicts itself
 * @param facts all its facts, in order of business date
 * @param contributions what it adds to summed KPIs, without zeros
 */
public record Story(
        String enterpriseId,
        @Nullable LocalDate asOf,
        List<NameSpell> names,
        List<Place> places,
        @Nullable LocalDate deregisteredOn,
        List<StageSpell> stages,
        List<CertificateTerm> certificates,
        List<Account> accounts,
        List<FairVisit> fairs,
        List<Anomaly> anomalies,
        List<StoryFact> facts,
        SortedMap<Series, Long> contributions) {

    public Story {
        Objects.requireNonNull(enterpriseId, "enterpriseId");
        names = List.copyOf(names);
        places = List.copyOf(places);
        stages = List.copyOf(stages);
        certificates = List.copyOf(certificates);
        accounts = List.copyOf(accounts);
        fairs = List.copyOf(fairs);
        anomalies = List.copyOf(anomalies);
        facts = List.copyOf(facts);
        SortedMap<Series, Long> sorted = new TreeMap<>(Series.CATALOGUE_ORDER);
        sorted.putAll(contributions);
        contributions = Collections.unmodifiableSortedMap(sorted);
    }

    /** Its name on the day of the story; null if it had none by then. */
    public @Nullable String name() {
        return NameSpell.on(asOf, names);
    }
}
