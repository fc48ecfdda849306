package org.zonepulse.sandbox.deploy;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that isn't as the catalogue, or the site, wants it.
 *
 * @param kind what is wrong
 * @param where the topic, {@code topic/partition} or subject
 * @param setting which of the topic's settings, by Kafka's name; null if it is about none
 * @param wanted what there should be
 * @param found what there is; empty for nothing
 */
public record Deviation(Kind kind, String where, @Nullable String setting, String wanted, String found) {

    /** What can be wrong. Names are part of the JSON that is told: scripts branch on them. */
    public enum Kind {
        TOPIC_MISSING,
        PARTITIONS_DIFFER,
        SETTING_DIFFERS,
        TOO_FEW_REPLICAS,
        PARTITION_OFFLINE,
        PARTITION_UNDER_REPLICATED,
        SCHEMA_MISSING,
        SCHEMA_DIFFERS,
        COMPATIBILITY_TOO_WEAK;

        /** Whether it passes by itself, as replicas do that catch up with what they missed while a broker was away. */
        public boolean passes() {
            return this == PARTITION_OFFLINE || this == PARTITION_UNDER_REPLICATED;
        }

        /** As it is told: {@code topic-missing}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public Deviation {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(where, "where");
        Objects.requireNonNull(wanted, "wanted");
        Objects.requireNonNull(found, "found");
    }

    static Deviation of(Kind kind, String where, Object wanted, Object found) {
        return new Deviation(kind, where, null, String.valueOf(wanted), String.valueOf(found));
    }
}
