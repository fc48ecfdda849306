package org.zonepulse.audit.replay;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.zonepulse.schemas.kpi.Cut;

/**
 * A cut as it stands in its topic.
 *
 * @param number 1, 2, 3, … without gaps
 * @param publishedAt when
 * @param businessDay the open business day; null before the first
 * @param positions the input that it was computed from; partitions without a record are missing
 * @param changes what was published with it, by the KPI's name such as {@code loan-balance@zone}
 * @param changedMonths number of months of flows that were published with it
 * @param zone by whose rules it was computed, as the cut states it; {@link StatedZone#UNSTATED} if it doesn't
 */
public record PublishedCut(
        long number,
        Instant publishedAt,
        @Nullable LocalDate businessDay,
        List<Position> positions,
        Map<String, Amounts> changes,
        int changedMonths,
        StatedZone zone) {

    public PublishedCut {
        Objects.requireNonNull(publishedAt, "publishedAt");
        positions = List.copyOf(positions);
        changes = Map.copyOf(changes);
        Objects.requireNonNull(zone, "zone");
    }

    static PublishedCut of(Cut cut) {
        List<Position> positions = cut.getInputs().stream()
                .map(input -> {
                    byte[] digest = new byte[input.getDigest().remaining()];
                    input.getDigest().duplicate().get(digest);
                    return new Position(
                            new TopicPartition(input.getTopic(), input.getPartition()), input.getNextOffset(), digest);
                })
                .toList();
        Map<String, Amounts> changes = new LinkedHashMap<>();
        cut.getValues()
                .forEach(value -> changes.put(
                        value.getMeasure() + "@" + value.getScope(),
                        new Amounts(value.getAmount(), value.getNumerator(), value.getDenominator())));
        return new PublishedCut(
                cut.getNumber(),
                cut.getPublishedAt(),
                cut.getBusinessDay(),
                positions,
                changes,
                cut.getChangedMonths(),
                StatedZone.of(cut.getZoneDigest()));
    }

    /** For each partition, the offset of the first record that is not included. */
    public Map<TopicPartition, Long> until() {
        Map<TopicPartition, Long> until = new LinkedHashMap<>();
        positions.forEach(position -> until.put(position.partition(), position.nextOffset()));
        return until;
    }
}
