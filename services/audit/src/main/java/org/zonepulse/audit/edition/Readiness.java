package org.zonepulse.audit.edition;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.replay.PublishedCut;

/**
 * Whether an edition has read as much as the live one, by the latest cut of each.
 *
 * @param behind where it hasn't, in words of the log: partitions with offsets, or the business day; empty if it has
 */
public record Readiness(List<String> behind) {

    public Readiness {
        behind = List.copyOf(behind);
    }

    /** @param live to be looked at before the candidate: what comes meanwhile is to its credit */
    public static Readiness of(PublishedCut live, PublishedCut candidate) {
        List<String> behind = new ArrayList<>();
        Map<TopicPartition, Long> reached = candidate.until();
        live.until().forEach((partition, next) -> {
            long there = reached.getOrDefault(partition, 0L);
            if (there < next) {
                behind.add(partition.topic() + "/" + partition.partition() + ": " + there + " < " + next);
            }
        });
        LocalDate day = live.businessDay();
        if (day != null && isBefore(candidate.businessDay(), day)) {
            behind.add(candidate.businessDay() + " < " + day);
        }
        return new Readiness(behind);
    }

    private static boolean isBefore(@Nullable LocalDate day, LocalDate other) {
        return day == null || day.isBefore(other);
    }

    /** Whether it has. */
    public boolean isThere() {
        return behind.isEmpty();
    }
}
