package org.zonepulse.ledger.story;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.measure.Stage;

/**
 * Days that an enterprise is at a stage of growth.
 *
 * @param stage the stage
 * @param from the first day
 * @param until the first day after; null if none is in sight
 */
public record StageSpell(
        Stage stage, LocalDate from, @Nullable LocalDate until) {
    public StageSpell {
        Objects.requireNonNull(stage, "stage");
        Objects.requireNonNull(from, "from");
    }
}
