package org.zonepulse.ledger.row;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Days on which an enterprise sits in a park and an industry. The last one has no end, even if the enterprise is
 * deregistered: what outlives it, such as the balance of a loan, stays there.
 *
 * @param park the park's id
 * @param industry the id of the industry that the zone reports it under
 * @param from the first day
 * @param until the first day after; null for the last
 */
public record Place(
        String park,
        String industry,
        LocalDate from,
        @Nullable LocalDate until) {
    public Place {
        Objects.requireNonNull(park, "park");
        Objects.requireNonNull(industry, "industry");
        Objects.requireNonNull(from, "from");
    }
}
