package org.zonepulse.kpi.stores;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.zonepulse.kpi.state.InputPosition;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Series;

/**
 * The enterprises behind a KPI, as far as they lie in the partitions held here. Of a KPI that a formula gives, those are
 * listed that contribute to what it counts: of a share, to its numerator.
 *
 * @param kpi the KPI
 * @param asOf the last day that counts
 * @param sums the sums that it is computed from; itself alone if it is summed
 * @param listed what the enterprises' amounts are of
 * @param total what the amounts of all enterprises come to
 * @param count number of enterprises with any
 * @param largest those with the largest amounts, of whatever sign
 * @param partitions the partitions that were read
 * @param inputs how far these had read the event topics when reading began
 * @param movedOn whether any of them has read on meanwhile, so that some enterprises are told of by a little more
 */
public record Contributions(
        Series kpi,
        LocalDate asOf,
        List<Sum> sums,
        Measure listed,
        long total,
        long count,
        List<Enterprise> largest,
        List<Integer> partitions,
        List<InputPosition> inputs,
        boolean movedOn) {

    /**
     * A sum that a KPI is computed from.
     *
     * @param count number of enterprises with any amount in it
     */
    public record Sum(Series series, long total, long count) {
        public Sum {
            Objects.requireNonNull(series, "series");
        }
    }

    /**
     * What an enterprise contributes.
     *
     * @param enterpriseId the enterprise; for a city's total the city's division code
     * @param name its name on the day; null if it has none
     * @param amount in the unit of what is listed; not 0
     */
    public record Enterprise(String enterpriseId, @Nullable String name, long amount) {
        public Enterprise {
            Objects.requireNonNull(enterpriseId, "enterpriseId");
        }
    }

    public Contributions {
        Objects.requireNonNull(kpi, "kpi");
        Objects.requireNonNull(asOf, "asOf");
        Objects.requireNonNull(listed, "listed");
        sums = List.copyOf(sums);
        largest = List.copyOf(largest);
        partitions = List.copyOf(partitions);
        inputs = List.copyOf(inputs);
    }
}
