package org.zonepulse.audit.deadletter;

import org.jspecify.annotations.Nullable;

/**
 * What was done about a letter.
 *
 * @param plan what was to be done, and was
 * @param topic where something was published; null where nothing was
 * @param partition its partition; -1 where nothing was
 * @param offset its offset; -1 where nothing was
 */
public record Attempt(Plan plan, @Nullable String topic, int partition, long offset) {

    static Attempt withoutPublishing(Plan plan) {
        return new Attempt(plan, null, -1, -1);
    }
}
